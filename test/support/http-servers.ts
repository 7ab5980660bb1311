/** The HTTP client over servers that do what a test says. */
import { array, object, string } from 'valibot';
import { expect } from 'vitest';
import type { Authorizer } from '../../src/auth/authorizer.ts';
import { DestinationError } from '../../src/core/errors.ts';
import type { Fetch } from '../../src/core/ports.ts';
import type { HttpDeps, HttpRequest } from '../../src/destinations/destination.ts';
import { createHttp } from '../../src/destinations/http.ts';
import { jsonAnswer, startFaults } from '../servers/faults.ts';

export const SECRET = 'Ghost very-secret-token';
export const Thing = object({ things: array(object({ id: string() })) });
export const NOON = Date.UTC(2026, 10, 21, 12, 0, 0);

export type HttpServers = Awaited<ReturnType<typeof startHttpServers>>;

export async function startHttpServers() {
  const server = await startFaults();
  const elsewhere = await startFaults();
  elsewhere.set(jsonAnswer(200, { things: [{ id: 'theirs' }] }));
  return {
    server,
    /** Another host, which is to be asked nothing. */
    elsewhere,
    post: (more: Partial<HttpRequest<unknown>> = {}): HttpRequest<unknown> => ({
      ...{ method: 'POST', url: `${server.url}/x/`, json: { a: 1 }, expect: [201], schema: Thing },
      ...more,
    }),
    async stop(): Promise<void> {
      await server.stop();
      await elsewhere.stop();
    },
  };
}

export const authorizer = (cureOf: Authorizer['cureOf'] = () => null): Authorizer => ({
  authorize: async (headers) => headers.set('authorization', SECRET),
  cureOf,
});

const nodeFetch: Fetch = (url, init) => fetch(url, init);

export function http(deps: Partial<HttpDeps> = {}) {
  return createHttp({
    fetch: nodeFetch,
    clock: { now: () => NOON },
    destination: 'ghost',
    authorizer: authorizer(),
    ...deps,
  });
}

/** The error a request ends with; it holds no secret. */
export async function errorOf(promise: Promise<unknown>): Promise<DestinationError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DestinationError)) throw new Error(`expected a DestinationError, got ${String(error)}`);
  expect(`${error.message} ${JSON.stringify(error)} ${JSON.stringify(error.toView())}`).not.toContain('secret-token');
  return error;
}
