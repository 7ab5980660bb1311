/** Our WordPress for tests can be made to fail as real sites do, and nothing of it stays behind. */
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type RunningWordPress, startWordPress } from '../servers/wordpress.ts';
import { WordPressSite } from '../servers/wordpress-site.ts';
import type { WordPressSwitch } from '../servers/wordpress-switches.ts';

let wordpress: RunningWordPress;
let site: WordPressSite;
let basic: string;

beforeAll(async () => {
  wordpress = await startWordPress({ version: process.env.WORDPRESS_VERSION === '6.1' ? '6.1' : '7.1' });
  site = new WordPressSite(wordpress.url, wordpress.users.administrator);
  const { login, appPassword } = wordpress.users.author;
  basic = `Basic ${Buffer.from(`${login}:${appPassword}`).toString('base64')}`;
});

afterAll(() => wordpress?.stop());

beforeEach(() => wordpress.switches.set([]));

interface Answer {
  status: number;
  text: string;
  /** The answer as JSON, or null. */
  json: Record<string, unknown> | null;
  headers: Headers;
}

async function ask(path: string, init: RequestInit = {}, at = wordpress.url): Promise<Answer> {
  const answer = await fetch(at + path, { redirect: 'manual', ...init });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.startsWith('application/json') && text.startsWith('{');
  const json = isJson ? v.parse(v.record(v.string(), v.unknown()), JSON.parse(text)) : null;
  return { status: answer.status, text, json, headers: answer.headers };
}

const post = (path: string, body: object, authorization?: string): Promise<Answer> =>
  ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
    body: JSON.stringify(body),
  });

const create = (): Promise<Answer> =>
  post('/wp-json/wp/v2/posts', { title: 'A', content: 'b', status: 'draft' }, basic);
const root = (): Promise<Answer> => ask('/wp-json/');
const signIn = (): Promise<Answer> => {
  const { login, password } = wordpress.users.author;
  return post('/wp-json/jwt-auth/v1/token', { username: login, password });
};

async function upload(bytes: number): Promise<Answer> {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'a.png');
  return ask('/wp-json/wp/v2/media', { method: 'POST', headers: { authorization: basic }, body: form });
}

const outcome = ({ status, json }: Answer): [number, unknown] => [status, json?.code];

test('without switches everything works', async () => {
  expect((await root()).status).toBe(200);
  expect((await signIn()).status).toBe(200);
  expect((await create()).status).toBe(201);
});

const CASES: [WordPressSwitch, () => Promise<Answer>, number, unknown][] = [
  ['authorization_stripped', create, 401, 'rest_cannot_create'],
  ['redirect=301', create, 301, undefined],
  ['redirect=308', root, 308, undefined],
  ['staging=401', create, 401, undefined],
  ['staging=403', root, 403, undefined],
  ['body_limit=20', create, 413, undefined],
  ['post_max=100', () => upload(200), 400, 'rest_upload_no_content_disposition'],
  ['upload_max=100', () => upload(200), 500, 'rest_upload_unknown_error'],
  ['php_warning', create, 201, undefined],
  ['byte_order_mark', create, 201, undefined],
  ['fatal', create, 500, 'internal_server_error'],
  ['wp_die', create, 503, 'wp_die'],
  ['maintenance', create, 503, 'wp_die'],
  ['maintenance', root, 503, undefined],
  ['jwt_off', signIn, 404, 'rest_no_route'],
  ['secret_missing', signIn, 403, 'jwt_auth_bad_config'],
  ['captcha', signIn, 403, '[jwt_auth] recaptcha_error'],
  ['two_factor', signIn, 403, '[jwt_auth] invalid_application_credentials'],
  ['lockout', signIn, 403, '[jwt_auth] too_many_retries'],
  ['rest_for_members', root, 401, 'rest_cannot_access'],
  ['rest_for_members', create, 201, undefined],
  ['rest_blocked=403', create, 403, 'rest_disabled'],
  ['rest_blocked=401', root, 401, 'rest_disabled'],
  ['application_passwords_off', create, 401, 'rest_cannot_create'],
  ['not_local', create, 401, 'rest_cannot_create'],
  ['plain_permalinks', root, 200, undefined],
  ['rest_prefix=api', root, 404, undefined],
  ['rest_prefix=api', () => ask('/api/'), 200, undefined],
  ['upload_forbidden', () => upload(200), 403, 'rest_cannot_create'],
];

test.each(CASES)('%s', async (name, request, status, code) => {
  await wordpress.switches.set([name]);
  expect(outcome(await request())).toEqual([status, code]);
});

test('what a switch breaks is whole again, also for the person at the editor while it is on', async () => {
  await wordpress.switches.set(['rest_blocked=403', 'redirect=301', 'maintenance', 'plain_permalinks']);
  const before = (await site.posts()).length;
  await wordpress.switches.set([]);
  expect((await create()).status).toBe(201);
  expect(await site.posts()).toHaveLength(before + 1);
});

describe('of the answers themselves', () => {
  test('a warning and a byte order mark stand before the JSON of a post that was created', async () => {
    await wordpress.switches.set(['php_warning']);
    expect((await create()).text).toMatch(/^<br \/>\n<b>Warning<\/b>[\s\S]*\n\{"id":\d+/);
    await wordpress.switches.set(['byte_order_mark']);
    const answer = await fetch(`${wordpress.url}/wp-json/`);
    expect([...new Uint8Array(await answer.arrayBuffer()).subarray(0, 4)]).toEqual([0xef, 0xbb, 0xbf, 0x7b]);
  });

  test('the redirect leads to the same site under another name', async () => {
    await wordpress.switches.set(['redirect=301']);
    const target = (await root()).headers.get('location') ?? '';
    expect(target).toBe(`${wordpress.url.replace('127.0.0.1', 'localhost')}/wp-json/`);
    const there = await ask('/wp-json/?_fields=home', {}, wordpress.url.replace('127.0.0.1', 'localhost'));
    expect(there.json).toHaveProperty('home', wordpress.url.replace('127.0.0.1', 'localhost'));
  });

  test('the staging proxy lets in whoever sends its header', async () => {
    await wordpress.switches.set(['staging=401']);
    expect((await root()).text).toContain('401 Authorization Required');
    expect((await ask('/wp-json/', { headers: { 'x-staging': 'letmein' } })).status).toBe(200);
  });

  test('a site with plain permalinks answers at ?rest_route= and shows its home page elsewhere', async () => {
    await wordpress.switches.set(['plain_permalinks']);
    expect((await root()).text).toMatch(/^<!DOCTYPE html>/);
    expect((await ask('/?rest_route=/')).json).toHaveProperty('namespaces');
    expect((await ask('/')).headers.get('link')).toContain('/index.php?rest_route=/>; rel="https://api.w.org/"');
  });

  test('application passwords are no longer offered', async () => {
    for (const name of ['application_passwords_off', 'not_local'] as const) {
      await wordpress.switches.set([name]);
      expect((await root()).json).toHaveProperty('authentication', []);
    }
  });

  test('tokens end when they are told to, by the real clock', async () => {
    await wordpress.switches.set(['token_seconds=-1']);
    const { json } = await signIn();
    expect(outcome(await post('/wp-json/wp/v2/posts', {}, `Bearer ${json?.token}`))).toEqual([
      403,
      'jwt_auth_invalid_token',
    ]);
  });

  test('tokens of before are refused after the secret was changed', async () => {
    const { json } = await signIn();
    await wordpress.switches.set(['secret_changed']);
    expect(outcome(await ask('/wp-json/', { headers: { authorization: `Bearer ${json?.token}` } }))).toEqual([
      403,
      'jwt_auth_invalid_token',
    ]);
  });
});

describe('the other plugin with the same namespace', () => {
  const Envelope = v.object({ success: v.literal(true), data: v.object({ token: v.string() }) });

  beforeEach(() => wordpress.switches.set(['jwt_other']));

  test('puts the token into an envelope; it lasts ten minutes and works', async () => {
    const answer = await signIn();
    const { token } = v.parse(Envelope, answer.json).data;
    const claims = v.parse(
      v.object({ iat: v.number(), exp: v.number() }),
      JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()),
    );
    expect(claims.exp - claims.iat).toBe(600);
    expect(answer.headers.getSetCookie().join()).toMatch(/refresh_token=\d+\.\w{64};.*HttpOnly/);
    const made = await post('/wp-json/wp/v2/posts', { title: 'Other', status: 'draft' }, `Bearer ${token}`);
    expect(made.status).toBe(201);
    expect(outcome(await post('/wp-json/jwt-auth/v1/token/validate', {}, `Bearer ${token}`))).toEqual([
      200,
      'jwt_auth_valid_token',
    ]);
  });

  test('refuses with 401, and opens nothing but wp/v2 to strangers', async () => {
    const { login } = wordpress.users.author;
    const wrong = await post('/wp-json/jwt-auth/v1/token', { username: login, password: 'wrong' });
    expect(wrong.json).toMatchObject({ success: false, statusCode: 401, code: 'incorrect_password', data: [] });
    expect(outcome(await root())).toEqual([401, 'jwt_auth_no_auth_header']);
    expect((await ask('/wp-json/wp/v2/posts')).status).toBe(200);
    const bad = await post('/wp-json/wp/v2/posts', {}, 'Bearer a.b.c');
    expect(outcome(bad)).toEqual([401, 'jwt_auth_invalid_token']);
  });
});

test('the stored post is parsed by core', async () => {
  const { json } = await create();
  const id = v.parse(v.number(), json?.id);
  const inner = '<!-- wp:paragraph {"align":"center"} -->\n<p>In</p>\n<!-- /wp:paragraph -->';
  await site.edit(id, { content: `<!-- wp:quote -->\n<blockquote>${inner}</blockquote>\n<!-- /wp:quote -->\n\nLoose` });
  expect(await wordpress.parseBlocks(id)).toEqual([
    {
      blockName: 'core/quote',
      attrs: {},
      innerHTML: '\n<blockquote></blockquote>\n',
      innerBlocks: [
        { blockName: 'core/paragraph', attrs: { align: 'center' }, innerHTML: '\n<p>In</p>\n', innerBlocks: [] },
      ],
    },
    { blockName: null, attrs: {}, innerHTML: '\n\nLoose', innerBlocks: [] },
  ]);
});
