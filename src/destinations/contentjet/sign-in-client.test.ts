import { describe, expect, test } from 'vitest';
import { CLIENT_KEY, contentjetSignIns, MINUTE } from '../../../test/support/contentjet-sign-ins.ts';
import { lockSpace } from '../../../test/support/locks.ts';
import type { Credentials, PasswordGrantCredentials } from '../../auth/credentials.ts';
import type { ContentjetSettings } from './settings.ts';
import { createContentjetReader } from './sign-in.ts';

const lab = contentjetSignIns();
const { clock, person, withClient, settings, dependencies, openReader, errorOf, asked, count, signedIn } = lab;

describe('the project’s client', () => {
  const address = (): string => `POST /project/${lab.server.project.id}/client/authenticate`;

  test.each<[string, () => Credentials, ContentjetSettings['project']]>([
    ['no client', () => person(), { id: 1, name: 'x' }],
    ['half a client', () => person({ clientId: 'x' }), { id: 1, name: 'x' }],
    ['no project yet', () => withClient(), null],
    ['other credentials', () => ({ method: 'admin_api_key', key: 'x' }), { id: 1, name: 'x' }],
  ])('there is no reader with %s', (_, credentials, project) => {
    expect(createContentjetReader(credentials(), settings(project), dependencies().auth)).toBeNull();
  });

  test('signs in by itself, and has a token of its own', async () => {
    const ask = openReader();
    await ask();
    await ask();
    expect(asked()).toEqual([address(), ...Array(2).fill(`GET /project/${lab.server.project.id}/entry-type/`)]);
    const { headers, body } = lab.server.requests[0] ?? expect.unreachable();
    const { id, secret } = lab.server.client;
    expect(JSON.parse(body)).toEqual({ client_id: id, client_secret: secret, grant_type: 'client_credentials' });
    expect(headers).not.toHaveProperty('authorization');
    expect([...lab.items.keys()]).toEqual([CLIENT_KEY]);
    expect(lab.items.get(CLIENT_KEY)).not.toContain(secret);
  });

  test('reads where the person’s sign-in has ended', async () => {
    await signedIn(10 * MINUTE);
    await openReader()();
    expect(lab.server.requests.map(({ status }) => status)).toEqual([200, 200]);
  });

  test('fetches a new token after an hour, once for all', async () => {
    await openReader()();
    lab.server.requests.length = 0;
    clock.advance(58 * MINUTE);
    await openReader()();
    expect(count(address())).toBe(0);
    clock.advance(2 * MINUTE);
    const locks = lockSpace();
    await Promise.all(Array.from({ length: 10 }, () => openReader(withClient(), { locks: locks.context() })()));
    expect(count(address())).toBe(1);
    expect(lab.server.requests.filter(({ expiredToken }) => expiredToken)).toEqual([]);
  });

  test.each<[string, () => Partial<PasswordGrantCredentials>]>([
    ['a wrong secret', () => ({ clientSecret: 'x'.repeat(32) })],
    ['a secret of the wrong length', () => ({ clientSecret: 'short' })],
    ['an unknown id', () => ({ clientId: 'x'.repeat(32) })],
  ])('with %s is a wrong client', async (_, wrong) => {
    const failing = openReader(withClient(wrong()))();
    expect(await errorOf(failing)).toBe('credentials_rejected contentjet_wrong_client');
    expect(asked()).toEqual([address()]);
  });

  test('with a wrong secret is tried once, however many ask, and keeps the person from nothing', async () => {
    const locks = lockSpace();
    const wrong = withClient({ clientSecret: 'x'.repeat(32) });
    const asking = Array.from({ length: 20 }, () => errorOf(openReader(wrong, { locks: locks.context() })()));
    expect(new Set(await Promise.all(asking))).toEqual(new Set(['credentials_rejected contentjet_wrong_client']));
    expect(asked()).toEqual([address()]);
    await (await lab.open(wrong)).ask();
    expect(count(address())).toBe(1);
  });

  test('that can’t be reached is no wrong client', async () => {
    lab.server.failNext(({ path }) => path.endsWith('/client/authenticate'), 'status-500');
    expect(await errorOf(openReader()())).toBe('server_error contentjet_crash');
  });
});
