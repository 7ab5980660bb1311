/**
 * Whatever is said to our GitHub for tests, and by it, is as GitHub's own description has it: and this would be noticed if
 * it were not. Every answer is spoilt in every way, one member at a time.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadDescription } from '../servers/github/description.ts';
import { routes } from '../servers/github/routes.ts';
import { createDescription, type Description, type KnownExchange } from '../servers/github/validation.ts';
import { type RunningGitHub, startGitHub } from '../servers/github.ts';
import { appJwt, type Caller, callerOf, textIn } from './github-calls.ts';

let github: RunningGitHub;
let call: Caller;
let description: Description;

beforeAll(async () => {
  github = await startGitHub();
  call = callerOf(github);
  description = createDescription(await loadDescription());
});
afterAll(() => github.stop());
beforeEach(() => {
  github.violations.length = 0;
});

test('the description knows every request that is answered', () => {
  for (const { method, template } of routes) {
    expect(description.docsOf(method, template), `${method} ${template}`).toMatch(
      /^https:\/\/docs\.github\.com\/(enterprise-server@[\d.]+\/)?rest\//,
    );
  }
});

describe('a request is noticed', () => {
  test.each([
    ['for what GitHub has not', 'GET', 'repos/ada/blog/drafts', undefined, /GitHub has no such request$/],
    ['by a method that GitHub has not', 'PUT', 'repos/ada/blog/git/refs', {}, /GitHub has no such request$/],
    ['without a member that it needs', 'POST', 'repos/ada/blog/git/refs', { ref: 'refs/heads/x' }, /property 'sha'$/],
    [
      'with a member of another type',
      'POST',
      'repos/ada/blog/git/blobs',
      { content: 1 },
      /request\/content must be string$/,
    ],
    ['with a member that there is not', 'POST', 'repos/ada/blog/git/blobs', { content: '', path: 'x' }, /\(path\)$/],
    [
      'with a mode that there is not',
      'POST',
      'repos/ada/blog/git/trees',
      { tree: [{ path: 'x', mode: '644', type: 'blob', content: '' }] },
      /request\/tree\/0\/mode must be equal to one of the allowed values$/,
    ],
    ['without a body', 'POST', 'repos/ada/blog/git/refs', undefined, /its body is missing$/],
    ['with a body where none is read', 'DELETE', 'repos/ada/blog/git/refs/heads/x', {}, /it takes no body$/],
    [
      'with a question that there is not',
      'GET',
      'repos/ada/blog/branches?perPage=9',
      undefined,
      /no query parameter perPage$/,
    ],
    ['with a number that is none', 'GET', 'repos/ada/blog/branches?page=x', undefined, /query page must be integer$/],
    [
      'with a choice that there is not',
      'GET',
      'repos/ada/blog/pulls?state=any',
      undefined,
      /query state must be equal to one/,
    ],
    ['for a number that is none', 'GET', 'repos/ada/blog/pulls/x', undefined, /path pull_number must be integer$/],
  ])('%s', async (_name, method, path, json, problem) => {
    await call(method, path, json === undefined ? {} : { json });
    expect(github.violations).toEqual([expect.stringMatching(problem)]);
  });
});

/** The answers that matter most, as they are. */
async function answers(): Promise<KnownExchange[]> {
  const { world, blog, app, installation, privateKey } = github;
  const branch = `spoilt-${world.nextId()}`;
  blog.commit({ [`${branch}.md`]: 'x' }, { branch });
  const now = Math.floor(Date.now() / 1000);
  const jwt = appJwt(privateKey, { iat: now - 60, exp: now + 500, iss: app.id });
  const minted = `app/installations/${installation.id}/access_tokens`;
  const token = textIn(await call('POST', minted, { token: jwt }), 'token');
  const repo = { owner: 'ada', repo: 'blog' };
  const of = async (
    method: string,
    template: string,
    more: { params?: Record<string, string>; json?: object; token?: string } = {},
  ): Promise<KnownExchange> => {
    const params = { ...(template.startsWith('/repos/') ? repo : {}), ...more.params };
    const path = template.replace(
      /\{(\w+)\}/g,
      (_, name: string) => Object.entries(params).find(([key]) => key === name)?.[1] ?? '',
    );
    const { json, token: other = github.token } = more;
    const { status, body } = await call(method, path.slice(1), { token: other, ...(json && { json }) });
    return { method, path, query: new URLSearchParams(), status, body, route: { template }, params, request: json };
  };
  const R = '/repos/{owner}/{repo}';
  const sha = blog.head() ?? '';
  return [
    await of('GET', '/rate_limit'),
    await of('GET', '/user'),
    await of('GET', '/user/repos'),
    await of('GET', '/app', { token: jwt }),
    await of('GET', '/app/installations', { token: jwt }),
    await of('GET', `${R}/installation`, { token: jwt }),
    await of('POST', '/app/installations/{installation_id}/access_tokens', {
      ...{ token: jwt, params: { installation_id: String(installation.id) }, json: { repositories: ['blog'] } },
    }),
    await of('GET', '/installation/repositories', { token }),
    await of('GET', R),
    await of('GET', `${R}/branches`),
    await of('GET', `${R}/git/ref/{ref}`, { params: { ref: 'heads/main' } }),
    await of('POST', `${R}/git/refs`, { json: { ref: `refs/heads/${branch}-2`, sha } }),
    await of('GET', `${R}/git/trees/{tree_sha}`, { params: { tree_sha: 'main' } }),
    await of('POST', `${R}/git/trees`, { json: { tree: [{ path: 'x', mode: '100644', type: 'blob', content: '' }] } }),
    await of('POST', `${R}/git/blobs`, { json: { content: '' } }),
    await of('POST', `${R}/git/commits`, { json: { message: 'm', tree: blog.treeOf(sha), parents: [sha] } }),
    await of('GET', `${R}/contents/{path}`, { params: { path: 'index.md' } }),
    await of('PUT', `${R}/contents/{path}`, { params: { path: `${branch}.md` }, json: { message: 'm', content: '' } }),
    await of('GET', `${R}/commits`),
    await of('GET', `${R}/commits/{ref}`, { params: { ref: 'main' } }),
    await of('POST', `${R}/pulls`, { json: { title: 'T', head: branch, base: 'main' } }),
    await of('GET', `${R}/pulls`),
    await of('GET', `${R}/git/ref/{ref}`, { params: { ref: 'heads/none' } }),
    await of('POST', `${R}/pulls`, { json: { title: 'T', head: 'none', base: 'main' } }),
  ];
}

type Row = Record<string, unknown>;
const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The body itself where it is one row, else the first of its list. */
const rowOf = (body: unknown): Row => {
  const row = Array.isArray(body) ? body[0] : body;
  if (!isRow(row)) throw new Error('an answer without a row');
  return row;
};

describe('an answer is noticed', () => {
  let all: KnownExchange[];
  beforeAll(async () => {
    all = await answers();
  });
  const spoilt = (exchange: KnownExchange, change: (row: Row) => Row): KnownExchange => {
    const { body } = exchange;
    const row = change(rowOf(body));
    return { ...exchange, body: Array.isArray(body) ? [row, ...body.slice(1)] : row };
  };
  const name = ({ method, route, status }: KnownExchange): string => `${method} ${route.template} ${status}`;

  test('not while it is whole', () => {
    expect(all.flatMap((exchange) => description.check(exchange))).toEqual([]);
    expect(github.violations).toEqual([]);
  });

  test('with a member that there is not', () => {
    const invented = all
      .filter(({ status }) => status < 300)
      .map((one) => spoilt(one, (row) => ({ ...row, invented: 1 })));
    expect(invented.filter((one) => description.check(one).length === 0).map(name)).toEqual([]);
  });

  test('with any member of another type', () => {
    const unnoticed = all.flatMap((exchange) =>
      Object.keys(rowOf(exchange.body))
        .filter((member) => {
          // No member anywhere may be either text or a list of lists.
          const other = spoilt(exchange, (row) => ({ ...row, [member]: [[0]] }));
          return description.check(other).length === 0;
        })
        .map((member) => `${name(exchange)} ${member}`),
    );
    expect(unnoticed).toEqual([]);
  });

  test('without a member that is promised', () => {
    const counts = all.map((exchange) => {
      const members = Object.keys(rowOf(exchange.body));
      const noticed = members.filter((member) => {
        const without = spoilt(exchange, (row) =>
          Object.fromEntries(Object.entries(row).filter(([key]) => key !== member)),
        );
        return description.check(without).length > 0;
      });
      return [name(exchange), noticed.length > 0] as const;
    });
    const promises = counts.filter(([, some]) => !some).map(([which]) => which);
    expect(promises).toEqual([]);
  });

  test('with a status that is never given', () => {
    for (const exchange of all) expect(description.check({ ...exchange, status: 207 })).not.toEqual([]);
  });
});
