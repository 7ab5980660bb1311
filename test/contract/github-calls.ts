/** Requests to a double of GitHub as anybody could send them: not by the code under test. */
import { sign } from 'node:crypto';
import type { RunningGitHub } from '../servers/github.ts';

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

/** The member of an answer that is text (`sha`, `token`). */
export function textIn({ status, body }: Called, member: string): string {
  const value =
    typeof body === 'object' && body !== null ? Object.entries(body).find(([name]) => name === member) : null;
  if (typeof value?.[1] !== 'string') throw new Error(`no ${member} in ${status} ${JSON.stringify(body)}`);
  return value[1];
}

/** @param claims seconds since the epoch; whatever is given, right or wrong */
export function appJwt(privateKey: string, claims: object, header: object = { alg: 'RS256', typ: 'JWT' }): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
}
