/** Our GitHub for tests answers as GitHub does whatever is asked: headers, forms, pages of lists, limits, links. */
import { beforeEach, describe, expect, test } from 'vitest';
import { handClock } from '../support/memory.ts';
import { gitHubToCall, textIn } from './github-calls.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const clock = handClock(NOW);
const { github, call } = await gitHubToCall({ clock });

beforeEach(() => {
  clock.set(NOW);
  github.requests.length = 0;
});

const now = (): number => Math.floor(clock.now() / 1000);

describe('what stands around every request', () => {
  test('headers tell the time, what is left, and what the request was', async () => {
    const { headers } = await call('GET', 'repos/ada/blog');
    expect(headers.get('date')).toBe('Sat, 21 Nov 2026 12:00:00 GMT');
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('x-github-request-id')).toMatch(/^[0-9A-F]{4}(:[0-9A-F]+){4}$/);
    expect(headers.get('x-github-api-version-selected')).toBe('2022-11-28');
    expect(headers.get('x-ratelimit-limit')).toBe('5000');
    expect(Number(headers.get('x-ratelimit-reset'))).toBeGreaterThan(now());
  });

  test('the version of the API must be one that there is, the form one that is spoken', async () => {
    const version = await call('GET', 'meta', { headers: { 'x-github-api-version': '2022-11-29' } });
    expect([version.status, textIn(version, 'message')]).toEqual([
      400,
      expect.stringContaining('"2022-11-29", is not a supported version'),
    ]);
    expect((await call('GET', 'meta', { headers: { accept: 'text/html' } })).status).toBe(415);
    expect((await call('GET', 'meta', { headers: { 'user-agent': '' } })).status).toBe(403);
  });

  test('a body must be an object of JSON', async () => {
    for (const [json, message] of [
      ['{', 'Problems parsing JSON'],
      ['[]', 'Body should be a JSON object'],
    ]) {
      const answer = await call('POST', 'repos/ada/blog/git/refs', { json });
      expect([answer.status, textIn(answer, 'message')]).toEqual([400, message]);
    }
    github.violations.length = 0;
  });

  test('lists come in pages that lead to each other', async () => {
    const many = github.world.addRepository('ada/many', { 'a.md': 'a' });
    for (let n = 0; n < 104; n += 1) many.commit({ 'a.md': `${n}` }, { branch: `branch-${n}` });
    const first = await call('GET', 'repos/ada/many/branches?per_page=500');
    expect(first.body).toHaveLength(100);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    expect((await call('GET', next.slice(github.apiUrl.length))).body).toHaveLength(5);
    github.world.deleteRepository('ada/many');
  });

  test('the limit of an hour: counted, told, refused with the time to wait, and over when it is', async () => {
    const used = async (): Promise<number> => Number((await call('GET', 'user')).headers.get('x-ratelimit-used'));
    const before = await used();
    await call('GET', 'rate_limit');
    expect(await used()).toBe(before + 1);
    github.limits.exhaust(90);
    const answer = await call('GET', 'user');
    expect([answer.status, textIn(answer, 'message')]).toEqual([
      403,
      expect.stringMatching(/^API rate limit exceeded for user ID \d+\.$/),
    ]);
    expect(answer.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(answer.headers.get('x-ratelimit-reset')).toBe(String(now() + 90));
    clock.advance(90_000);
    expect((await call('GET', 'user')).status).toBe(200);
  });

  test.each([
    [403, 60],
    [429, null],
  ] as const)('too much at once is refused with %i', async (status, retryAfter) => {
    github.limits.secondary = { status, retryAfter };
    const answer = await call('POST', 'repos/ada/blog/git/blobs', { json: { content: '' } });
    github.limits.secondary = null;
    expect([answer.status, textIn(answer, 'message')]).toEqual([
      status,
      expect.stringContaining('secondary rate limit'),
    ]);
    expect(answer.headers.get('retry-after')).toBe(retryAfter === null ? null : '60');
  });

  test.each([
    ['lost-after', 1],
    ['lost-before', 0],
    ['status-500', 0],
    ['status-502', 0],
  ] as const)('the next request that matches is %s, once', async (how, made) => {
    github.failNext(({ method }) => method === 'POST', how);
    const json = { ref: `refs/heads/${how}`, sha: github.blog.head() };
    const create = () => call('POST', 'repos/ada/blog/git/refs', { json });
    if (how.startsWith('lost')) await expect(create()).rejects.toThrow();
    else expect((await create()).status).toBe(how === 'status-500' ? 500 : 502);
    expect(github.blog.branches().filter((name) => name === how)).toHaveLength(made);
    expect((await create()).status).toBe(made === 1 ? 422 : 201);
  });

  test('a refusal that nothing here leads to can be asked for', async () => {
    const headers = { 'x-github-sso': 'required; url=https://github.com/orgs/press/sso' };
    github.failNext(() => true, {
      status: 403,
      message: 'Resource protected by organization SAML enforcement.',
      headers,
    });
    const answer = await call('GET', 'repos/press/site');
    expect([answer.status, answer.headers.get('x-github-sso')]).toEqual([403, headers['x-github-sso']]);
  });

  test('a server in private mode tells a stranger nothing', async () => {
    github.world.isPrivate = true;
    const answer = await call('GET', 'meta', { token: null });
    github.world.isPrivate = false;
    expect([answer.status, textIn(answer, 'message')]).toEqual([401, 'Must authenticate to access this API.']);
  });

  test('links of the site lead somewhere, and nowhere for what is not there', async () => {
    const pull = github.blog.openPull({
      ...{ title: 'A <b>draft', body: null, author: github.person, head: 'main', base: 'main', draft: true },
    });
    const page = async (path: string): Promise<string> => {
      const answer = await fetch(`${github.url}${path}`);
      return answer.ok ? await answer.text() : String(answer.status);
    };
    expect(await page(`/ada/blog/pull/${pull.number}`)).toContain('A &lt;b>draft');
    expect(await page('/ada/blog/edit/main/_config.yml')).toContain('title: A blog');
    expect(await page('/ada/blog/tree/main')).toContain('main');
    expect(await page('/ada/blog')).toContain('ada/blog');
    expect(await page('/ada/blog/pull/99')).toBe('404');
    expect(await page('/ada/blog/edit/main/none.md')).toBe('404');
  });
});
