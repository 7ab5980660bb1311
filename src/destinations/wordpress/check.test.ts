/** What a real WordPress can't be made to answer; the rest is in test/contract/wordpress-doctor.test.ts. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WORDS } from '../../../test/fixtures/draft.ts';
import { type Fault, type FaultServer, htmlPage, jsonAnswer, startFaults } from '../../../test/servers/faults.ts';
import type { CheckReport } from '../destination.ts';
import { createHttp } from '../http.ts';
import { checkWordPress } from './check.ts';
import { explainWordPress } from './errors.ts';

let server: FaultServer;
beforeEach(async () => {
  server = await startFaults();
});
afterEach(() => server.stop());

const ROOT = { name: 'Clip Lab', url: '', home: '', namespaces: ['wp/v2'], authentication: [] };
const ME = { id: 3, name: 'Oscar', roles: ['shop_manager'], capabilities: { edit_posts: true, upload_files: true } };
const allow = (methods: string): Fault => jsonAnswer(200, [], { allow: methods });

/** Path → answer. Without an entry, what a person who may write gets. */
const USUAL: Record<string, Fault> = {
  '/': htmlPage(200),
  '/wp-json/': jsonAnswer(200, ROOT),
  '/wp-json/wp/v2/users/me': jsonAnswer(200, ME),
  '/wp-json/wp/v2/posts': allow('GET, POST'),
  '/wp-json/wp/v2/media': allow('GET, POST'),
};

async function check(answers: Record<string, Fault>): Promise<CheckReport> {
  const all = { ...USUAL, ...answers };
  server.set(({ path }) => all[path.split('?')[0] ?? ''] ?? htmlPage(404));
  const clock = { now: () => Date.UTC(2026, 10, 21) };
  const deps = { fetch: (at: string, init: RequestInit) => fetch(at, init), clock, explain: explainWordPress };
  const authorizer = {
    authorize: async (headers: Headers) => headers.set('authorization', 'Basic eDp5'),
    cureOf: () => null,
  };
  const http = createHttp({ ...deps, destination: 'wordpress', authorizer });
  const place = { siteUrl: `${server.url}/`, apiUrl: `${server.url}/wp-json/` };
  const settings = { jwtNamespace: 'jwt-auth/v1', images: 'copy' } as const;
  const signIn = { method: 'application_password', username: 'oscar' } as const;
  return checkWordPress({ ...place, settings, http, clock, words: WORDS, signIn });
}

const told = ({ steps }: CheckReport): string[] =>
  steps.map(({ id, outcome, detail, error }) =>
    [id, outcome, detail, error && (error.reason ?? error.code)].filter(Boolean).join(' '),
  );

test('all is well: each step with what it found', async () => {
  const report = await check({});
  expect(told(report)).toEqual([
    'reach ok',
    'is_wordpress ok /wp-json/',
    'credentials ok',
    'may_write ok',
    'may_upload ok',
    'identity ok Oscar',
  ]);
  expect(report).toMatchObject({
    ok: true,
    identity: { siteTitle: 'Clip Lab', userName: 'Oscar', role: 'Shop manager' },
  });
});

test('whether it is WordPress at all is asked without credentials', async () => {
  await check({});
  const bare = server.requests.filter(({ headers }) => headers.authorization === undefined);
  expect(bare.map(({ path }) => path.split('?')[0])).toEqual(['/wp-json/']);
});

test('a failure skips what comes after it', async () => {
  const report = await check({ '/wp-json/wp/v2/posts': allow('GET') });
  expect(told(report).slice(3)).toEqual([
    'may_write failed wordpress_role_may_not_write',
    'may_upload skipped',
    'identity skipped',
  ]);
  expect(report).toMatchObject({ ok: false, identity: null });
});

test('whether files may be uploaded could not be asked: it is that step that fails, and each has one line', async () => {
  const report = await check({ '/wp-json/wp/v2/media': jsonAnswer(500, {}) });
  expect(told(report).slice(3)).toEqual(['may_write ok', 'may_upload failed server_error', 'identity skipped']);
});

test.each([
  [{ edit_posts: true, upload_files: true }, 'may_upload ok'],
  [{ edit_posts: true, upload_files: false }, 'may_upload warning wordpress_role_may_not_upload'],
  [{ read: true }, 'may_write failed wordpress_role_may_not_write'],
])('a proxy has taken the list of what is allowed: the role’s rights stand for it (%j)', async (capabilities, line) => {
  const bare = jsonAnswer(200, []);
  const me = jsonAnswer(200, { ...ME, capabilities });
  const answers = { '/wp-json/wp/v2/posts': bare, '/wp-json/wp/v2/media': bare, '/wp-json/wp/v2/users/me': me };
  expect(told(await check(answers))).toContain(line);
});

test.each<[string, Fault, Fault, string]>([
  [
    'a page of WordPress names another place',
    htmlPage(404),
    { ...htmlPage(200), ...{ headers: { link: '</api/>; rel="https://api.w.org/"', 'content-type': 'text/html' } } },
    'wordpress_api_moved',
  ],
  [
    'a page of WordPress names this place',
    htmlPage(404),
    {
      ...htmlPage(200),
      ...{ headers: { link: '</wp-json/>; rel="https://api.w.org/"', 'content-type': 'text/html' } },
    },
    'wordpress_rest_blocked',
  ],
  [
    'Ghost stands there now',
    htmlPage(200),
    { ...htmlPage(200), ...{ body: '<meta name="generator" content="Ghost 6.65">' } },
    'wordpress_is_ghost',
  ],
  ['JSON of something else', jsonAnswer(200, { hello: 'world' }), htmlPage(200), 'wordpress_none_here'],
  ['the page is closed too', htmlPage(404), htmlPage(500), 'wordpress_no_api_here'],
])('no API: %s', async (_name, api, home, reason) => {
  const report = await check({ '/wp-json/': api, '/': home });
  expect(told(report).slice(0, 2)).toEqual(['reach ok', `is_wordpress failed ${reason}`]);
});

test('a server that is down is not reached', async () => {
  await server.stop();
  expect(told(await check({}))[0]).toBe('reach failed offline');
});
