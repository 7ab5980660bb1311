import { expect, test } from 'vitest';
import { APPLICATION_ID, applicationPasswordUrl, readApplicationPassword } from './application-password.ts';

const STATE = 'ab'.repeat(32);
const ASKED = {
  authorizeUrl: 'https://blog.example/wp-admin/authorize-application.php',
  attemptId: '5f0f1c6e-2f7b-4f7c-9a3e-0a4d3d1b7c11',
  redirectUrl: 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/application-password',
  state: STATE,
};
/** Recorded from WordPress 7.1.1: what it appended to the address that it was given. */
const APPENDED = 'site_url=http%3A%2F%2F127.0.0.1%3A9510&user_login=labauthor&password=PNdRCavF6KC5cnDPJ9LPK893';

const read = (query: string) =>
  readApplicationPassword(new URLSearchParams(query), {
    destination: 'wordpress',
    isOwnSite: ({ host }) => host === '127.0.0.1:9510',
  });

const changed = (change: Record<string, string>): string => {
  const parameters = new URLSearchParams(APPENDED);
  for (const [name, value] of Object.entries(change)) parameters.set(name, value);
  return parameters.toString();
};

test('the page is asked for a password of this application, and to come back with the state of this attempt', () => {
  const url = new URL(applicationPasswordUrl(ASKED));
  expect(url.origin + url.pathname).toBe(ASKED.authorizeUrl);
  expect(Object.fromEntries(url.searchParams)).toEqual({
    app_name: 'Clipdraft 5f0f1c6e',
    app_id: APPLICATION_ID,
    success_url: `${ASKED.redirectUrl}?state=${STATE}`,
    reject_url: `${ASKED.redirectUrl}?state=${STATE}&success=false`,
  });
  expect(APPLICATION_ID).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('two attempts have two names: WordPress up to 6.5 refuses a name that it knows', () => {
  const nameOf = (attemptId: string) =>
    new URL(applicationPasswordUrl({ ...ASKED, attemptId })).searchParams.get('app_name');
  expect(nameOf('11111111-0000')).not.toBe(nameOf('22222222-0000'));
});

test('a page that has parameters of its own keeps them', () => {
  const url = new URL(applicationPasswordUrl({ ...ASKED, authorizeUrl: `${ASKED.authorizeUrl}?lang=de` }));
  expect(url.searchParams.get('lang')).toBe('de');
});

test('what WordPress appends is read', () => {
  expect(read(`state=${STATE}&${APPENDED}`)).toEqual({ username: 'labauthor', password: 'PNdRCavF6KC5cnDPJ9LPK893' });
  expect(read(changed({ user_login: 'Åsa Ünal' })).username).toBe('Åsa Ünal');
});

test('a no is the person’s own', () => {
  expect(() => read(`state=${STATE}&success=false`)).toThrow(
    expect.objectContaining({ code: 'credentials_rejected', reason: 'authorization_declined' }),
  );
});

test.each(['site_url', 'user_login', 'password'])('%s missing, empty or there twice is refused', (name) => {
  const parameters = new URLSearchParams(APPENDED);
  const twice = `${APPENDED}&${name}=${encodeURIComponent(parameters.get(name) ?? '')}`;
  parameters.delete(name);
  for (const query of [parameters.toString(), changed({ [name]: '' }), twice]) {
    expect(() => read(query)).toThrow(expect.objectContaining({ reason: 'authorization_failed' }));
  }
});

test.each<[string, Record<string, string>]>([
  ['a name that Basic can’t carry', { user_login: 'anna:admin' }],
  ['a line break in the name', { user_login: 'anna\r\nx' }],
  ['a control character in the password', { password: 'abc\u0000def' }],
  ['a password without an end', { password: 'x'.repeat(201) }],
  ['a site that is no address', { site_url: 'blog' }],
  ['a site of another scheme', { site_url: 'javascript:alert(1)' }],
])('%s is refused', (_, change) => {
  expect(() => read(changed(change))).toThrow(expect.objectContaining({ reason: 'authorization_failed' }));
});

test('another site’s password is not taken for this one’s', () => {
  for (const site_url of ['https://evil.example/', 'http://127.0.0.1:9511']) {
    expect(() => read(changed({ site_url }))).toThrow(expect.objectContaining({ reason: 'authorization_state' }));
  }
});

test('no error holds what came back', () => {
  for (const query of [changed({ site_url: 'https://evil.example/' }), changed({ user_login: 'a:b' })]) {
    try {
      read(query);
      expect.unreachable();
    } catch (error) {
      expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('PNdRCavF6KC5cnDPJ9LPK893');
    }
  }
});
