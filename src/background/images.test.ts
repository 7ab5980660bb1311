/** Copies of a clip's images: taken beside the draft, never in its way. */
import { beforeEach, describe, expect, test } from 'vitest';
import { ACCOUNT, TAB } from '../../test/support/background-house.ts';
import { PNG, PNG_DATA_URL } from '../../test/support/draft-with-images.ts';
import {
  BLOG,
  createImagesHouse,
  type ImagesHouse,
  SEND,
  SRC,
  slowPage,
  turn,
} from '../../test/support/images-house.ts';
import type { Account } from '../messages/contract.ts';
import { createImages } from './images.ts';

let house: ImagesHouse;
beforeEach(() => {
  house = createImagesHouse();
});

describe('sent at once', () => {
  test('a draft waits a little for its images, and goes with them as soon as they are in', async () => {
    const page = slowPage();
    house.selectsImages(SRC, page.read);
    await house.publisher.onMenuClick(SEND, TAB);
    const { clock } = house.world;
    expect(await house.entry()).toMatchObject({ state: 'queued', waitUntil: clock.now() + 15_000 });
    await house.world.background().runner.run();
    expect(house.world.server.log).toEqual([]);

    for (const src of SRC) page.answer(src, PNG_DATA_URL);
    await house.idle();
    await turn();
    expect(await house.entry()).toMatchObject({ state: 'queued', waitUntil: null });
    expect(house.said).toEqual(['run', 'run']);
    expect(await house.draftImages()).toMatchObject([
      { state: 'stored', blobId: `${(await house.entry()).draftId}/image-1` },
      { state: 'stored', blobId: `${(await house.entry()).draftId}/image-2` },
    ]);

    const before = clock.now();
    await house.world.settle();
    expect(clock.now()).toBe(before);
    expect(Object.keys(house.world.server.posts[0]?.images ?? {})).toEqual(SRC);
  });

  test('a page that never answers costs 15 seconds and its images; what comes later changes nothing', async () => {
    const page = slowPage();
    house.selectsImages(SRC, page.read);
    await house.publisher.onMenuClick(SEND, TAB);
    const sentAt = house.world.clock.now();
    await turn();
    page.answer(SRC[0] ?? '', PNG_DATA_URL);
    await turn();
    await house.world.settle();
    expect(await house.entry()).toMatchObject({ state: 'delivered' });
    expect(house.world.clock.now()).toBe(sentAt + 15_000);
    expect(Object.keys(house.world.server.posts[0]?.images ?? {})).toEqual([SRC[0]]);

    page.answer(SRC[1] ?? '', PNG_DATA_URL);
    await house.idle();
    expect(await house.states()).toEqual(['stored', 'linked']);
    expect([...house.world.blobs.keys()].filter((key) => key.endsWith('image-2'))).toEqual([]);
  });

  test('a background that dies meanwhile loses the copies, not the draft', async () => {
    const page = slowPage();
    house.selectsImages(SRC, page.read);
    await house.publisher.onMenuClick(SEND, TAB);
    await house.world.settle(house.world.background());
    expect(await house.entry()).toMatchObject({ state: 'delivered' });
    expect(house.world.server.posts).toHaveLength(1);
  });

  test.each<[string, Account]>([
    ['of another kind, that takes none', ACCOUNT],
    ['whose owner wants links', { ...BLOG, settings: { images: 'link' } }],
  ])('to an account %s nothing is held and no image is read', async (_, account) => {
    house.accounts.splice(0, 1, account, { ...BLOG, id: 'account-2' });
    const page = slowPage();
    house.selectsImages(SRC, page.read);
    await house.publisher.onMenuClick(SEND, TAB);
    await turn();
    expect(await house.entry()).toMatchObject({ state: 'queued', waitUntil: null });
    expect(page.asked).toEqual([]);
    expect(await house.states()).toEqual(['linked', 'linked']);
  });

  test('a clip without images is not held', async () => {
    await house.publisher.onMenuClick(SEND, TAB);
    expect(await house.entry()).toMatchObject({ state: 'queued', waitUntil: null });
  });
});

describe('the popup', () => {
  test('has the images collected while it is open, whichever account is preselected, and does not count as an edit', async () => {
    house.accounts.splice(0, 1, ACCOUNT, { ...BLOG, id: 'account-2' });
    house.selectsImages(SRC, async () => PNG_DATA_URL);
    const { open } = await house.editor.open({ tabId: TAB.id });
    await house.idle();
    expect(await house.states()).toEqual(['stored', 'stored']);
    const { createdAt, updatedAt } = await house.entry();
    expect([open?.entry.accountId, updatedAt]).toEqual(['account-1', createdAt]);
  });

  test('an edit and a copied image do not undo each other', async () => {
    const page = slowPage();
    house.selectsImages(SRC, page.read);
    const { open } = await house.editor.open({ tabId: TAB.id });
    await turn();
    page.answer(SRC[0] ?? '', PNG_DATA_URL);
    await house.editor.update({ entryId: open?.entry.id ?? '', patch: { note: 'Mine' } });
    page.answer(SRC[1] ?? '', PNG_DATA_URL);
    await house.idle();
    expect(await house.states()).toEqual(['stored', 'stored']);
    expect((await house.store.getWithDraft(open?.entry.id ?? ''))?.draft.note).toBe('Mine');
  });

  test('Send while images are still being read waits for them likewise', async () => {
    const page = slowPage();
    house.selectsImages(SRC, page.read);
    const { open } = await house.editor.open({ tabId: TAB.id });
    const sent = await house.publisher.send(open?.entry.id ?? '', 'account-1');
    expect(sent).toMatchObject({ state: 'queued', waitUntil: house.world.clock.now() + 15_000 });
    await turn();
    for (const src of SRC) page.answer(src, 'unreadable');
    await house.idle();
    await turn();
    expect(await house.entry()).toMatchObject({ state: 'queued', waitUntil: null });
  });

  test('opened again over the same passage reads no image twice', async () => {
    const page = slowPage();
    house.selectsImages(SRC, page.read);
    await house.editor.open({ tabId: TAB.id });
    await house.editor.open({ tabId: TAB.id });
    await turn();
    for (const src of SRC) page.answer(src, PNG_DATA_URL);
    await house.idle();
    await house.editor.open({ tabId: TAB.id });
    await turn();
    expect(page.asked).toEqual(SRC);
  });

  test('sees how the images fare', async () => {
    house.selectsImages([...SRC, PNG_DATA_URL], async (url) => (url === SRC[0] ? PNG_DATA_URL : 'unreadable'));
    await house.editor.open({ tabId: TAB.id });
    await house.idle();
    const { open } = await house.editor.open({ tabId: TAB.id });
    expect(open?.entry.images).toEqual({
      ...{ total: 3, kept: 2, copied: 0, copying: false, failed: [], left: [] },
      unread: { count: 1, origins: ['https://cdn.example/*'] },
    });
    house.world.server.uploads = ['ok', 'too_large'];
    await house.publisher.send(open?.entry.id ?? '', 'account-1');
    await house.world.settle();
    expect((await house.editor.view(await house.entry())).images).toMatchObject({
      ...{ total: 3, copied: 1, unread: { count: 1 } },
      failed: [{ src: '', error: { code: 'too_large' } }],
    });
  });
});

describe('bytes', () => {
  test.each(['delivered', 'dropped'])('go when their draft is %s', async (end) => {
    house.selectsImages(SRC, async () => PNG_DATA_URL);
    const { open } = await house.editor.open({ tabId: TAB.id });
    await house.idle();
    expect(house.world.blobs.size).toBe(2);
    const id = open?.entry.id ?? '';
    if (end === 'dropped') await house.editor.discard({ entryId: id });
    else await house.publisher.send(id, 'account-1');
    await house.world.settle();
    await turn();
    expect(house.world.blobs.size).toBe(0);
  });

  test('that no draft needs are swept up at the start, the others stay', async () => {
    house.selectsImages(SRC, async () => PNG_DATA_URL);
    await house.editor.open({ tabId: TAB.id });
    await house.idle();
    house.world.blobs.set('draft-of-nobody/image-1', PNG);
    await house.images.resume();
    const { draftId } = await house.entry();
    expect([...house.world.blobs.keys()]).toEqual([`${draftId}/image-1`, `${draftId}/image-2`]);
  });
});

test('once all are in, whoever is told of it finds nothing under way: no page says “being copied” for ever', async () => {
  const underWay: boolean[] = [];
  house.world.listeners.push(({ id }) => void underWay.push(house.images.pending(id) !== null));
  house.selectsImages(SRC, async () => PNG_DATA_URL);
  await house.editor.open({ tabId: TAB.id });
  await house.idle();
  await turn();
  expect(await house.states()).toEqual(['stored', 'stored']);
  expect(underWay.length).toBeGreaterThan(1);
  expect(underWay.at(-1)).toBe(false);
});

test('what an image’s host is sent says nothing of the person', async () => {
  const requests: RequestInit[] = [];
  const { store, accounts } = house;
  house.selectsImages(['http://pictures.example/1.png'], async () => 'unreadable');
  await house.editor.open({ tabId: TAB.id });
  await house.idle();
  const box = house.world.background();
  const one = createImages({
    ...{ store, imageStore: box.images, vault: { listAccounts: async () => accounts }, clock: house.world.clock },
    ...{ onChange: box.onChange, keepAlive: box.keepAlive, giveUpUnused: async () => {} },
    run: () => undefined,
    readInPage: async () => undefined,
    mayReach: async () => true,
    fetch: async (_url, init) => {
      requests.push(init);
      return new Response(PNG);
    },
  });
  await one.copyUnread((await house.entry()).id);
  await one.onGranted();
  expect(requests).toMatchObject([{ credentials: 'omit', redirect: 'manual', referrerPolicy: 'no-referrer' }]);
  expect(await house.states()).toEqual(['stored']);
});
