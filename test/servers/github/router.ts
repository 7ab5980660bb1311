/** Which handler a request goes to. Paths are written as GitHub's own description writes them. */

import { repositoryFor } from './access.ts';
import type { Answer, Handler, RepositoryCall, Route } from './api.ts';
import type { Level } from './records.ts';

/** These hold slashes; every other part of a path ends at one. */
const LONG = ['ref', 'path', 'branch'];

function compile(template: string): { pattern: RegExp; names: string[] } {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const source = template
    .replace(/\/contents\/\{path\}$/, '/contents(?:/(.*))?')
    .replace(/\{(\w+)\}/g, (_, name: string) => (LONG.includes(name) ? '(.+)' : '([^/]+)'));
  return { pattern: new RegExp(`^${source}$`), names };
}

/** For anybody. */
export const route = (method: string, template: string, handler: Handler): Route => ({
  ...{ method, template, ...compile(template), permission: null, handler },
});

/** Within a repository, for one who may. @param permission `contents:write` */
export function within(
  permission: `${string}:${Level}`,
  method: string,
  template: string,
  handler: (call: RepositoryCall) => Answer,
): Route {
  const [name = '', level] = permission.split(':');
  const needed = { name, level: level === 'write' ? 'write' : 'read' } as const;
  return {
    ...{ method, template, ...compile(template), permission: needed },
    handler: (call) => handler(repositoryFor(call, needed)),
  };
}

/** @throws URIError where the path is badly encoded */
export function find(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; params: Record<string, string> } | undefined {
  for (const one of routes) {
    const found = one.method === method ? one.pattern.exec(path) : null;
    if (found === null) continue;
    const params = one.names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? '')]);
    return { route: one, params: Object.fromEntries(params) };
  }
  return undefined;
}
