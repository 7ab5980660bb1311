/**
 * Tokens of an App's installation ("Create an installation access token for an app"): they live for an hour, and may do
 * no more than what a draft in the one repository takes.
 */
import type { Authorizer } from '../../auth/authorizer.ts';
import { createTokenSource, secondSubject, type TokenSet } from '../../auth/token-source.ts';
import { DestinationError } from '../../core/errors.ts';
import type { Clock } from '../../core/ports.ts';
import type { AuthDeps } from '../destination.ts';
import { clockOffset } from '../server-clock.ts';
import { GitHubAppClient } from './app-client.ts';
import { hasReason, unlessGone } from './client.ts';
import { githubError, INSTALLATION_GONE, LACKS_PERMISSIONS, NOT_FOUND, NOT_INSTALLED_HERE } from './errors.ts';
import type { GitHubSettings } from './settings.ts';

/** A token may be unknown to some of GitHub's machines for so long after it was made (recorded). */
const FRESH_MS = 5000;
const PAUSE_MS = 1000;

type Place = Pick<GitHubSettings, 'installation' | 'repository'>;

/** @param app the App's own signature, which tokens are asked for with */
export function createInstallationAuthorizer(app: Authorizer, settings: Place, deps: AuthDeps): Authorizer {
  const { tokens: store, locks, clock } = deps;
  // While a repository is being chosen, the others are to be seen too.
  const narrowedTo = deps.choosing ? null : settings.repository;
  const client = new GitHubAppClient(deps.httpWith(app), deps.apiUrl);
  const renew = (): Promise<TokenSet> => atInstallation(client, settings, (id) => ask(client, id, narrowedTo, clock));
  const source = createTokenSource({
    subject: secondSubject(deps.subject, nameOf(settings, narrowedTo)),
    store,
    locks,
    renew,
  });
  let last: TokenSet | null = null;
  let refused: string | null = null;
  let waitedFor: string | null = null;

  /** The token that was refused, and how long ago it was made; null where it was no token that was refused. */
  function judge({ status }: DestinationError, sent: Headers): { token: string; age: number } | null {
    const token = sent.get('authorization')?.replace('Bearer ', '');
    // Without one, it was the request for a token that was refused.
    if (token === undefined || status !== 401) return null;
    const madeAt = last?.accessToken === token ? last.issuedAt : undefined;
    return { token, age: clock.now() - (madeAt ?? 0) };
  }

  return {
    async authorize(headers) {
      last = await source.getToken(clock.now(), refused);
      headers.set('authorization', `Bearer ${last.accessToken}`);
    },
    pauseOf(error, sent) {
      const judged = judge(error, sent);
      if (judged === null || judged.age < 0 || judged.age >= FRESH_MS) return null;
      waitedFor = judged.token;
      return PAUSE_MS;
    },
    cureOf(error, sent) {
      const judged = judge(error, sent);
      // One that nobody knows after all this time is not made up for by another.
      if (judged === null || judged.token === waitedFor) return null;
      refused = judged.token;
      return 'new_token';
    },
  };
}

/** What a token is good for: one for another place, or for more than one repository, has another name. No name has a colon. */
function nameOf({ installation, repository }: Place, narrowedTo: Place['repository']): string {
  const names = (repo: Place['repository']): string[] => (repo === null ? [] : [repo.owner, repo.name]);
  const at = installation === null ? ['at', ...names(repository)] : [installation.id];
  return [...at, 'for', ...names(narrowedTo)].join(':');
}

/** Until one is chosen, it is that of the repository, or the only one there is. */
async function installationOf(app: GitHubAppClient, { installation, repository }: Place): Promise<number> {
  if (installation !== null) return installation.id;
  if (repository !== null) {
    return (await app.installationOf(repository).catch(notFoundAs(NOT_INSTALLED_HERE))).id;
  }
  const [only, ...others] = await app.installations();
  if (only === undefined) throw githubError('not_found', 'github_not_installed');
  if (others.length > 0) throw githubError('not_found', 'github_installation_not_chosen');
  return only.id;
}

/** Where the App was installed anew, it has another id there: found by the repository, once, it is gone on with. */
async function atInstallation(
  app: GitHubAppClient,
  place: Place,
  task: (id: number) => Promise<TokenSet>,
): Promise<TokenSet> {
  const id = await installationOf(app, place);
  try {
    return await task(id);
  } catch (error) {
    if (place.repository === null || !hasReason(error, INSTALLATION_GONE)) throw error;
    const now = await unlessGone(app.installationOf(place.repository));
    if (now === null || now.id === id) throw error;
    return task(now.id);
  }
}

/** What a token is asked to be good for, the best first: not every App was given all of it. */
function narrowingsOf(repository: Place['repository']): [object, ...object[]] {
  if (repository === null) return [{}];
  const repositories = [repository.name];
  return [
    { repositories, permissions: { contents: 'write', pull_requests: 'write' } },
    { repositories, permissions: { contents: 'write' } },
    { repositories },
  ];
}

async function ask(app: GitHubAppClient, id: number, narrowedTo: Place['repository'], clock: Clock): Promise<TokenSet> {
  const request = (json: object) => app.createToken(id, json);
  const whereLacking = (json: object) => (error: unknown) => {
    if (error instanceof DestinationError && error.reason === LACKS_PERMISSIONS) return request(json);
    throw error;
  };
  const [best, ...others] = narrowingsOf(narrowedTo);
  let answer = request(best);
  for (const json of others) answer = answer.catch(whereLacking(json));
  const { body, headers } = await answer.catch(notFoundAs(INSTALLATION_GONE));
  const issuedAt = clock.now();
  // By our clock: what GitHub's is ahead of it was not lived yet.
  const expiresAt = Date.parse(body.expires_at) - (clockOffset(headers, issuedAt) ?? 0);
  return { v: 1, accessToken: body.token, expiresAt, issuedAt };
}

/** GitHub's own "there is no such thing", in words for what was asked for here. */
const notFoundAs =
  (reason: string) =>
  (error: unknown): never => {
    throw error instanceof DestinationError && error.reason === NOT_FOUND ? githubError('not_found', reason) : error;
  };
