import { describe, expect, test } from 'vitest';
import { createWorld, draftNamed, queue, read, titles } from '../../test/support/outbox-world.ts';
import type { EditedDraft } from './outbox.ts';

describe('the account', () => {
  test('a clip made before any account exists waits, and goes out when one is connected', async () => {
    const world = createWorld();
    const { id } = await queue(world, 'a', null);
    const one = await world.settle();
    expect(await read(world, id)).toMatchObject({ state: 'needs_attention', accountId: null, error: null });
    await one.outbox.connectWaiting('blog');
    await world.settle();
    expect(world.server.posts).toMatchObject([{ title: 'a', accountId: 'blog' }]);
  });

  test.each(['credentials_rejected', 'insufficient_scope', 'not_found'] as const)(
    'a new key sends what %s kept here, and nothing that failed for another reason',
    async (code) => {
      const world = createWorld();
      world.server.creates = [code, 'draft_rejected'];
      await queue(world, 'a');
      await queue(world, 'b');
      const one = await world.settle();
      await one.outbox.connectWaiting('blog');
      await world.settle();
      expect(titles(world)).toEqual(['a']);
    },
  );

  test('that was removed leaves its drafts waiting for another; what may have arrived is looked up there first', async () => {
    const world = createWorld();
    world.server.creates = ['lost'];
    const { id } = await queue(world, 'a');
    const one = world.background();
    await one.runner.run();
    await one.outbox.disconnect('blog');
    expect(await read(world, id)).toMatchObject({ state: 'needs_attention', accountId: null });
    await one.outbox.connectWaiting('blog-again');
    await world.settle();
    expect((await read(world, id)).state).toBe('delivered');
    expect(titles(world)).toEqual(['a']);
  });
});

describe('another place at the same site', () => {
  test('what was fixed and uploaded for the former place is forgotten', async () => {
    const world = createWorld();
    world.server.creates = ['draft_rejected'];
    const { id } = await queue(world, 'a');
    const one = await world.settle();
    expect((await read(world, id)).key).not.toBeNull();
    await one.outbox.relocate('blog');
    expect(await read(world, id)).toMatchObject({ key: null, accountId: 'blog', state: 'needs_attention' });
  });

  test('is out of the question while a draft may stand at the former one; other accounts are not asked', async () => {
    const world = createWorld();
    world.server.creates = ['lost'];
    const { id } = await queue(world, 'a');
    const one = world.background();
    await one.runner.run();
    const before = await read(world, id);
    await expect(one.outbox.relocate('blog')).rejects.toMatchObject({ code: 'conflict', reason: 'place_uncertain' });
    await one.outbox.relocate('another');
    expect(await read(world, id)).toEqual(before);
    await world.settle();
    expect(titles(world)).toEqual(['a']);
    await one.outbox.relocate('blog');
  });
});

describe('the person', () => {
  test('undo deletes the draft at the site; a second undo is refused', async () => {
    const world = createWorld();
    const { id } = await queue(world, 'a');
    const one = await world.settle();
    expect((await one.undo(id)).state).toBe('dropped');
    expect(titles(world)).toEqual([]);
    await expect(one.undo(id)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('undo of a draft that is gone from the site already is done', async () => {
    const world = createWorld();
    const { id } = await queue(world, 'a');
    const one = await world.settle();
    world.server.posts = [];
    expect((await one.undo(id)).state).toBe('dropped');
  });

  test('undo that fails leaves the draft delivered', async () => {
    const world = createWorld();
    const { id } = await queue(world, 'a');
    const one = await world.settle();
    world.server.opens = ['offline'];
    await expect(one.undo(id)).rejects.toMatchObject({ code: 'offline' });
    expect((await read(world, id)).state).toBe('delivered');
  });

  test('a page in the site’s place that says “not found” takes no draft back', async () => {
    const world = createWorld();
    const { id } = await queue(world, 'a');
    const one = await world.settle();
    world.server.deletes = ['not_found'];
    await expect(one.undo(id)).rejects.toMatchObject({ code: 'not_found' });
    expect((await read(world, id)).state).toBe('delivered');
  });

  test('a draft dropped before it was sent never leaves', async () => {
    const world = createWorld();
    const { id } = await queue(world, 'a');
    await world.background().outbox.drop(id);
    await world.settle();
    expect(world.server.log).toEqual([]);
  });

  test('an open draft keeps every edit, and none after it was sent', async () => {
    const world = createWorld();
    const { outbox, store } = world.background();
    const { id } = await outbox.open(draftNamed('a'), { accountId: 'blog', options: {}, incognito: true });
    await outbox.edit(id, (draft) => ({ draft: { ...draft, note: 'mine' }, options: { authorId: '7' } }));
    expect(await store.getWithDraft(id)).toMatchObject({
      draft: { note: 'mine' },
      entry: { options: { authorId: '7' } },
    });
    await outbox.submit(id, 'blog');
    await expect(outbox.edit(id, (draft, options) => ({ draft, options }))).rejects.toMatchObject({ code: 'conflict' });
  });

  test('what was chosen for one account never goes to another', async () => {
    const world = createWorld();
    const { outbox } = world.background();
    const { id } = await outbox.open(draftNamed('a'), { accountId: 'blog', options: {}, incognito: false });
    const edit = (change: Omit<EditedDraft, 'draft'>) => outbox.edit(id, (draft) => ({ draft, ...change }));
    await edit({ options: { authorId: '7', categoryIds: ['3'] } });
    expect(await edit({ accountId: 'blog' })).toMatchObject({ entry: { options: { authorId: '7' } } });

    expect((await edit({ accountId: 'other' })).entry).toMatchObject({ accountId: 'other', options: {} });
    const { entry } = await edit({ accountId: 'blog', options: { categoryIds: ['3'] } });
    expect(entry).toMatchObject({ accountId: 'blog', options: { categoryIds: ['3'] } });

    expect(await outbox.submit(id, 'other')).toMatchObject({ accountId: 'other', options: {} });
  });

  test('nor to the one that takes the place of an account that was removed', async () => {
    const world = createWorld();
    const { outbox } = world.background();
    const options = { categoryIds: ['3'] };
    const { id } = await outbox.open(draftNamed('a'), { accountId: 'blog', options, incognito: false });
    await outbox.submit(id, 'blog');
    await outbox.disconnect('blog');
    expect(await outbox.connectWaiting('other')).toMatchObject([{ id, accountId: 'other', options: {} }]);
  });

  test('what is over goes after 30 days, or beyond 200; what is open stays', async () => {
    const world = createWorld();
    const old = await queue(world, 'old');
    await world.settle();
    world.clock.advance(31 * 24 * 60 * 60 * 1000);
    const open = await world
      .background()
      .outbox.open(draftNamed('open'), { accountId: null, options: {}, incognito: true });
    for (let index = 0; index < 201; index += 1) await queue(world, `n${index}`);
    const one = await world.settle(world.background(), 600);
    await one.outbox.prune();
    const left = (await one.store.list()).map((entry) => entry.id);
    expect(left).toHaveLength(201);
    expect(left).toContain(open.id);
    expect(left).not.toContain(old.id);
    expect([...world.disk.keys()].filter((key) => key.startsWith('outbox-draft:'))).toHaveLength(201);
  });
});

describe('damage', () => {
  test('an entry whose draft can’t be read is shown, and the rest goes out', async () => {
    const world = createWorld();
    const { id } = await queue(world, 'a');
    await queue(world, 'b');
    world.disk.set('outbox-draft:draft-a', '{"v":1,"id":7}');
    const one = await world.settle();
    expect(await read(world, id)).toMatchObject({ state: 'needs_attention', error: { reason: 'draft_damaged' } });
    expect(titles(world)).toEqual(['b']);
    expect(await one.store.listDamaged()).toEqual([{ kind: 'draft', id: 'draft-a', value: { v: 1, id: 7 } }]);
  });
});
