/** Copies of a clip's images: taken beside the draft, never in its way. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FaultServer, startFaults } from '../../test/servers/faults.ts';
import { ACCOUNT, CLICK, createHouse, TAB } from '../../test/support/background-house.ts';
import { PNG, PNG_DATA_URL } from '../../test/support/draft-with-images.ts';
import type { DraftImage } from '../draft/draft.ts';
import type { Account } from '../messages/contract.ts';
import { createImages } from './images.ts';

const BLOG: Account = { ...ACCOUNT, destination: 'wordpress', settings: { images: 'copy' } };
const SRC = ['https://paper.example/1.png', 'https://cdn.example/2.png'];
const SEND = { ...CLICK, id: 'selection|send|account-1' };

let house: ReturnType<typeof createHouse>;
beforeEach(() => {
  house = createHouse();
  house.accounts.push(BLOG);
});

const entry = async () => {
  const [first] = await house.store.list();
  if (first === undefined) throw new Error('nothing was kept');
  return first;
};
const images = async (): Promise<DraftImage[]> =>
  (await house.store.getWithDraft((await entry()).id))?.draft.images ?? [];
const states = async () => (await images()).map(({ state, reason }) => reason ?? state);
const idle = async () => house.images.pending((await entry()).id);

/** A page that answers when it is told to. */
function slowPage() {
  const answers = new Map<string, (answer: unknown) => void>();
  const asked: string[] = [];
  const read = (url: string) => {
    asked.push(url);
    return new Promise<unknown>((resolve) => void answers.set(url, resolve));
  };
  return { read, asked, answer: (url: string, answer: unknown) => answers.get(url)?.(answer) };
}

/** Lets what is ready happen. */
const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('sent at once', () => {
  test('a draft waits a little for its images, and goes with them as soon as they are in', async () => {
    const page = slowPage();
    house.selectsImages(SRC, page.read);
    await house.publisher.onMenuClick(SEND, TAB);
    const { clock } = house.world;
    expect(await entry()).toMatchObject({ state: 'queued', waitUntil: clock.now() + 15_000 });
    await house.world.background().runner.run();
    expect(house.world.server.log).toEqual([]);

    for (const src of SRC) page.answer(src, PNG_DATA_URL);
    await idle();
    await turn();
    expect(await entry()).toMatchObject({ state: 'queued', waitUntil: null });
    expect(house.said).toEqual(['run', 'run']);
    expect(await images()).toMatchObject([
      { state: 'stored', blobId: `${(await entry()).draftId}/image-1` },
      { state: 'stored', blobId: `${(await entry()).draftId}/image-2` },
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
    expect(await entry()).toMatchObject({ state: 'delivered' });
    expect(house.world.clock.now()).toBe(sentAt + 15_000);
    expect(Object.keys(house.world.server.posts[0]?.images ?? {})).toEqual([SRC[0]]);

    page.answer(SRC[1] ?? '', PNG_DATA_URL);
    await idle();
    expect(await states()).toEqual(['stored', 'linked']);
    expect([...house.world.blobs.keys()].filter((key) => key.endsWith('image-2'))).toEqual([]);
  });

  test('a background that dies meanwhile loses the copies, not the draft', async () => {
    const page = slowPage();
    house.selectsImages(SRC, page.read);
    await house.publisher.onMenuClick(SEND, TAB);
    await house.world.settle(house.world.background());
    expect(await entry()).toMatchObject({ state: 'delivered' });
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
    expect(await entry()).toMatchObject({ state: 'queued', waitUntil: null });
    expect(page.asked).toEqual([]);
    expect(await states()).toEqual(['linked', 'linked']);
  });

  test('a clip without images is not held', async () => {
    await house.publisher.onMenuClick(SEND, TAB);
    expect(await entry()).toMatchObject({ state: 'queued', waitUntil: null });
  });
});

describe('the page', () => {
  const statesAfter = async (srcs: readonly string[], read: (url: string) => Promise<unknown>): Promise<string[]> => {
    house.selectsImages(srcs, read);
    await house.publisher.onMenuClick(SEND, TAB);
    await idle();
    return states();
  };

  test.each<[string, unknown, string]>([
    ['gives the bytes', PNG_DATA_URL, 'stored'],
    ['may not read it', 'unreadable', 'unreadable'],
    ['found it too large', 'too_large', 'too_large'],
    ['gives html under the name of an image', `data:image/png;base64,${btoa('<html>')}`, 'not_an_image'],
    ['gives svg', `data:image/svg+xml;base64,${btoa('<svg xmlns="http://www.w3.org/2000/svg"/>')}`, 'not_an_image'],
    ['is another page by now', undefined, 'unreadable'],
    ['answers nonsense', { toString: 'no' }, 'unreadable'],
  ])('%s', async (_, answer, state) => {
    expect(await statesAfter(SRC.slice(0, 1), async () => answer)).toEqual([state]);
  });

  test('that is gone leaves links', async () => {
    const gone = () => Promise.reject(new Error('no tab'));
    expect(await statesAfter(SRC, gone)).toEqual(['unreadable', 'unreadable']);
  });

  test('is asked for a few images at a time, for forty at most, each once', async () => {
    const srcs = Array.from({ length: 45 }, (_, index) => `https://paper.example/${index}.png`);
    let underWay = 0;
    let most = 0;
    const asked: string[] = [];
    const found = await statesAfter(srcs, async (url) => {
      asked.push(url);
      underWay += 1;
      most = Math.max(most, underWay);
      await Promise.resolve();
      underWay -= 1;
      return PNG_DATA_URL;
    });
    expect(most).toBe(3);
    expect(asked).toEqual(srcs.slice(0, 40));
    expect(found).toEqual([...Array(40).fill('stored'), ...Array(5).fill('too_large')]);
  });

  test('gives no more than ten megabytes an image, thirty in all', async () => {
    const megabytes = (n: number) => `data:image/png;base64,${btoa(`\x89PNG\r\n\x1a\n${'x'.repeat(n * 1024 * 1024)}`)}`;
    const srcs = Array.from({ length: 5 }, (_, index) => `https://paper.example/${index}.png`);
    const nine = megabytes(9);
    expect(await statesAfter(srcs.slice(0, 1), async () => megabytes(10))).toEqual(['too_large']);
    house = createHouse();
    house.accounts.push(BLOG);
    const found = await statesAfter(srcs, async () => nine);
    expect(found.filter((state) => state === 'stored')).toHaveLength(3);
    expect(found.filter((state) => state === 'too_large')).toHaveLength(2);
  });

  test('a full disk costs the copy, not the draft', async () => {
    house.world.fillDisk();
    expect(await statesAfter(SRC.slice(0, 1), async () => PNG_DATA_URL)).toEqual(['too_large']);
    await house.world.settle();
    expect(await entry()).toMatchObject({ state: 'delivered' });
  });
});

test('a private window’s images are neither read nor kept', async () => {
  const page = slowPage();
  house.selectsImages(SRC, page.read);
  await house.publisher.onMenuClick(SEND, { ...TAB, incognito: true });
  await idle();
  await turn();
  expect(page.asked).toEqual([]);
  expect(await states()).toEqual(['private_window', 'private_window']);
  expect(await entry()).toMatchObject({ waitUntil: null });
  await house.editor.copyImages({ entryId: (await entry()).id });
  expect(await states()).toEqual(['private_window', 'private_window']);
  expect(house.world.blobs.size).toBe(0);
});

describe('the popup', () => {
  test('has the images collected while it is open, whichever account is preselected, and does not count as an edit', async () => {
    house.accounts.splice(0, 1, ACCOUNT, { ...BLOG, id: 'account-2' });
    house.selectsImages(SRC, async () => PNG_DATA_URL);
    const { open } = await house.editor.open({ tabId: TAB.id });
    await idle();
    expect(await states()).toEqual(['stored', 'stored']);
    const { createdAt, updatedAt } = await entry();
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
    await idle();
    expect(await states()).toEqual(['stored', 'stored']);
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
    await idle();
    await turn();
    expect(await entry()).toMatchObject({ state: 'queued', waitUntil: null });
  });

  test('opened again over the same passage reads no image twice', async () => {
    const page = slowPage();
    house.selectsImages(SRC, page.read);
    await house.editor.open({ tabId: TAB.id });
    await house.editor.open({ tabId: TAB.id });
    await turn();
    for (const src of SRC) page.answer(src, PNG_DATA_URL);
    await idle();
    await house.editor.open({ tabId: TAB.id });
    await turn();
    expect(page.asked).toEqual(SRC);
  });

  test('sees how the images fare', async () => {
    house.selectsImages([...SRC, PNG_DATA_URL], async (url) => (url === SRC[0] ? PNG_DATA_URL : 'unreadable'));
    await house.editor.open({ tabId: TAB.id });
    await idle();
    const { open } = await house.editor.open({ tabId: TAB.id });
    expect(open?.entry.images).toEqual({
      ...{ total: 3, kept: 2, copied: 0, copying: false, failed: [], left: [] },
      unread: { count: 1, origins: ['https://cdn.example/*'] },
    });
    house.world.server.uploads = ['ok', 'too_large'];
    await house.publisher.send(open?.entry.id ?? '', 'account-1');
    await house.world.settle();
    expect((await house.editor.view(await entry())).images).toMatchObject({
      ...{ total: 3, copied: 1, unread: { count: 1 } },
      failed: [{ src: '', error: { code: 'too_large' } }],
    });
  });
});

describe('"Copy the images"', () => {
  let cdn: FaultServer;
  beforeEach(async () => {
    cdn = await startFaults();
    cdn.set((request) =>
      request.path === '/moved.png'
        ? { kind: 'redirect', status: 302, to: `${cdn.url}/1.png` }
        : {
            kind: 'answer',
            status: request.path === '/gone.png' ? 404 : 200,
            headers: { 'content-type': 'image/png' },
            // Signature enough for an image, and nothing beyond ASCII but its first byte would survive as text.
            body: request.path === '/fake.png' ? '<html>' : 'GIF89a and pixels',
          },
    );
  });
  afterEach(() => cdn.stop());

  const opened = async (...paths: string[]): Promise<string> => {
    house.selectsImages(
      paths.map((path) => `${cdn.url}${path}`),
      async () => 'unreadable',
    );
    const { open } = await house.editor.open({ tabId: TAB.id });
    await idle();
    return open?.entry.id ?? '';
  };

  test('notes what is wanted at once, fetches it when the browser says that the host is allowed, and gives the access back', async () => {
    const entryId = await opened('/1.png');
    const { draft, entry: view } = await house.editor.copyImages({ entryId });
    expect(draft.images).toMatchObject([{ state: 'wanted' }]);
    expect(view.images?.unread).toEqual({ count: 1, origins: ['http://127.0.0.1/*'] });
    await turn();
    expect(cdn.requests).toHaveLength(0);

    house.allowed.add('http://127.0.0.1/*');
    await house.images.onGranted();
    expect(await images()).toMatchObject([{ state: 'stored' }]);
    expect(cdn.requests).toHaveLength(1);
    expect(cdn.requests[0]?.headers).not.toHaveProperty('cookie');
    expect([...house.allowed]).toEqual([]);
    const [bytes] = house.world.blobs.values();
    expect(bytes?.type).toBe('image/gif');
  });

  test('where the host gives none, that is its last word', async () => {
    const entryId = await opened('/gone.png', '/moved.png', '/fake.png');
    house.allowed.add('http://127.0.0.1/*');
    await house.editor.copyImages({ entryId });
    await house.images.onGranted();
    expect(await states()).toEqual(['unreachable', 'unreachable', 'not_an_image']);
    expect(cdn.requests.map(({ path }) => path)).toEqual(['/gone.png', '/moved.png', '/fake.png']);
    const again = await house.editor.copyImages({ entryId });
    expect(again.entry.images?.unread).toEqual({ count: 0, origins: [] });
  });

  test('goes on where a background died between the click and the prompt’s answer', async () => {
    const entryId = await opened('/1.png');
    await house.editor.copyImages({ entryId });
    house.allowed.add('http://127.0.0.1/*');
    await house.images.resume();
    expect(await states()).toEqual(['stored']);
  });

  test('a refusal leaves links, and the draft goes as it is', async () => {
    const entryId = await opened('/1.png');
    await house.editor.copyImages({ entryId });
    await house.publisher.send(entryId, 'account-1');
    await house.world.settle();
    expect(await entry()).toMatchObject({ state: 'delivered' });
    expect(cdn.requests).toHaveLength(0);
  });

  describe('of a draft that is delivered', () => {
    const delivered = async (...paths: string[]): Promise<string> => {
      const entryId = await opened(...paths);
      await house.publisher.send(entryId, 'account-1');
      await house.world.settle();
      await turn();
      house.world.server.log = [];
      house.said.length = 0;
      return entryId;
    };
    /** The click, the prompt's answer, and all that follows. */
    const copied = async (entryId: string): Promise<void> => {
      await house.editor.copyImages({ entryId });
      house.allowed.add('http://127.0.0.1/*');
      await house.images.onGranted();
      await house.world.settle();
      await turn();
    };
    const view = async () => (await house.editor.view(await entry())).images;

    test('they are fetched, then put into the draft; the access goes back, and so do the bytes', async () => {
      const entryId = await delivered('/1.png', '/2.png', '/gone.png');
      expect(await view()).toMatchObject({ unread: { count: 3, origins: ['http://127.0.0.1/*'] }, copying: false });
      await house.editor.copyImages({ entryId });
      expect(house.world.blobs.size).toBe(0);

      house.allowed.add('http://127.0.0.1/*');
      await house.images.onGranted();
      expect(await states()).toEqual(['stored', 'stored', 'unreachable']);
      expect(house.said.at(-1)).toBe('update');
      expect([...house.allowed]).toEqual([]);
      expect(await view()).toMatchObject({ copied: 0, copying: true, unread: { count: 0 } });
      await house.images.resume();
      expect(house.world.blobs.size).toBe(2);

      await house.world.settle();
      await turn();
      expect(await entry()).toMatchObject({ state: 'delivered', error: null });
      expect(Object.keys(house.world.server.posts[0]?.images ?? {})).toEqual([`${cdn.url}/1.png`, `${cdn.url}/2.png`]);
      expect(await view()).toMatchObject({ copied: 2, copying: false, left: ['unreachable'], unread: { count: 0 } });
      expect(house.world.blobs.size).toBe(0);
    });

    test('wanted before it was sent, and allowed only afterwards: they follow', async () => {
      const entryId = await opened('/1.png');
      await house.editor.copyImages({ entryId });
      await house.publisher.send(entryId, 'account-1');
      await house.world.settle();
      expect(house.world.server.log).not.toContain('update account-1');
      house.allowed.add('http://127.0.0.1/*');
      await house.images.onGranted();
      await house.world.settle();
      expect(Object.keys(house.world.server.posts[0]?.images ?? {})).toEqual([`${cdn.url}/1.png`]);
    });

    test('at an account that links them, none is fetched', async () => {
      house.accounts.push({ ...BLOG, id: 'account-2' });
      const entryId = await delivered('/1.png');
      house.accounts.splice(0, 1, { ...BLOG, settings: { images: 'link' } });
      expect(await view()).toBeNull();
      await copied(entryId);
      expect(cdn.requests).toHaveLength(0);
      expect(house.world.server.log).toEqual([]);
    });

    test('what was given up is offered again, and then put there', async () => {
      const entryId = await delivered('/1.png');
      house.world.server.updates = ['insufficient_scope'];
      await copied(entryId);
      expect(await view()).toMatchObject({ copied: 0, copying: false, unread: { count: 1 } });
      expect(await entry()).toMatchObject({ error: { code: 'insufficient_scope' } });
      await copied(entryId);
      expect(await view()).toMatchObject({ copied: 1, copying: false, unread: { count: 0 } });
      expect(await entry()).toMatchObject({ error: null });
      expect(house.world.server.media).toHaveLength(1);
    });

    test('that wait for a sign-in are kept, offered again, and not said to be under way', async () => {
      const entryId = await delivered('/1.png');
      await house.editor.copyImages({ entryId });
      house.allowed.add('http://127.0.0.1/*');
      await house.images.onGranted();
      house.world.server.opens = ['reauthorization_required'];
      await house.world.background().runner.run();
      await turn();
      expect(await entry()).toMatchObject({ error: { code: 'reauthorization_required' } });
      expect(await view()).toMatchObject({ copied: 0, copying: false, unread: { count: 1 } });
      await house.images.resume();
      expect(house.world.blobs.size).toBe(1);

      await house.world.background().outbox.connectWaiting('account-1');
      expect(await view()).toMatchObject({ copying: true, unread: { count: 0 } });
      await house.world.settle();
      await turn();
      expect(await view()).toMatchObject({ copied: 1, copying: false });
      expect(house.world.blobs.size).toBe(0);
    });

    test('a draft that somebody has changed is not offered any again', async () => {
      const entryId = await delivered('/1.png');
      for (const post of house.world.server.posts) post.edited = true;
      await copied(entryId);
      expect(await entry()).toMatchObject({ error: { code: 'conflict' } });
      expect(await view()).toMatchObject({ copied: 0, copying: false, unread: { count: 0 } });
      expect([house.world.server.media, house.world.blobs.size]).toEqual([[], 0]);
    });

    test('undone while they are being fetched, nothing of them is kept', async () => {
      const entryId = await delivered('/1.png');
      await house.editor.copyImages({ entryId });
      house.allowed.add('http://127.0.0.1/*');
      const fetching = house.images.onGranted();
      await house.world.background().undo(entryId);
      await fetching;
      await house.world.settle();
      await turn();
      expect(await entry()).toMatchObject({ state: 'dropped' });
      expect([house.world.server.posts, house.world.server.media, house.world.blobs.size]).toEqual([[], [], 0]);
    });
  });

  test('of a clip that is gone is refused in words', async () => {
    await expect(house.editor.copyImages({ entryId: 'nobody' })).rejects.toMatchObject({ reason: 'entry_missing' });
  });
});

describe('bytes', () => {
  test.each(['delivered', 'dropped'])('go when their draft is %s', async (end) => {
    house.selectsImages(SRC, async () => PNG_DATA_URL);
    const { open } = await house.editor.open({ tabId: TAB.id });
    await idle();
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
    await idle();
    house.world.blobs.set('draft-of-nobody/image-1', PNG);
    await house.images.resume();
    const { draftId } = await entry();
    expect([...house.world.blobs.keys()]).toEqual([`${draftId}/image-1`, `${draftId}/image-2`]);
  });
});

test('once all are in, whoever is told of it finds nothing under way: no page says “being copied” for ever', async () => {
  const underWay: boolean[] = [];
  house.world.listeners.push(({ id }) => void underWay.push(house.images.pending(id) !== null));
  house.selectsImages(SRC, async () => PNG_DATA_URL);
  await house.editor.open({ tabId: TAB.id });
  await idle();
  await turn();
  expect(await states()).toEqual(['stored', 'stored']);
  expect(underWay.length).toBeGreaterThan(1);
  expect(underWay.at(-1)).toBe(false);
});

test('what an image’s host is sent says nothing of the person', async () => {
  const requests: RequestInit[] = [];
  const { store, accounts } = house;
  house.selectsImages(['http://pictures.example/1.png'], async () => 'unreadable');
  await house.editor.open({ tabId: TAB.id });
  await idle();
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
  await one.copyUnread((await entry()).id);
  await one.onGranted();
  expect(requests).toMatchObject([{ credentials: 'omit', redirect: 'manual', referrerPolicy: 'no-referrer' }]);
  expect(await states()).toEqual(['stored']);
});
