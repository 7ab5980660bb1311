/** Requests to a double of GitHub as anybody could send them: not by the code under test. */
import { sign } from 'node:crypto';
import { afterAll, afterEach, expect } from 'vitest';
import { type GitHubOptions, type RunningGitHub, startGitHub } from '../servers/github.ts';

export interface Called {
  status: number;
  /** Parsed JSON; null for none. */
  body: unknown;
  headers: Headers;
}

export interface CallOptions {
  /** The person's own where not given; null for none. */
  token?: string | null;
  json?: unknown;
  headers?: Record<string, string>;
}

export type Caller = (method: string, path: string, options?: CallOptions) => Promise<Called>;

/** @returns calls by `repos/ada/blog` and the like, below the API's root */
export const callerOf =
  (github: RunningGitHub): Caller =>
  async (method, path, { token = github.token, json, headers = {} } = {}) => {
    const answer = await fetch(`${github.apiUrl}${path}`, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        'x-github-api-version': '2022-11-28',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(json === undefined ? {} : { body: typeof json === 'string' ? json : JSON.stringify(json) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
    return { status: answer.status, body: isJson ? JSON.parse(text) : text || null, headers: answer.headers };
  };

/** One for all tests of a file, each of which exchanges only what GitHub's description has. */
export async function gitHubToCall(options: GitHubOptions = {}): Promise<{ github: RunningGitHub; call: Caller }> {
  const github = await startGitHub(options);
  afterAll(() => github.stop());
  afterEach(() => {
    expect(github.violations.splice(0)).toEqual([]);
  });
  return { github, call: callerOf(github) };
}

/** What is text in an answer: `sha`, or `content`, `sha` for the one within the other; a number for one of a list. */
export function textIn({ status, body }: Called, ...path: (string | number)[]): string {
  let here: unknown = body;
  for (const name of path) {
    const members: [string, unknown][] = typeof here === 'object' && here !== null ? Object.entries(here) : [];
    here = members.find(([key]) => key === String(name))?.[1];
  }
  if (typeof here !== 'string') throw new Error(`no ${path.join('.')} in ${status} ${JSON.stringify(body)}`);
  return here;
}

/** @param claims seconds since the epoch; whatever is given, right or wrong */
export function appJwt(privateKey: string, claims: object, header: object = { alg: 'RS256', typ: 'JWT' }): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
}
