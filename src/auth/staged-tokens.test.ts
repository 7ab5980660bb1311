import { expect, test } from 'vitest';
import { memoryStore } from '../../test/support/memory.ts';
import { stagedTokens } from './staged-tokens.ts';
import { moveToken } from './token-source.ts';

const locks = { withLock: <T>(_name: string, task: () => Promise<T>) => task() };
const KEY = 'token:account-1';
const CLIENT = `${KEY}/client`;

test('what a sign-in gets stays apart until it is moved', async () => {
  const session = memoryStore();
  await session.set(KEY, 'old');
  await session.set(CLIENT, 'old client');
  const staged = stagedTokens();
  expect(await staged.get(KEY)).toBeUndefined();
  await staged.set(KEY, 'new');
  expect(await session.get(KEY)).toBe('old');
  await moveToken('account-1', { from: staged, to: session, locks });
  expect([await session.get(KEY), await session.get(CLIENT)]).toEqual(['new', undefined]);
});

test('where nobody signs in anew the account’s own token is the session’s, and what is beside it is staged', async () => {
  const session = memoryStore();
  await session.set(KEY, 'old');
  await session.set(CLIENT, 'old client');
  const staged = stagedTokens({ subject: 'account-1', store: session });
  expect(await staged.get(KEY)).toBe('old');
  expect(await staged.get(CLIENT)).toBeUndefined();
  await staged.set(CLIENT, 'new client');
  await staged.set(KEY, 'refreshed');
  expect([await session.get(KEY), await session.get(CLIENT)]).toEqual(['refreshed', 'old client']);
  await moveToken('account-1', { from: staged, to: session, locks });
  expect([await session.get(KEY), await session.get(CLIENT)]).toEqual(['refreshed', 'new client']);
});

test('a client that was taken away takes its token along', async () => {
  const session = memoryStore();
  await session.set(KEY, 'old');
  await session.set(CLIENT, 'old client');
  const staged = stagedTokens({ subject: 'account-1', store: session });
  await moveToken('account-1', { from: staged, to: session, locks });
  expect([await session.get(KEY), await session.get(CLIENT)]).toEqual(['old', undefined]);
});
