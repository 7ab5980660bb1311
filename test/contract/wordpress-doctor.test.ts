/**
 * The connection doctor before a real WordPress in which each cause is provoked: it must name that one, and there must be
 * a text with its cure.
 */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import messages from '../../public/_locales/en/messages.json' with { type: 'json' };
import type { Credentials } from '../../src/auth/credentials.ts';
import { type ExtraHeader, parseExtraHeaders } from '../../src/auth/extra-headers.ts';
import { createTokenSource } from '../../src/auth/token-source.ts';
import { DestinationError } from '../../src/core/errors.ts';
import type { Store } from '../../src/core/ports.ts';
import type { CheckReport, HttpDeps } from '../../src/destinations/destination.ts';
import { createHttp } from '../../src/destinations/http.ts';
import { checkWordPress } from '../../src/destinations/wordpress/check.ts';
import { discoverWordPress } from '../../src/destinations/wordpress/discovery.ts';
import { explainWordPress } from '../../src/destinations/wordpress/errors.ts';
import { DEFAULT_JWT_NAMESPACE, type WordPressSettings } from '../../src/destinations/wordpress/settings.ts';
import { createWordPressAuthorizer } from '../../src/destinations/wordpress/sign-in.ts';
import { WORDS } from '../fixtures/draft.ts';
import { type FaultServer, htmlPage, startFaults } from '../servers/faults.ts';
import { type RunningWordPress, startWordPress } from '../servers/wordpress.ts';
import type { WordPressSwitch } from '../servers/wordpress-switches.ts';
import type { WordPressRole } from '../servers/wordpress-users.ts';
import { authDeps } from '../support/auth-deps.ts';
import { memoryStore } from '../support/memory.ts';

const SUBJECT = 'account-1';
const clock = { now: () => Date.now() };
const settings: WordPressSettings = { jwtNamespace: DEFAULT_JWT_NAMESPACE, images: 'copy' };

let wordpress: RunningWordPress;
let faults: FaultServer;
let tokens: Store;
beforeAll(async () => {
  wordpress = await startWordPress({ version: process.env.WORDPRESS_VERSION === '6.1' ? '6.1' : '7.1' });
  faults = await startFaults(wordpress.url);
});
afterAll(async () => {
  await faults.stop();
  await wordpress.stop();
});
beforeEach(async () => {
  tokens = memoryStore();
  await wordpress.switches.set([]);
});

type SignIn = () => Credentials;
const jwt =
  (role: WordPressRole = 'author', change: { username?: string; password?: string } = {}): SignIn =>
  () => {
    const { login, password } = wordpress.users[role];
    return { method: 'jwt_login', username: login, password, ...change };
  };
const appPassword =
  (role: WordPressRole = 'author', change: { username?: string; password?: string } = {}): SignIn =>
  () => {
    const { login, appPassword: password } = wordpress.users[role];
    return { method: 'application_password', username: login, password, ...change };
  };
function appPasswordTakenForTheirOwn(): Credentials {
  const { login, password } = wordpress.users.author;
  return { method: 'application_password', username: login, password };
}
/** Signed in before, and the password was not kept. */
const withoutPassword: SignIn = () => ({ method: 'jwt_login', username: wordpress.users.author.login });

const httpDeps = (extraHeaders: readonly ExtraHeader[] = []): HttpDeps => ({
  fetch: (url, init) => fetch(url, init),
  ...{ clock, destination: 'wordpress', explain: explainWordPress, extraHeaders },
});

interface Place {
  url?: string;
  path?: string;
  /** One `Name: value` a line. */
  extraHeaders?: string;
}

async function check(signIn: SignIn, { url = wordpress.url, path = '/wp-json/', extraHeaders = '' }: Place = {}) {
  const parsed = parseExtraHeaders(extraHeaders);
  const anonymous = httpDeps('headers' in parsed ? parsed.headers : []);
  const apiUrl = `${url}${path}`;
  const credentials = signIn();
  const deps = { ...authDeps(createHttp(anonymous), `${url}/`, apiUrl), subject: SUBJECT, tokens };
  const authorizer = await createWordPressAuthorizer(credentials, settings, deps);
  const http = createHttp({ ...anonymous, authorizer });
  const { method } = credentials;
  const as = 'username' in credentials ? { signIn: { method, username: credentials.username } } : {};
  const report = await checkWordPress({ siteUrl: `${url}/`, apiUrl, settings, http, clock, words: WORDS, ...as });
  refuseSecrets(report, credentials);
  return report;
}

/** Whatever it says, the report holds nothing that was typed. */
function refuseSecrets(report: CheckReport, credentials: Credentials): void {
  const typed = 'password' in credentials ? credentials.password : '';
  if (typed) expect(JSON.stringify(report)).not.toContain(typed);
}

/** `credentials wordpress_wrong_login`: the first step that is not well, and why. */
function finding({ steps }: CheckReport): string {
  const step = steps.find(({ outcome }) => outcome !== 'ok');
  return step === undefined ? 'all well' : `${step.id} ${step.error?.reason ?? step.error?.code ?? ''}`;
}

let provoked = 0;
const named = new Set<string>();

/** Counts what is named rightly: as this cause, with a text of its own. */
function expectNamed(cause: string, found: string, expected: string): void {
  const [, reason = ''] = expected.split(' ');
  if (found === expected && `error_${reason}` in messages) named.add(cause);
  expect(found).toBe(expected);
  expect(messages).toHaveProperty(`error_${reason}`);
}

interface Cause {
  switches?: WordPressSwitch[];
  signIn: SignIn;
  place?: Place;
  /** All was well up to now: whoever has a token has it. */
  wasWell?: true;
}

const CAUSES: Record<string, [Cause, string]> = {
  'the JWT plugin is missing': [{ switches: ['jwt_off'], signIn: jwt() }, 'credentials wordpress_jwt_plugin_missing'],
  'the JWT plugin was switched off while a token lasts': [
    { switches: ['jwt_off'], signIn: jwt(), wasWell: true },
    'credentials wordpress_jwt_plugin_missing',
  ],
  'its secret is not set': [{ switches: ['secret_missing'], signIn: jwt() }, 'credentials wordpress_secret_missing'],
  'its secret was taken away while a token lasts': [
    { switches: ['secret_missing'], signIn: jwt(), wasWell: true },
    'credentials wordpress_secret_missing',
  ],
  'the other JWT plugin has no secret': [
    { switches: ['jwt_other', 'secret_missing'], signIn: jwt() },
    'credentials wordpress_secret_missing',
  ],
  'the web server strips the header of a token': [
    { switches: ['authorization_stripped'], signIn: jwt() },
    'credentials wordpress_header_lost',
  ],
  'the web server strips the header of an application password': [
    { switches: ['authorization_stripped'], signIn: appPassword() },
    'credentials wordpress_header_lost',
  ],
  'the web server strips the header, and the other JWT plugin is there': [
    { switches: ['authorization_stripped', 'jwt_other'], signIn: jwt() },
    'credentials wordpress_header_lost',
  ],
  'a wrong password': [{ signIn: jwt('author', { password: 'not this one' }) }, 'credentials wordpress_wrong_login'],
  'a wrong password where nobody has an application password': [
    { switches: ['application_passwords_unused'], signIn: jwt('author', { password: 'not this one' }) },
    'credentials wordpress_wrong_login',
  ],
  'a wrong password where application passwords are for https': [
    { switches: ['not_local'], signIn: jwt('author', { password: 'not this one' }) },
    'credentials wordpress_wrong_login',
  ],
  'a wrong password, told by the other JWT plugin': [
    { switches: ['jwt_other'], signIn: jwt('author', { password: 'not this one' }) },
    'credentials wordpress_wrong_login',
  ],
  'an empty password': [{ signIn: jwt('author', { password: '' }) }, 'credentials wordpress_wrong_login'],
  'an unknown user name': [{ signIn: jwt('author', { username: 'nobody' }) }, 'credentials wordpress_unknown_user'],
  'an unknown user name where nobody has an application password': [
    { switches: ['application_passwords_unused'], signIn: jwt('author', { username: 'nobody' }) },
    'credentials wordpress_unknown_user',
  ],
  'an unknown e-mail address': [
    { signIn: jwt('author', { username: 'nobody@example.com' }) },
    'credentials wordpress_unknown_user',
  ],
  'the password of the person in place of an application password': [
    { signIn: appPasswordTakenForTheirOwn },
    'credentials wordpress_application_password_refused',
  ],
  'a revoked application password, on a site without the JWT plugin': [
    { switches: ['jwt_off'], signIn: appPassword('author', { password: 'abcd efgh ijkl mnop qrst uvwx' }) },
    'credentials wordpress_application_password_refused',
  ],
  'the name of the application in place of the user name': [
    { signIn: appPassword('author', { username: 'Clipdraft' }) },
    'credentials wordpress_application_name',
  ],
  'application passwords are switched off': [
    { switches: ['application_passwords_off'], signIn: appPassword() },
    'credentials wordpress_application_passwords_off',
  ],
  'application passwords are for https': [
    { switches: ['not_local'], signIn: appPassword() },
    'credentials wordpress_application_passwords_off',
  ],
  'the REST API is closed to everyone, with 401': [
    { switches: ['rest_blocked=401'], signIn: appPassword() },
    'credentials wordpress_rest_blocked',
  ],
  'the REST API is closed to everyone, with 403': [
    { switches: ['rest_blocked=403'], signIn: jwt() },
    'credentials wordpress_rest_blocked',
  ],
  'the REST API is closed to whoever has no token yet': [
    { switches: ['rest_for_members'], signIn: jwt() },
    'credentials wordpress_rest_blocked',
  ],
  'a captcha': [{ switches: ['captcha'], signIn: jwt() }, 'credentials wordpress_captcha'],
  'a second factor': [{ switches: ['two_factor'], signIn: jwt() }, 'credentials wordpress_two_factor'],
  'too many tries': [{ switches: ['lockout'], signIn: jwt() }, 'credentials wordpress_locked_out'],
  'a captcha, told by the other JWT plugin': [
    { switches: ['captcha', 'jwt_other'], signIn: jwt() },
    'credentials wordpress_captcha',
  ],
  'a role that may not draft': [{ signIn: appPassword('subscriber') }, 'may_write wordpress_role_may_not_write'],
  'a role that may not upload': [{ signIn: jwt('contributor') }, 'may_upload wordpress_role_may_not_upload'],
  'uploads are forbidden': [
    { switches: ['upload_forbidden'], signIn: appPassword() },
    'may_upload wordpress_role_may_not_upload',
  ],
  'tokens that have ended when they are made': [
    { switches: ['token_seconds=-60'], signIn: jwt() },
    'credentials wordpress_token_life',
  ],
  'tokens that begin in an hour': [
    { switches: ['token_not_before=3600'], signIn: jwt() },
    'credentials wordpress_token_life',
  ],
  'a token has ended and no password is kept': [
    { switches: ['secret_changed'], signIn: withoutPassword },
    'credentials wordpress_sign_in_again',
  ],
  'the site forwards (301)': [{ switches: ['redirect=301'], signIn: jwt() }, 'reach wordpress_forwards'],
  'the site forwards (308)': [{ switches: ['redirect=308'], signIn: appPassword() }, 'reach wordpress_forwards'],
  'a staging proxy (401)': [{ switches: ['staging=401'], signIn: jwt() }, 'reach wordpress_gate'],
  'a staging proxy (403)': [{ switches: ['staging=403'], signIn: appPassword() }, 'reach wordpress_gate'],
  'a fatal error': [{ switches: ['fatal'], signIn: jwt() }, 'reach wordpress_fatal'],
  'a plugin that gives up': [{ switches: ['wp_die'], signIn: jwt() }, 'reach wordpress_maintenance'],
  maintenance: [{ switches: ['maintenance'], signIn: appPassword() }, 'reach wordpress_maintenance'],
  'the REST API has moved': [{ switches: ['rest_prefix=api'], signIn: jwt() }, 'is_wordpress wordpress_api_moved'],
  'permalinks became plain': [{ switches: ['plain_permalinks'], signIn: jwt() }, 'is_wordpress wordpress_api_moved'],
};

describe('the cause is named', () => {
  test.each(Object.entries(CAUSES))('%s', async (cause, [{ switches = [], signIn, place, wasWell }, expected]) => {
    provoked += 1;
    if (wasWell) expect(finding(await check(signIn, place))).toBe('all well');
    await wordpress.switches.set(switches);
    const report = await check(signIn, place);
    expectNamed(cause, finding(report), expected);
    expect(report.ok).toBe(expected.startsWith('may_upload'));
  });

  test('the user of a token was deleted', async () => {
    provoked += 1;
    const locks = { withLock: <T>(_name: string, task: () => Promise<T>) => task() };
    const renew = async () => ({ v: 1, accessToken: tokenOf('9999'), expiresAt: null }) as const;
    await createTokenSource({ subject: SUBJECT, store: tokens, locks, renew }).getAccessToken(Date.now(), null);
    expectNamed('deleted user', finding(await check(jwt())), 'credentials wordpress_unknown_user');
  });

  test.each([
    [200, 'is_wordpress wordpress_none_here'],
    [404, 'is_wordpress wordpress_none_here'],
  ])('not WordPress any more: a page with %i', async (status, expected) => {
    provoked += 1;
    faults.set(htmlPage(status));
    expectNamed(`page ${status}`, finding(await check(jwt(), { url: faults.url })), expected);
  });
});

/** As the plugin makes them, for a user of this id. */
function tokenOf(id: string): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { iss: wordpress.url, iat: now, nbf: now, exp: now + 3600, data: { user: { id } } };
  const signed = `${part({ typ: 'JWT', alg: 'HS256' })}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', wordpress.jwtSecret).update(signed).digest('base64url')}`;
}

describe('the cause is named before there is an account', () => {
  const discover = async (url: string): Promise<string> => {
    const io = { http: createHttp(httpDeps()), clock };
    const error = await discoverWordPress(new URL(url), io).catch((thrown: unknown) => thrown);
    return error instanceof DestinationError ? `${error.code} ${error.reason}` : 'found';
  };

  test.each<[string, WordPressSwitch, string]>([
    ['the REST API is closed', 'rest_blocked=403', 'insufficient_scope wordpress_rest_blocked'],
    ['a staging proxy', 'staging=401', 'insufficient_scope wordpress_gate'],
    ['the site forwards', 'redirect=302', 'redirected wordpress_forwards'],
    ['a fatal error', 'fatal', 'server_error wordpress_fatal'],
    ['maintenance', 'maintenance', 'server_error wordpress_maintenance'],
  ])('%s', async (cause, one, expected) => {
    provoked += 1;
    await wordpress.switches.set([one]);
    expectNamed(`${cause}, on discovery`, await discover(wordpress.url), expected);
  });

  test.each([
    ['another system', 'Hugo 0.150', 'not_this_system wordpress_none_here'],
    ['Ghost', 'Ghost 6.65', 'not_this_system wordpress_is_ghost'],
  ])('%s', async (cause, generator, expected) => {
    provoked += 1;
    const page = `<!doctype html><title>Blog</title><meta name="generator" content="${generator}">`;
    const headers = { 'content-type': 'text/html' };
    faults.set(({ path }) => (path === '/' ? { kind: 'answer', status: 200, headers, body: page } : htmlPage(404)));
    expectNamed(cause, await discover(faults.url), expected);
  });
});

describe('what is no failure', () => {
  test.each<[string, WordPressSwitch[], SignIn, Place]>([
    ['application password', [], appPassword(), {}],
    ['token', [], jwt(), {}],
    ['user name and application password, for a token', [], jwtWithAppPassword, {}],
    ['plain permalinks', ['plain_permalinks'], jwt(), { path: '/index.php?rest_route=/' }],
    ['another REST prefix', ['rest_prefix=api'], jwt(), { path: '/api/' }],
    ['the other JWT plugin', ['jwt_other'], jwt(), {}],
    ['the other JWT plugin, and an application password', ['jwt_other'], appPassword(), {}],
    ['an API for members, and an application password', ['rest_for_members'], appPassword(), {}],
    ['a captcha, and an application password', ['captcha'], appPassword(), {}],
    ['a warning of PHP', ['php_warning'], jwt(), {}],
    ['a byte order mark', ['byte_order_mark'], appPassword(), {}],
    ['a staging proxy that sees its header', ['staging=401'], jwt(), { extraHeaders: 'X-Staging: letmein' }],
  ])('%s', async (_name, switches, signIn, place) => {
    await wordpress.switches.set(switches);
    const report = await check(signIn, place);
    expect(finding(report)).toBe('all well');
    expect(report.identity).toMatchObject({ userName: 'Oscar Orme', role: 'Author' });
  });

  test('where the API was found is told, as plain permalinks are', async () => {
    await wordpress.switches.set(['plain_permalinks']);
    const { steps } = await check(jwt(), { path: '/index.php?rest_route=/' });
    expect(steps.find(({ id }) => id === 'is_wordpress')?.detail).toBe('/index.php?rest_route=/');
  });

  test.each<WordPressSwitch>(['secret_changed'])('%s: signs in anew by itself', async (one) => {
    await check(jwt());
    await wordpress.switches.set([one]);
    expect(finding(await check(jwt()))).toBe('all well');
  });
});

function jwtWithAppPassword(): Credentials {
  const { login, appPassword: password } = wordpress.users.author;
  return { method: 'jwt_login', username: login, password };
}

test('all that was provoked was named', () => {
  console.log(`causes named/causes provoked: ${named.size}/${provoked}`);
  expect(provoked).toBeGreaterThan(50);
  expect(named.size).toBe(provoked);
});
