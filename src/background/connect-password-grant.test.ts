/** Connecting and editing an account whose sign-in is made of parts: user, password, and a client beside them. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DISCOVERED, settingsFor } from '../../test/contract/contentjet-harness.ts';
import { type RunningContentjet, startContentjet } from '../../test/servers/contentjet.ts';
import { ContentjetSite } from '../../test/servers/contentjet-site.ts';
import { createAccountsWorld } from '../../test/support/accounts-world.ts';
import { queue } from '../../test/support/outbox-world.ts';
import type { PasswordGrantCredentials } from '../auth/credentials.ts';
import type { Account, ConnectRequest } from '../messages/contract.ts';

let server: RunningContentjet;
let world: ReturnType<typeof createAccountsWorld>;
let settings: ConnectRequest['settings'];
beforeEach(async () => {
  world = createAccountsWorld();
  server = await startContentjet({ clock: world.clock });
  const site = new ContentjetSite(server.url, server.users.author, server.project.id);
  settings = await settingsFor(site, server.project.id, server.entryTypes.article);
});
afterEach(() => server.stop());

const login = (): PasswordGrantCredentials => {
  const { username, password } = server.users.author;
  return { method: 'password_grant', username, password };
};
const client = () => ({ clientId: server.client.id, clientSecret: server.client.secret });
/** As the set-up page sends what was typed: never a name or a secret that is stored. */
const typed = (more: Partial<PasswordGrantCredentials>): PasswordGrantCredentials => ({
  ...{ method: 'password_grant', username: '' },
  ...more,
});

function request(more: Partial<ConnectRequest>): ConnectRequest {
  const address = `${server.url}/`;
  const found = { siteUrl: address, apiUrl: address, title: 'Contentjet', version: '', settings: { ...DISCOVERED } };
  const discovery = { ...found, origins: ['http://127.0.0.1/*'] };
  return { destination: 'contentjet', discovery, settings, ...more };
}
async function connected(more: Partial<ConnectRequest> = {}): Promise<Account> {
  const { account, report } = await world.accounts.connect(request({ credentials: login(), ...more }));
  return account ?? expect.unreachable(JSON.stringify(report));
}
const edit = (account: Account, more: Partial<ConnectRequest>) =>
  world.accounts.connect(request({ accountId: account.id, ...more }));

const credentialsOf = ({ id }: Account) => world.vault.getCredentials(id);
const tokenOf = (account: Account, grant = ''): string | null =>
  JSON.parse(world.sessionItems.get(`token:${account.id}${grant}`) ?? 'null')?.accessToken ?? null;
const count = (end: string): number => server.requests.filter(({ path }) => path.endsWith(end)).length;
function withoutPassword(): PasswordGrantCredentials {
  const { password: _, ...rest } = login();
  return rest;
}

describe('a new sign-in', () => {
  test('is kept with its tokens; the password is dropped, the client stays', async () => {
    const account = await connected({ credentials: { ...login(), ...client() } });
    expect(await credentialsOf(account)).toEqual({ ...withoutPassword(), ...client() });
    expect([tokenOf(account), tokenOf(account, '/client')]).not.toContain(null);
    expect(count('/authenticate')).toBe(2);
  });

  test('keeps the password where the person asks to stay signed in', async () => {
    const account = await connected({ staySignedIn: true });
    expect(await credentialsOf(account)).toEqual(login());
  });

  test('with the password alone keeps name and client', async () => {
    const account = await connected({ credentials: { ...login(), ...client() } });
    world.clock.advance(600_000);
    const { account: again } = await edit(account, { credentials: typed({ password: login().password ?? '' }) });
    expect(await credentialsOf(again ?? expect.unreachable())).toEqual({ ...withoutPassword(), ...client() });
    expect(count('/authenticate')).toBe(4);
  });

  test('that fails leaves tokens and secrets as they were', async () => {
    const account = await connected({ credentials: { ...login(), ...client() }, staySignedIn: true });
    const before = [...world.sessionItems];
    const { report } = await edit(account, { credentials: typed({ password: 'wrong' }) });
    expect(report.ok).toBe(false);
    expect([...world.sessionItems]).toEqual(before);
    expect(await credentialsOf(account)).toEqual({ ...login(), ...client() });
  });
});

describe('the client alone', () => {
  test('is added without a new sign-in: the person’s own token stays', async () => {
    const account = await connected();
    const token = tokenOf(account);
    const { report } = await edit(account, { credentials: typed(client()) });
    expect(report.ok).toBe(true);
    expect(await credentialsOf(account)).toEqual({ ...withoutPassword(), ...client() });
    expect(tokenOf(account)).toBe(token);
    expect(tokenOf(account, '/client')).not.toBeNull();
    expect(server.requests.filter(({ path }) => path === '/authenticate')).toHaveLength(1);
  });

  test('leaves a kept password where it is', async () => {
    const account = await connected({ staySignedIn: true });
    await edit(account, { credentials: typed(client()) });
    expect(await credentialsOf(account)).toEqual({ ...login(), ...client() });
  });

  test('is not stored where the sign-in has ended and nobody typed the password', async () => {
    const account = await connected();
    world.clock.advance(600_000);
    const { account: edited, report } = await edit(account, { credentials: typed(client()) });
    expect(edited).toBeNull();
    expect(report.steps.find(({ outcome }) => outcome === 'failed')?.error).toMatchObject({
      ...{ code: 'reauthorization_required', reason: 'contentjet_sign_in_again' },
    });
    expect(await credentialsOf(account)).toEqual(withoutPassword());
    expect(tokenOf(account, '/client')).toBeNull();
  });

  test('takes the place of another one, and of its token', async () => {
    const account = await connected({ credentials: { ...login(), ...client() } });
    const token = tokenOf(account, '/client');
    const { id, secret } = await new ContentjetSite(server.url, server.users.admin).addClient('Another');
    await edit(account, { credentials: typed({ clientId: id, clientSecret: secret }) });
    expect(await credentialsOf(account)).toMatchObject({ clientId: id, clientSecret: secret });
    expect([null, token]).not.toContain(tokenOf(account, '/client'));
  });

  test('is taken away by an empty id, with its token', async () => {
    const account = await connected({ credentials: { ...login(), ...client() } });
    await edit(account, { credentials: typed({ clientId: '', clientSecret: '' }) });
    expect(await credentialsOf(account)).toEqual(withoutPassword());
    expect(tokenOf(account)).not.toBeNull();
    expect(tokenOf(account, '/client')).toBeNull();
  });
});

test('at another site neither the password nor the client of this one is sent', async () => {
  const account = await connected({ credentials: { ...login(), ...client() }, staySignedIn: true });
  const other = await startContentjet({ clock: world.clock });
  const address = `${other.url}/`;
  const { discovery } = request({});
  const there = { discovery: { ...discovery, siteUrl: address, apiUrl: address } };
  await expect(edit(account, { ...there, credentials: typed(client()) })).rejects.toMatchObject({
    ...{ code: 'reauthorization_required', reason: 'another_site' },
  });
  expect(other.requests).toEqual([]);
  const credentials = typed({ password: login().password ?? '' });
  const { report } = await edit(account, { ...there, credentials });
  expect(report.ok).toBe(true);
  expect(await credentialsOf(account)).toEqual(withoutPassword());
  const sent = other.requests.map(({ path, body }) => path + body).join();
  expect(sent).not.toContain(server.client.id);
  expect(sent).not.toContain(server.client.secret);
  await other.stop();
});

test('the client alone makes no account: nobody is signed in', async () => {
  const { report, account } = await world.accounts.connect(request({ credentials: typed(client()) }));
  expect(account).toBeNull();
  expect(report.steps.find(({ outcome }) => outcome === 'failed')).toMatchObject({
    ...{ id: 'credentials', error: { code: 'reauthorization_required' } },
  });
  expect(await world.vault.listAccounts()).toEqual([]);
  expect(world.sessionItems.size).toBe(0);
});

test('another project is not chosen while a draft may stand in the one so far', async () => {
  const account = await connected({ credentials: { ...login(), ...client() } });
  const { outboxWorld } = world;
  outboxWorld.server.creates = ['lost'];
  await queue(outboxWorld, 'a', account.id);
  await outboxWorld.background().runner.run();
  const { username, password } = server.users.admin;
  const other = server.otherProject.id;
  const site = new ContentjetSite(server.url, server.users.admin, other);
  const type = await site.addEntryType('Elsewhere', [{ name: 'heading', fieldType: 'TEXT', required: true }]);
  const move = () =>
    settingsFor(site, other, type).then((there) =>
      edit(account, { settings: there, credentials: { method: 'password_grant', username, password } }),
    );
  await expect(move()).rejects.toMatchObject({ code: 'conflict', reason: 'place_uncertain' });
  expect(await world.vault.getAccount(account.id)).toEqual(account);
  await outboxWorld.settle();
  expect((await move()).account?.settings).toMatchObject({ project: { id: other } });
});

test('an account that goes takes both tokens along', async () => {
  const account = await connected({ credentials: { ...login(), ...client() } });
  expect(world.sessionItems.size).toBe(2);
  await world.accounts.remove(account.id);
  expect(world.sessionItems.size).toBe(0);
});

test('a set-up’s choices are read with what was typed, and nothing of it stays', async () => {
  const choices = await world.accounts.choices(request({ credentials: login(), settings: { ...DISCOVERED } }));
  expect(choices).toMatchObject({
    projects: expect.arrayContaining([expect.objectContaining({ id: server.project.id })]),
  });
  expect(world.sessionItems.size).toBe(0);
  expect(await world.vault.listAccounts()).toEqual([]);
});
