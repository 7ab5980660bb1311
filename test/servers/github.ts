/**
 * A double of GitHub's REST API for tests, in memory, as an enterprise's server has it: the site at the root, the API at
 * `/api/v3/`. Every request and every answer is checked against GitHub's own description of its API.
 */
import { listen, stop } from './contentjet.ts';
import { loadDescription } from './github/description.ts';
import { Limits } from './github/limits.ts';
import { type Seed, seed } from './github/seed.ts';
import { createTransport, type Fault, type NotedRequest } from './github/transport.ts';
import { createDescription, type Description } from './github/validation.ts';
import { World } from './github/world.ts';

export interface GitHubOptions {
  clock?: { now(): number };
  /** A free one where not given. */
  port?: number;
  /** Exchanges are not checked, and GitHub's description need not be there: for tests of much else. */
  unchecked?: true;
}

export interface RunningGitHub extends Seed {
  /** Of the site, without a slash at its end. */
  url: string;
  /** With a slash at its end. */
  apiUrl: string;
  /** Everything there is; tests add to it and change it as people and operators do. */
  world: World;
  limits: Limits;
  /** Every request to the API since the array was last emptied, in the order in which they came. */
  requests: NotedRequest[];
  /** What was not as GitHub's description has it, in requests or answers. */
  violations: string[];
  /** What happens to the next request that matches, once. */
  failNext(match: (request: { method: string; path: string }) => boolean, how: Fault): void;
  /** Every file of a branch, into a folder that is emptied first. @param repository `owner/name` */
  checkout(repository: string, branch: string, folder: string): Promise<void>;
  /** Open connections are closed. */
  stop(): Promise<void>;
}

export async function startGitHub(options: GitHubOptions = {}): Promise<RunningGitHub> {
  const { clock = Date, port = 0, unchecked } = options;
  const description = unchecked ? UNCHECKED : await described();
  const world = new World(clock);
  const limits = new Limits(world.now);
  const requests: NotedRequest[] = [];
  const violations: string[] = [];
  const faults: { match: (request: NotedRequest) => boolean; how: Fault }[] = [];
  const watch = {
    requests,
    violations,
    faultFor(request: NotedRequest): Fault | undefined {
      const index = faults.findIndex(({ match }) => match(request));
      return index < 0 ? undefined : faults.splice(index, 1)[0]?.how;
    },
  };
  const server = createTransport({ world, limits, description, watch });
  world.url = await listen(server, port);
  return {
    ...seed(world),
    ...{ url: world.url, apiUrl: `${world.url}/api/v3/`, world, limits, requests, violations },
    failNext: (match, how) => void faults.push({ match, how }),
    checkout: (repository, branch, folder) => world.repository(repository).checkout(branch, folder),
    stop: () => stop(server),
  };
}

/** One for all servers of this process: what was compiled once stays. */
let known: Promise<Description> | undefined;

function described(): Promise<Description> {
  known ??= loadDescription().then(createDescription);
  return known;
}

const UNCHECKED: Description = { docsOf: () => 'https://docs.github.com/rest', check: () => [] };
