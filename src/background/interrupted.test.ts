/** Sign-ins whose background died with their window open. */
import { describe, expect, test, vi } from 'vitest';
import { authorizationDeps, memorySealed } from '../../test/support/authorizations.ts';
import { handClock, memoryStore } from '../../test/support/memory.ts';
import { answer, refused, request, signInWindows, site } from '../../test/support/sign-in-windows.ts';
import type { WindowOutcome } from '../platform/identity.ts';
import { createAuthorizations } from './authorization.ts';

describe('a background that died', () => {
  /** One that died with this window open. */
  async function died(windowId: number | null = 7, authorization = site) {
    const { items, keyStore, begin } = signInWindows();
    const { show } = await begin(authorization);
    show(windowId);
    if (windowId !== null) await vi.waitUntil(() => [...items.values()].join().includes('"windowId"'));
    return signInWindows(items, keyStore);
  }

  test('leaves a sign-in that the next one tells of once, and closes its window', async () => {
    const { interrupted, closed, told, items, keyStore } = await died();
    await Promise.all([interrupted.find(), interrupted.find()]);
    const view = { destination: 'wordpress', siteUrl: 'https://blog.example/', accountId: null };
    expect(told).toEqual([{ ...view, id: expect.any(String), startedAt: handClock().now() }]);
    expect(closed).toEqual([7]);
    expect(await interrupted.list()).toEqual(told);
    expect([...items.values()].join()).not.toMatch(/"state":"|windowId/);

    const third = signInWindows(items, keyStore);
    await third.interrupted.find();
    expect([third.told, third.closed]).toEqual([[], []]);
    expect(await third.interrupted.list()).toEqual(told);
  });

  test('does not have a window closed that may be somebody else’s', async () => {
    const { interrupted, closed, told } = await died(null);
    await interrupted.find();
    expect(closed).toEqual([undefined]);
    expect(told).toHaveLength(1);
  });

  test('while the answer was used leaves one too: nobody knows what came of it', async () => {
    const { items, keyStore, begin } = signInWindows();
    const { url, end } = await begin({ ...site, read: () => new Promise(() => {}) });
    end(answer(url, '7'));
    await vi.waitUntil(() => [...items.values()].join().includes('"state":null'));
    const next = signInWindows(items, keyStore);
    await next.interrupted.find();
    expect(next.told).toHaveLength(1);
  });

  test('leaves what repeats the sign-in as it was asked for, once; the window of the former is closed before', async () => {
    const asked = request({ extraHeaders: 'X-Staging: s3cret', accountId: 'account-1' });
    const { interrupted, begin, closed, items } = await died(7, { ...site, request: asked });
    const [signIn] = await interrupted.list();
    expect(signIn?.accountId).toBe('account-1');
    const again = await interrupted.requestOf(signIn?.id ?? '');
    expect(again).toEqual(asked);
    const { url, end, run } = await begin({ ...site, request: again });
    expect(closed).toEqual([7]);
    end(answer(url, '2'));
    expect(await run).toBe('2');
    expect(await interrupted.list()).toEqual([]);
    expect(items.size).toBe(0);
    await expect(interrupted.requestOf(signIn?.id ?? '')).rejects.toMatchObject({
      reason: 'authorization_interrupted',
    });
  });

  test('and whose window can’t be opened again because another one is open leaves it where it was', async () => {
    const { interrupted, begin } = await died();
    const { end, run } = await begin(site);
    end({ none: 'open' });
    await expect(run).rejects.toMatchObject(refused('authorization_open'));
    expect(await interrupted.list()).toHaveLength(1);
  });

  test('leaves what the person may dismiss; another site’s stays', async () => {
    const one = await died();
    const other = request();
    const { siteUrl: _, ...rest } = other.discovery;
    const two = signInWindows(one.items, one.keyStore);
    await two.begin({ ...site, request: { ...other, discovery: { ...rest, siteUrl: 'https://other.example/' } } });
    const three = signInWindows(one.items, one.keyStore);
    await three.interrupted.find();
    const [first, second] = await three.interrupted.list();
    expect([first?.siteUrl, second?.siteUrl].sort()).toEqual(['https://blog.example/', 'https://other.example/']);
    await three.interrupted.forget(first?.id ?? '');
    expect(await three.interrupted.list()).toEqual([second]);
    expect(three.toldNoMore).not.toHaveBeenCalled();
    await three.interrupted.forget(second?.id ?? '');
    expect(three.toldNoMore).toHaveBeenCalledOnce();
  });

  test('leaves a damaged record, which is cleared away; one whose request can’t be opened says so', async () => {
    const { interrupted, items, keyStore } = await died();
    const lost = signInWindows(items);
    const [signIn] = await lost.interrupted.list();
    await expect(lost.interrupted.requestOf(signIn?.id ?? '')).rejects.toMatchObject(
      refused('authorization_interrupted'),
    );
    for (const key of items.keys()) items.set(key, '{"v":2}');
    await interrupted.find();
    expect([await signInWindows(items, keyStore).interrupted.list(), items.size]).toEqual([[], 0]);
  });

  test('keeps no other from signing in, however its leftovers fare', async () => {
    const { items, keyStore } = await died();
    const store = { ...memoryStore(items), keys: () => Promise.reject(new Error('broken')) };
    const launch = async (url: string): Promise<WindowOutcome> => answer(new URL(url), '3');
    const { run } = createAuthorizations(authorizationDeps({ store, sealed: memorySealed(keyStore), launch }));
    expect(await run(site)).toBe('3');
  });
});
