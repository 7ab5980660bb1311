/** The one-click sign-in at a real WordPress, with a person who is signed in there and clicks in its own page. */
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  APPLICATION_ID,
  type ApplicationPassword,
  applicationPasswordUrl,
  readApplicationPassword,
} from '../../src/auth/application-password.ts';
import { answerOf } from '../../src/auth/authorization.ts';
import { createBasicAuthorizer } from '../../src/auth/basic.ts';
import { createAuthorizations } from '../../src/background/authorization.ts';
import { isSameSite } from '../../src/destinations/address.ts';
import type { Discovery } from '../../src/destinations/destination.ts';
import type { WindowOutcome } from '../../src/platform/identity.ts';
import { type RunningWordPress, startWordPress } from '../servers/wordpress.ts';
import type { WordPressUser } from '../servers/wordpress-users.ts';
import { authorizationDeps } from '../support/authorizations.ts';

let wordpress: RunningWordPress;
let oscar: (address: string, button: 'approve' | 'reject') => Promise<WindowOutcome>;
beforeAll(async () => {
  wordpress = await startWordPress({ version: process.env.WORDPRESS_VERSION === '6.1' ? '6.1' : '7.1' });
  oscar = await personAt(wordpress.url, wordpress.users.author);
});
afterAll(() => wordpress?.stop());

/** Signs in as a browser does; gives what follows one button of the page at an address. */
async function personAt(site: string, { login, password }: WordPressUser) {
  const form = new URLSearchParams({ log: login, pwd: password, testcookie: '1' });
  const answer = await fetch(`${site}/wp-login.php`, {
    method: 'POST',
    headers: { cookie: 'wordpress_test_cookie=WP%20Cookie%20check' },
    body: form,
    redirect: 'manual',
  });
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return async (address: string, button: 'approve' | 'reject'): Promise<WindowOutcome> => {
    const page = await (await fetch(address, { headers: { cookie } })).text();
    const own = /<form action="[^"]*authorize-application\.php"[\s\S]*?<\/form>/.exec(page)?.[0];
    if (own === undefined) return { none: 'failed' };
    const fields = [...own.matchAll(/<input type="hidden"[^>]*>/g)].map(([input]) => [
      /name="([^"]*)"/.exec(input)?.[1] ?? '',
      decoded(/value="([^"]*)"/.exec(input)?.[1] ?? ''),
    ]);
    const name = decoded(
      /name="app_name"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="app_name"/.exec(own)?.[1] ?? '',
    );
    const body = new URLSearchParams([...fields, ['app_name', name], [button, '1']]);
    const url = `${site}/wp-admin/authorize-application.php`;
    const done = await fetch(url, { method: 'POST', headers: { cookie }, body, redirect: 'manual' });
    const location = done.headers.get('location');
    return location === null ? { none: 'failed' } : { url: location };
  };
}

const decoded = (html: string): string =>
  html.replaceAll('&quot;', '"').replaceAll('&#038;', '&').replaceAll('&amp;', '&');

function signIn(button: 'approve' | 'reject'): Promise<ApplicationPassword> {
  const authorizations = createAuthorizations(authorizationDeps({ launch: (address) => oscar(address, button) }));
  const destination = 'wordpress';
  const authorizeUrl = `${wordpress.url}/wp-admin/authorize-application.php`;
  const isOwnSite = (url: URL): boolean => isSameSite(url, new URL(wordpress.url));
  return authorizations.run({
    request: { method: 'application_password', destination, discovery: discoveryOf(wordpress.url), settings: {} },
    ...{ path: 'application-password', lifeMs: 60_000 },
    url: (attempt) => applicationPasswordUrl({ ...attempt, authorizeUrl }),
    read: async (address, attempt) =>
      readApplicationPassword(answerOf(address, { destination, ...attempt }), { destination, isOwnSite }),
  });
}

const discoveryOf = (url: string): Discovery => ({
  ...{ siteUrl: `${url}/`, apiUrl: `${url}/wp-json/`, title: 'Lab', version: '7.1', origins: [], settings: {} },
});

async function asSignedIn(credentials: { username: string; password: string }, route: string): Promise<unknown> {
  const headers = new Headers();
  await createBasicAuthorizer(credentials).authorize(headers, 0);
  const answer = await fetch(`${wordpress.url}/wp-json/wp/v2/users/me${route}`, { headers });
  expect(answer.status).toBe(200);
  return answer.json();
}

test('a yes gives a password of our own, which signs in; a second yes gives another one', async () => {
  const credentials = await signIn('approve');
  expect(credentials.username).toBe(wordpress.users.author.login);
  const { roles } = v.parse(v.object({ roles: v.array(v.string()) }), await asSignedIn(credentials, '?context=edit'));
  expect(roles).toEqual(['author']);

  const second = await signIn('approve');
  expect(second.password).not.toBe(credentials.password);
  const own = v.parse(
    v.object({ name: v.string(), app_id: v.string() }),
    await asSignedIn(second, '/application-passwords/introspect'),
  );
  expect(own.app_id).toBe(APPLICATION_ID);
  expect(own.name).toMatch(/^Clipdraft [0-9a-f]{8}$/);
});

test('a no is told as the person’s own', async () => {
  await expect(signIn('reject')).rejects.toMatchObject({ reason: 'authorization_declined' });
});

test('where application passwords are turned off, there is no such page', async () => {
  await wordpress.switches.set(['application_passwords_off']);
  await expect(signIn('approve')).rejects.toMatchObject({ reason: 'authorization_failed' });
  await wordpress.switches.set([]);
});
