/** Sessions at a double of Contentjet, as the background opens them. */
import type { PasswordGrantCredentials } from '../../src/auth/credentials.ts';
import type { Store } from '../../src/core/ports.ts';
import { contentjet } from '../../src/destinations/contentjet/adapter.ts';
import type { ContentjetSettings } from '../../src/destinations/contentjet/settings.ts';
import type { HttpDeps, Session } from '../../src/destinations/destination.ts';
import { createHttp } from '../../src/destinations/http.ts';
import { WORDS } from '../fixtures/draft.ts';
import type { RunningContentjet } from '../servers/contentjet.ts';
import { authDeps } from '../support/auth-deps.ts';
import { memoryStore } from '../support/memory.ts';

export interface SessionAt {
  settings: ContentjetSettings;
  /** Who signs in: the author where not given. */
  as?: keyof RunningContentjet['users'];
  /** In place of their own; null where it was not kept. */
  password?: string | null;
  /** The first project's where not given; null for none. */
  client?: { id: string; secret: string } | null;
  /** Those of the browser's session; new ones where not given. */
  tokens?: Store;
  /** The double's own where not given. */
  url?: string;
  fetch?: HttpDeps['fetch'];
}

export async function sessionAt(running: RunningContentjet, how: SessionAt): Promise<Session<ContentjetSettings>> {
  const { settings, as = 'author', client = running.client, tokens = memoryStore(), url = running.url } = how;
  const { username, password: own } = running.users[as];
  const password = how.password === undefined ? own : how.password;
  const credentials: PasswordGrantCredentials = {
    ...{ method: 'password_grant', username },
    ...(password === null ? {} : { password }),
    ...(client === null ? {} : { clientId: client.id, clientSecret: client.secret }),
  };
  const clock = { now: () => Date.now() };
  const anonymous: HttpDeps = {
    ...{ fetch: how.fetch ?? ((address, init) => fetch(address, init)), clock, destination: 'contentjet' },
    explain: contentjet.explain,
  };
  const deps = { ...authDeps(createHttp(anonymous), `${url}/`), tokens };
  const authorizer = await contentjet.authorizer(credentials, settings, deps);
  const reader = contentjet.reader?.(credentials, settings, deps) ?? null;
  return {
    ...{ siteUrl: `${url}/`, apiUrl: `${url}/`, settings, clock, words: WORDS },
    http: createHttp({ ...anonymous, authorizer }),
    ...(reader === null ? {} : { reader: createHttp({ ...anonymous, authorizer: reader }) }),
    signIn: { method: 'password_grant', username },
  };
}
