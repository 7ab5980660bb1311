/** Sessions at a double of GitHub, as the background opens them. */
import type { Credentials } from '../../src/auth/credentials.ts';
import type { HttpDeps, Session } from '../../src/destinations/destination.ts';
import { github } from '../../src/destinations/github/adapter.ts';
import { presetOf } from '../../src/destinations/github/presets.ts';
import type { GitHubSettings } from '../../src/destinations/github/settings.ts';
import { createHttp } from '../../src/destinations/http.ts';
import { WORDS } from '../fixtures/draft.ts';
import type { RunningGitHub } from '../servers/github.ts';
import { authDeps } from '../support/auth-deps.ts';

/** Drafts go to the person's public blog, by pull requests. */
export const BLOG: GitHubSettings = {
  ...{ installation: null, repository: { owner: 'ada', name: 'blog', isPrivate: false }, branch: 'main' },
  ...{ delivery: 'pull_request', hidesDrafts: false, layout: presetOf('jekyll', 'pull_request'), images: 'copy' },
};

/** Drafts go to the organisation's private site. */
export const SITE: GitHubSettings = {
  ...BLOG,
  repository: { owner: 'press', name: 'site', isPrivate: true },
  layout: presetOf('hugo', 'pull_request'),
};

export interface GitHubSessionAt {
  settings?: GitHubSettings;
  /** A person's own token; the seed's where neither it nor an App is given. */
  token?: string;
  app?: { appId: string; privateKey: string };
  /** The double's own where not given. */
  url?: string;
  /** What else there is to be set up with is being asked. */
  choosing?: true;
  /** Milliseconds by which our clock is ahead. */
  clockOffset?: number;
}

/** Of the seed's App. */
export const appOf = ({ app, privateKey }: RunningGitHub) => ({ appId: String(app.id), privateKey });

export async function githubSession(
  running: RunningGitHub,
  how: GitHubSessionAt = {},
): Promise<Session<GitHubSettings>> {
  const { settings = BLOG, token = running.token, app, url = running.url, choosing, clockOffset = 0 } = how;
  const credentials: Credentials =
    app === undefined ? { method: 'personal_access_token', token } : { method: 'app_private_key', ...app };
  const [siteUrl, apiUrl] = [`${url}/`, `${url}/api/v3/`];
  const clock = { now: () => Date.now() + clockOffset };
  const anonymous: HttpDeps = {
    ...{ fetch: (address, init) => fetch(address, init), clock, destination: 'github', explain: github.explain },
  };
  const deps = {
    ...authDeps(createHttp(anonymous), siteUrl, apiUrl),
    httpWith: (authorizer: NonNullable<HttpDeps['authorizer']>) => createHttp({ ...anonymous, authorizer }),
    ...{ clock, ...(choosing ? { choosing } : {}) },
  };
  const authorizer = await github.authorizer(credentials, settings, deps);
  const reader = github.reader?.(credentials, settings, deps) ?? null;
  return {
    ...{ siteUrl, apiUrl, settings, clock, words: WORDS, http: createHttp({ ...anonymous, authorizer }) },
    ...(reader === null ? {} : { reader: createHttp({ ...anonymous, authorizer: reader }) }),
  };
}
