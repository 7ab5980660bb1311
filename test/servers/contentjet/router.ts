/** Routes, their slashes and the two ways of not being found. Recorded from contentjet-api 0.17.1. */
import type { Answer, Call, Handler } from './api.ts';
import { notFound } from './errors.ts';

export interface Route {
  method: string;
  pattern: RegExp;
  names: string[];
  handler: Handler;
}

/**
 * @param path `:name` stands for digits. What ends with a slash is a collection, which needs it; everything may have
 *   one slash more. Case does not matter.
 */
export function route(method: string, path: string, handler: Handler): Route {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  return { method, pattern: new RegExp(`^${path.replace(/:\w+/g, '(\\d+)')}/?$`, 'i'), names, handler };
}

/** @throws 404 where no route has this path */
export async function dispatch(routes: readonly Route[], call: Call): Promise<Answer> {
  const here = routes.filter(({ pattern }) => pattern.test(call.path));
  if (here.length === 0) throw notFound();
  const method = call.method === 'HEAD' ? 'GET' : call.method;
  const found = here.find((candidate) => candidate.method === method);
  if (found === undefined) return notAllowed(here, call.method);
  const numbers = (found.pattern.exec(call.path) ?? []).slice(1).map(Number);
  call.ids = Object.fromEntries(found.names.map((name, index) => [name, numbers[index] ?? 0]));
  if ('project' in call.ids) {
    call.project = call.api.store.projects.get(call.ids.project ?? 0);
    if (call.project === undefined) throw notFound();
  }
  return found.handler(call);
}

/** The body says 404 though the status is 405. */
function notAllowed(routes: readonly Route[], method: string): Answer {
  const methods = routes.flatMap((one) => (one.method === 'GET' ? ['HEAD', 'GET'] : [one.method]));
  const headers = { allow: [...new Set(methods)].join(', ') };
  if (method === 'OPTIONS') return { headers: { ...headers, 'content-type': JSON_TYPE }, body: '' };
  return { status: 405, headers, body: { message: 'Not found', status: 404 } };
}

export const JSON_TYPE = 'application/json; charset=utf-8';
