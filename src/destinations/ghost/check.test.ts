import { afterEach, beforeEach, expect, test } from 'vitest';
import { WORDS } from '../../../test/fixtures/draft.ts';
import { type Fault, type FaultServer, htmlPage, jsonAnswer, startFaults } from '../../../test/servers/faults.ts';
import type { CheckReport } from '../destination.ts';
import { createHttp } from '../http.ts';
import { checkGhost } from './check.ts';
import { explainGhost } from './errors.ts';

const NOON = Date.UTC(2026, 10, 21, 12, 0, 0);
const dated = (ms: number) => ({ date: new Date(ms).toUTCString() });
const refusal = (status: number, error: object): Fault => jsonAnswer(status, { errors: [error] });

/** Path under the admin API → answer. Without an entry, what an integration's key gets from Ghost 6. */
type Answers = Partial<Record<'site' | 'config' | 'posts' | 'users', Fault>>;
const USUAL: Record<string, Fault> = {
  site: jsonAnswer(200, { site: { title: 'Clip Lab', url: 'https://blog.example/', version: '6.65' } }, dated(NOON)),
  config: jsonAnswer(200, { config: { version: '6.65.0' } }),
  posts: jsonAnswer(200, { posts: [] }),
  users: refusal(404, { message: 'Resource not found error, cannot read user.', context: 'User not found.' }),
};

let server: FaultServer;
beforeEach(async () => {
  server = await startFaults();
});
afterEach(() => server.stop());

async function check(answers: Answers, url = server.url): Promise<CheckReport> {
  const all: Record<string, Fault> = { ...USUAL, ...answers };
  server.set(({ path }) => all[path.split('/')[4] ?? ''] ?? htmlPage(404));
  const clock = { now: () => NOON };
  const http = createHttp({ fetch: (at, init) => fetch(at, init), clock, destination: 'ghost', explain: explainGhost });
  const place = { siteUrl: url, apiUrl: `${url}/`, settings: { apiVersion: 'unversioned' } as const };
  return checkGhost({ ...place, http, clock, words: WORDS });
}

const told = (report: CheckReport): string[] =>
  report.steps.map(({ id, outcome, detail, error }) =>
    [id, outcome, detail, error && (error.reason ?? error.code)].filter(Boolean).join(' '),
  );

test('an integration’s key acts for the site', async () => {
  const report = await check({});
  expect(told(report)).toEqual([
    'reach ok',
    'is_ghost ok 6.65',
    'credentials ok',
    'clock ok',
    'may_write ok',
    'identity ok Clip Lab',
  ]);
  expect(report).toMatchObject({ ok: true, identity: { siteTitle: 'Clip Lab', userName: null, role: null } });
});

test('a staff token acts for its user', async () => {
  const report = await check({ users: jsonAnswer(200, { users: [{ name: 'Olive', roles: [{ name: 'Editor' }] }] }) });
  expect(told(report).at(-1)).toBe('identity ok Olive');
  expect(report.identity).toEqual({ siteTitle: 'Clip Lab', userName: 'Olive', role: 'Editor' });
});

test.each([
  ['ahead', 12 * 60_000],
  ['behind', -12 * 60_000],
])('a clock that is off is told, and hinders nothing: the server’s is %s', async (_name, offset) => {
  const site = jsonAnswer(200, { site: { title: 'Clip Lab', url: 'x', version: '6.65' } }, dated(NOON + offset));
  const report = await check({ site });
  expect(told(report)[3]).toBe('clock warning 12 min');
  expect(report.ok).toBe(true);
});

const REST = ['reach', 'is_ghost', 'credentials', 'clock', 'may_write', 'identity'];

test.each<[string, Answers, string[]]>([
  ['a page', { site: htmlPage(200) }, ['reach ok', 'is_ghost failed unexpected_response']],
  ['no such page', { site: htmlPage(404) }, ['reach ok', 'is_ghost failed ghost_no_api_here']],
  ['a booting Ghost', { site: htmlPage(503) }, ['reach failed ghost_starting']],
  [
    'a redirect',
    { site: { kind: 'redirect', status: 301, to: 'https://elsewhere.example/' } },
    ['reach failed redirected'],
  ],
  [
    'an unknown key',
    { config: refusal(401, { message: 'Unknown Admin API Key', code: 'UNKNOWN_ADMIN_API_KEY' }) },
    ['reach ok', 'is_ghost ok 6.65', 'credentials failed ghost_unknown_key'],
  ],
  [
    'a key that may not see posts',
    { posts: refusal(403, { message: 'No permission', type: 'NoPermissionError' }) },
    ['reach ok', 'is_ghost ok 6.65', 'credentials ok', 'clock ok', 'may_write failed ghost_not_permitted'],
  ],
])('%s stops there and skips the rest', async (_name, answers, expected) => {
  const report = await check(answers);
  expect(told(report)).toEqual([...expected, ...REST.slice(expected.length).map((id) => `${id} skipped`)]);
  expect(report).toMatchObject({ ok: false, identity: null });
});

test('a server that is down is not reached', async () => {
  const gone = await startFaults();
  await gone.stop();
  expect(told(await check({}, gone.url))[0]).toBe('reach failed offline');
});
