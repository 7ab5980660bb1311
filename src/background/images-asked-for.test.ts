/** Copies that the person asks for, from hosts that they allow: before the draft is sent, and after. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FaultServer, startFaults } from '../../test/servers/faults.ts';
import { TAB } from '../../test/support/background-house.ts';
import { BLOG, createImagesHouse, type ImagesHouse, turn } from '../../test/support/images-house.ts';

let house: ImagesHouse;
beforeEach(() => {
  house = createImagesHouse();
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
    await house.idle();
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
    expect(await house.draftImages()).toMatchObject([{ state: 'stored' }]);
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
    expect(await house.states()).toEqual(['unreachable', 'unreachable', 'not_an_image']);
    expect(cdn.requests.map(({ path }) => path)).toEqual(['/gone.png', '/moved.png', '/fake.png']);
    const again = await house.editor.copyImages({ entryId });
    expect(again.entry.images?.unread).toEqual({ count: 0, origins: [] });
  });

  test('goes on where a background died between the click and the prompt’s answer', async () => {
    const entryId = await opened('/1.png');
    await house.editor.copyImages({ entryId });
    house.allowed.add('http://127.0.0.1/*');
    await house.images.resume();
    expect(await house.states()).toEqual(['stored']);
  });

  test('a refusal leaves links, and the draft goes as it is', async () => {
    const entryId = await opened('/1.png');
    await house.editor.copyImages({ entryId });
    await house.publisher.send(entryId, 'account-1');
    await house.world.settle();
    expect(await house.entry()).toMatchObject({ state: 'delivered' });
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
    const view = async () => (await house.editor.view(await house.entry())).images;

    test('they are fetched, then put into the draft; the access goes back, and so do the bytes', async () => {
      const entryId = await delivered('/1.png', '/2.png', '/gone.png');
      expect(await view()).toMatchObject({ unread: { count: 3, origins: ['http://127.0.0.1/*'] }, copying: false });
      await house.editor.copyImages({ entryId });
      expect(house.world.blobs.size).toBe(0);

      house.allowed.add('http://127.0.0.1/*');
      await house.images.onGranted();
      expect(await house.states()).toEqual(['stored', 'stored', 'unreachable']);
      expect(house.said.at(-1)).toBe('update');
      expect([...house.allowed]).toEqual([]);
      expect(await view()).toMatchObject({ copied: 0, copying: true, unread: { count: 0 } });
      await house.images.resume();
      expect(house.world.blobs.size).toBe(2);

      await house.world.settle();
      await turn();
      expect(await house.entry()).toMatchObject({ state: 'delivered', error: null });
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
      expect(await house.entry()).toMatchObject({ error: { code: 'insufficient_scope' } });
      await copied(entryId);
      expect(await view()).toMatchObject({ copied: 1, copying: false, unread: { count: 0 } });
      expect(await house.entry()).toMatchObject({ error: null });
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
      expect(await house.entry()).toMatchObject({ error: { code: 'reauthorization_required' } });
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
      expect(await house.entry()).toMatchObject({ error: { code: 'conflict' } });
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
      expect(await house.entry()).toMatchObject({ state: 'dropped' });
      expect([house.world.server.posts, house.world.server.media, house.world.blobs.size]).toEqual([[], [], 0]);
    });
  });

  test('of a clip that is gone is refused in words', async () => {
    await expect(house.editor.copyImages({ entryId: 'nobody' })).rejects.toMatchObject({ reason: 'entry_missing' });
  });
});
