/** What a handler is given and gives back. */
import type { Limits } from './limits.ts';
import type { App, Installation, InstallationToken, Level, Token } from './records.ts';
import type { Repository } from './repository.ts';
import type { World } from './world.ts';

export type Actor =
  | { kind: 'anonymous' }
  | { kind: 'app'; app: App }
  | { kind: 'installation'; token: InstallationToken; installation: Installation }
  | { kind: 'user'; token: Exclude<Token, InstallationToken> };

export interface Call {
  world: World;
  limits: Limits;
  /** The API's root, without a slash at its end. */
  apiUrl: string;
  actor: Actor;
  /** Below the API's root, as it was asked for. */
  path: string;
  /** From the path, decoded. */
  params: Record<string, string>;
  query: URLSearchParams;
  headers: Record<string, string>;
  /** Parsed JSON; undefined where nothing was sent. */
  body: unknown;
  /** Of its page in GitHub's documentation. */
  docs: string;
}

/** Within a repository that may be seen. */
export interface RepositoryCall extends Call {
  repository: Repository;
}

export interface Answer {
  /** 200 where not given. */
  status?: number;
  headers?: Record<string, string>;
  /** JSON; a Buffer as it is; undefined for none (204). */
  body?: unknown;
}

export type Handler = (call: Call) => Answer;

export interface Route {
  method: string;
  /** As GitHub's description writes it. */
  template: string;
  pattern: RegExp;
  names: string[];
  /** What a token needs for it, as told by x-accepted-github-permissions; null where none is asked for. */
  permission: { name: string; level: Level } | null;
  handler: Handler;
}
