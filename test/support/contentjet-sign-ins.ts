/** Sign-ins to the Contentjet double, as sessions of one browser make them: one clock, one token store. */
import { unknown } from 'valibot';
import { afterEach, beforeEach, expect } from 'vitest';
import type { Credentials, PasswordGrantCredentials } from '../../src/auth/credentials.ts';
import { DestinationError } from '../../src/core/errors.ts';
import type { Fetch, Locks, Store } from '../../src/core/ports.ts';
import { explainContentjet } from '../../src/destinations/contentjet/errors.ts';
import type { ContentjetSettings } from '../../src/destinations/contentjet/settings.ts';
import { createContentjetAuthorizer, createContentjetReader } from '../../src/destinations/contentjet/sign-in.ts';
import type { AuthDeps, Authorizer, HttpDeps } from '../../src/destinations/destination.ts';
import { createHttp } from '../../src/destinations/http.ts';
import { type RunningContentjet, startContentjet } from '../servers/contentjet.ts';
import { lockSpace } from './locks.ts';
import { handClock, memoryStore } from './memory.ts';

export const NOON = Date.UTC(2026, 10, 21, 12);
export const MINUTE = 60_000;
export const KEY = 'token:account-1';
export const CLIENT_KEY = `${KEY}/client`;
export const SIGN_IN = 'POST /authenticate';
export const REFRESH = 'POST /token-refresh';
export const ME = 'GET /user/me';

/** What is another one than usual. */
export interface Context {
  store?: Store;
  locks?: Locks;
  fetch?: Fetch;
  url?: string;
  now?: () => number;
}

/** Call it at the top of a test file: before each test it starts anew. */
export function contentjetSignIns() {
  const clock = handClock();
  /** `server` and what the browser's session `items` are, for the test that runs. */
  let server: RunningContentjet;
  let items: Map<string, string>;
  beforeEach(async () => {
    clock.set(NOON);
    server = await startContentjet({ clock });
    items = new Map();
  });
  afterEach(() => server.stop());

  const person = (more: Partial<PasswordGrantCredentials> = {}): PasswordGrantCredentials => {
    const { username, password } = server.users.author;
    return { method: 'password_grant', username, password, ...more };
  };
  function withoutPassword(): PasswordGrantCredentials {
    const { password: _, ...rest } = person();
    return rest;
  }
  const withClient = (more: Partial<PasswordGrantCredentials> = {}) =>
    person({ clientId: server.client.id, clientSecret: server.client.secret, ...more });
  const settings = (project: ContentjetSettings['project'] = server.project): ContentjetSettings => ({
    ...{ project, entryType: null, mapping: {}, uiUrl: null, images: 'copy', renewal: 'while_open' },
  });

  /** One session of one context of the browser. */
  function dependencies({ store, locks, fetch: port, url, now }: Context = {}) {
    const deps: HttpDeps = {
      fetch: port ?? ((address, init) => fetch(address, init)),
      ...{ clock: { now: now ?? clock.now }, destination: 'contentjet', explain: explainContentjet },
    };
    const apiUrl = `${url ?? server.url}/`;
    const auth: AuthDeps = {
      ...{ subject: 'account-1', siteUrl: apiUrl, apiUrl, http: createHttp(deps), clock: deps.clock },
      httpWith: (authorizer) => createHttp({ ...deps, authorizer }),
      ...{ tokens: store ?? memoryStore(items), locks: locks ?? lockSpace().context() },
    };
    const asking = (authorizer: Authorizer, path: string) => {
      const http = createHttp({ ...deps, authorizer });
      return () => http.request({ method: 'GET', url: `${apiUrl}${path}`, expect: [200], schema: unknown() });
    };
    return { auth, asking };
  }

  async function open(credentials: Credentials = person(), context: Context = {}) {
    const { auth, asking } = dependencies(context);
    const authorizer = await createContentjetAuthorizer(credentials, settings(), auth);
    const renewAhead = async () => authorizer.renewAhead?.() ?? null;
    return { ask: asking(authorizer, 'user/me'), renewAhead };
  }

  function openReader(credentials: Credentials = withClient(), context: Context = {}) {
    const { auth, asking } = dependencies(context);
    const reader = createContentjetReader(credentials, settings(), auth);
    return asking(reader ?? expect.unreachable(), `project/${server.project.id}/entry-type/`);
  }

  async function errorOf(failing: Promise<unknown>): Promise<string> {
    const error = await failing.catch((thrown: unknown) => thrown);
    if (!(error instanceof DestinationError)) throw new Error(`expected a DestinationError, got ${String(error)}`);
    const told = JSON.stringify(error.toView()) + error.stack;
    for (const secret of [server.users.author.password, server.client.secret]) expect(told).not.toContain(secret);
    return `${error.code} ${error.reason}`;
  }

  const asked = (): string[] => server.requests.map(({ method, path }) => `${method} ${path}`);
  const count = (what: string): number => asked().filter((one) => one === what).length;
  const stored = () => JSON.parse(items.get(KEY) ?? 'null');
  /** Neither in a header nor in a body, whatever became of the request. */
  const noneExpired = (token: string): void => {
    for (const { headers, body } of server.requests) expect(`${headers.authorization} ${body}`).not.toContain(token);
    expect(server.requests.filter(({ expiredToken }) => expiredToken)).toEqual([]);
  };

  /** Someone who signed in `ago` ms ago, whose requests are forgotten. */
  async function signedIn(ago = 0): Promise<string> {
    await (await open()).ask();
    server.requests.length = 0;
    clock.advance(ago);
    return stored().accessToken;
  }

  return {
    ...{ clock, person, withoutPassword, withClient, settings, dependencies, open, openReader, errorOf },
    ...{ asked, count, stored, noneExpired, signedIn },
    get server() {
      return server;
    },
    get items() {
      return items;
    },
  };
}
