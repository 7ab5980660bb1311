/** Tokens that go: with their account, or because those of a new sign-in take their place. */
import { expect, test } from 'vitest';
import { memoryStore } from '../../test/support/memory.ts';
import { deferred, KEY, tokenWorld } from '../../test/support/token-world.ts';
import { forgetToken, moveToken } from './token-source.ts';

test('tokens of others are left alone, and forgotten is only its own', async () => {
  const { items, context, put } = tokenWorld();
  items.set('token:account-2', '"theirs"');
  put({ v: 1, accessToken: 'mine', expiresAt: null });
  const { store, locks } = context();
  await forgetToken('account-1', { store, locks });
  expect([...items.keys()]).toEqual(['token:account-2']);
});

test('a token is forgotten, or replaced, after a renewal that is under way, not before it', async () => {
  const { site, items, context } = tokenWorld();
  const renewing = context();
  const other = context();
  const { promise: answer, resolve: answers } = deferred();
  const { promise: begun, resolve: begins } = deferred();
  site.before = () => {
    begins();
    return answer;
  };
  const renewed = renewing.get();
  await begun;
  const staged = memoryStore();
  await staged.set(KEY, { v: 1, accessToken: 'staged', expiresAt: null });
  const moved = moveToken('account-1', { from: staged, to: other.store, locks: other.locks });
  const forgotten = moved.then(() => forgetToken('account-1', other));
  answers();
  expect(await renewed).toBe('token-1');
  await moved;
  expect(items.get(KEY)).toContain('staged');
  await forgotten;
  expect(items.size).toBe(0);
});

test('while it is stored whose the new tokens are, neither these nor the former are there; what stays the same is', async () => {
  const { items, context, put } = tokenWorld();
  put({ v: 1, accessToken: 'old', expiresAt: null });
  items.set(`${KEY}/client`, '"the same"');
  const staged = memoryStore();
  await staged.set(KEY, { v: 1, accessToken: 'new', expiresAt: null });
  await staged.set(`${KEY}/client`, 'the same');
  const { store, locks } = context();
  const meanwhile: string[] = [];
  await moveToken('account-1', { from: staged, to: store, locks }, async () => {
    meanwhile.push(...items.keys());
  });
  expect(meanwhile).toEqual([`${KEY}/client`]);
  expect(items.get(KEY)).toContain('new');
  expect(items.get(`${KEY}/client`)).toBe('"the same"');
});

test('where that can’t be stored, no token is moved', async () => {
  const { items, context } = tokenWorld();
  const staged = memoryStore();
  await staged.set(KEY, { v: 1, accessToken: 'new', expiresAt: null });
  const { store, locks } = context();
  const moving = moveToken('account-1', { from: staged, to: store, locks }, () => Promise.reject(new Error('full')));
  await expect(moving).rejects.toThrow('full');
  expect(items.size).toBe(0);
});

test('where a sign-in brought no token, the old one goes', async () => {
  const { items, context, put } = tokenWorld();
  put({ v: 1, accessToken: 'old', expiresAt: null });
  const { store, locks } = context();
  await moveToken('account-1', { from: memoryStore(), to: store, locks });
  expect(items.size).toBe(0);
});
