/** What a session is told that is opened while a set-up is being chosen. */
import { expect, test, vi } from 'vitest';
import { createAccountsWorld } from '../../test/support/accounts-world.ts';
import { signInDestination } from '../../test/support/sign-in-destination.ts';
import type { AuthDeps, Destination, SetUpChoices } from '../destinations/destination.ts';
import type { ConnectRequest } from '../messages/contract.ts';

vi.mock('../destinations/registry.ts', () => ({ destinationFor: () => destination }));

const CHOICES: SetUpChoices = { identity: null, projects: [], entryTypes: null };
/** Of each session. */
const told: (true | undefined)[] = [];
const destination: Destination = {
  ...signInDestination,
  async authorizer(_credentials, _settings, { choosing }: AuthDeps) {
    told.push(choosing);
    return { authorize: async () => {}, cureOf: () => null };
  },
  choices: async () => CHOICES,
  check: async () => ({ steps: [], ok: true, identity: null, credentialsEndAt: '2026-12-01T10:00:00.000Z' }),
};

const REQUEST: ConnectRequest = {
  ...{ destination: 'github', settings: {} },
  discovery: {
    ...{ siteUrl: 'https://github.com/', apiUrl: 'https://api.github.com/', title: '', version: '' },
    ...{ origins: ['https://api.github.com/*'], settings: {} },
  },
  credentials: { method: 'personal_access_token', token: 'github_pat_1' },
};

test('that it is so; the account itself is opened for its own settings alone', async () => {
  const { accounts, sessions, vault } = createAccountsWorld();
  expect(await accounts.choices(REQUEST)).toBe(CHOICES);
  const { account } = await accounts.connect(REQUEST);
  const { id } = account ?? expect.unreachable();
  await sessions.openAccount(id);
  expect(told).toEqual([true, undefined, undefined]);

  // When its token ends is the account's, also where it is edited and the token stays.
  expect((await vault.getAccount(id))?.credentialsEndAt).toBe('2026-12-01T10:00:00.000Z');
  const { credentials: _, ...untouched } = REQUEST;
  expect(await accounts.choices({ ...untouched, accountId: id })).toBe(CHOICES);
  await accounts.connect({ ...untouched, accountId: id });
  expect(told.slice(3)).toEqual([true, undefined]);
  expect((await vault.getAccount(id))?.credentialsEndAt).toBe('2026-12-01T10:00:00.000Z');
  expect(await vault.getCredentials(id)).toEqual(REQUEST.credentials);
});

test('a token that was left empty in the form stays', async () => {
  const { accounts, vault } = createAccountsWorld();
  const { account } = await accounts.connect(REQUEST);
  const { id } = account ?? expect.unreachable();
  await accounts.connect({ ...REQUEST, accountId: id, credentials: { method: 'personal_access_token', token: '' } });
  expect(await vault.getCredentials(id)).toEqual(REQUEST.credentials);
});
