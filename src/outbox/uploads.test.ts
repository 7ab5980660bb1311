/** Images on their way ahead of a draft. That a kill at any moment doubles none stands in crash.test.ts. */
import { describe, expect, test } from 'vitest';
import { draftWithImages, PNG, PNG_DATA_URL } from '../../test/support/draft-with-images.ts';
import { createWorld, queue, read, titles, type World } from '../../test/support/outbox-world.ts';

const media = (world: World): string[] => world.server.media.map(({ name }) => name);

/** A draft of three images: bytes in a Blob, bytes in the address, a mere link. */
async function queued(world: World) {
  world.blobs.set('draft-a/image-1', PNG);
  return queue(world, draftWithImages('a'));
}

describe('images', () => {
  test('go ahead of the draft, each under a name fixed beforehand, and the draft gets their new addresses', async () => {
    const world = createWorld();
    const { id, nonce } = await queued(world);
    await world.settle();
    const key = `a-${nonce}`;
    expect(world.server.log).toEqual([`upload ${key}-1`, `upload ${key}-2`, 'create blog', 'tidy blog']);
    expect(world.server.media).toEqual([
      { name: `${key}-1`, bytes: PNG.size, type: 'image/png', caption: 'A caption', accountId: 'blog' },
      { name: `${key}-2`, bytes: PNG.size, type: 'image/png', caption: '', accountId: 'blog' },
    ]);
    expect(world.server.posts[0]?.images).toEqual({
      'https://paper.example/1.png': `https://blog.example/media/${key}-1`,
      [PNG_DATA_URL]: `https://blog.example/media/${key}-2`,
    });
    expect((await read(world, id)).uploads).toMatchObject([
      { imageId: 'image-1', state: 'done', tries: 1 },
      { imageId: 'image-2', state: 'done', tries: 1 },
    ]);
  });

  test('have their key, name and `sent` on disk before the request leaves', async () => {
    const world = createWorld();
    const { id, nonce } = await queued(world);
    const one = world.background();
    const { open } = one.deliver;
    const seen: unknown[] = [];
    one.deliver.open = async (entry) => {
      const { destination, session } = await open(entry);
      const uploadImage: typeof destination.uploadImage = async (image) => {
        const { key, uploads } = await read(world, id);
        seen.push([key, uploads?.at(-1)]);
        return destination.uploadImage?.(image, session) ?? Promise.reject(new Error('it takes images'));
      };
      return { session, destination: { ...destination, uploadImage } };
    };
    await one.runner.run();
    const sent = { state: 'sent', tries: 1 };
    expect(seen).toEqual([
      [`a-${nonce}`, { imageId: 'image-1', name: `a-${nonce}-1`, ...sent }],
      [`a-${nonce}`, { imageId: 'image-2', name: `a-${nonce}-2`, ...sent }],
    ]);
  });

  test('stay links where the account says so', async () => {
    const world = createWorld();
    world.server.images = 'link';
    const { id } = await queued(world);
    await world.settle();
    expect(world.server.log).toEqual(['create blog', 'tidy blog']);
    expect((await read(world, id)).uploads).toBeUndefined();
  });

  test.each(['draft_rejected', 'too_large', 'insufficient_scope', 'unexpected_response', 'not_found'] as const)(
    'one that is refused for good (%s) stays a link and is listed; the others and the text go out at once',
    async (code) => {
      const world = createWorld();
      world.server.uploads = [code];
      const { id, nonce } = await queued(world);
      await world.background().runner.run();
      const entry = await read(world, id);
      expect(entry.state).toBe('delivered');
      expect(entry.uploads).toMatchObject([
        { imageId: 'image-1', state: 'failed', error: { code } },
        { imageId: 'image-2', state: 'done' },
      ]);
      expect(media(world)).toEqual([`a-${nonce}-2`]);
      expect(Object.keys(world.server.posts[0]?.images ?? {})).toEqual([PNG_DATA_URL]);
    },
  );

  test.each(['offline', 'timeout', 'server_error', 'rate_limited'] as const)(
    '%s lets the entry wait, and it goes on where it stopped',
    async (code) => {
      const world = createWorld();
      world.server.uploads = ['ok', code];
      const { id, nonce } = await queued(world);
      await world.background().runner.run();
      expect(await read(world, id)).toMatchObject({ state: 'waiting', error: { code } });
      await world.settle();
      expect(await read(world, id)).toMatchObject({ state: 'delivered', error: null });
      const uploads = world.server.log.filter((line) => line.startsWith('upload'));
      expect(uploads).toEqual([`upload a-${nonce}-1`, `upload a-${nonce}-2`, `upload a-${nonce}-2`]);
      expect(media(world)).toEqual([`a-${nonce}-1`, `a-${nonce}-2`]);
    },
  );

  test('one that fails three times is given up: the text goes out', async () => {
    const world = createWorld();
    world.server.uploads = ['timeout', 'server_error', 'timeout'];
    const { id } = await queued(world);
    await world.settle();
    const entry = await read(world, id);
    expect(entry).toMatchObject({ state: 'delivered', error: null });
    expect(entry.uploads).toMatchObject([
      { imageId: 'image-1', state: 'failed', tries: 3, error: { code: 'timeout' } },
      { imageId: 'image-2', state: 'done', tries: 1 },
    ]);
    expect(titles(world)).toEqual(['a']);
  });

  test('a site that can’t be reached for an hour costs no image its copy', async () => {
    const world = createWorld();
    world.server.uploads = ['offline'];
    world.server.finds = Array.from({ length: 8 }, () => 'offline');
    const { id } = await queued(world);
    await world.settle();
    expect((await read(world, id)).uploads).toMatchObject([{ state: 'done' }, { state: 'done' }]);
  });

  test('an answer that was lost is looked up by the image’s name', async () => {
    const world = createWorld();
    world.server.uploads = ['lost'];
    const { id, nonce } = await queued(world);
    await world.settle();
    expect((await read(world, id)).uploads).toMatchObject([{ state: 'done', tries: 2 }, { state: 'done' }]);
    expect(media(world)).toEqual([`a-${nonce}-1`, `a-${nonce}-2`]);
  });

  test('what concerns the whole account needs the person, and then goes on', async () => {
    const world = createWorld();
    world.server.uploads = ['credentials_rejected'];
    const { id } = await queued(world);
    await world.settle();
    expect(await read(world, id)).toMatchObject({ state: 'needs_attention', error: { code: 'credentials_rejected' } });
    await world.background().outbox.connectWaiting('blog');
    await world.settle();
    expect((await read(world, id)).uploads).toMatchObject([{ state: 'done' }, { state: 'done' }]);
  });

  test('one whose bytes are gone, or can’t be read, holds nothing up', async () => {
    for (const broken of [false, true]) {
      const world = createWorld();
      const { id } = await queue(world, draftWithImages('a'));
      const one = world.background();
      if (broken) one.images.get = () => Promise.reject(new DOMException('lost on disk', 'NotReadableError'));
      await one.runner.run();
      const entry = await read(world, id);
      expect(entry.state).toBe('delivered');
      expect(entry.uploads).toMatchObject([
        { imageId: 'image-1', state: 'failed', error: { reason: 'image_missing' } },
        { imageId: 'image-2', state: 'done' },
      ]);
    }
  });

  test.each(['retry', 'connectWaiting'] as const)(
    'a site that refused them and then the draft itself gets them all once it lets us in (%s)',
    async (cure) => {
      const world = createWorld();
      world.server.uploads = ['insufficient_scope', 'insufficient_scope'];
      world.server.creates = ['insufficient_scope'];
      const { id, nonce } = await queued(world);
      const one = world.background();
      await one.runner.run();
      expect(await read(world, id)).toMatchObject({
        state: 'needs_attention',
        uploads: [{ state: 'failed' }, { state: 'failed' }],
      });
      await one.outbox[cure](cure === 'retry' ? id : 'blog');
      await world.settle();
      expect((await read(world, id)).uploads).toMatchObject([{ state: 'done' }, { state: 'done' }]);
      expect(media(world)).toEqual([`a-${nonce}-1`, `a-${nonce}-2`]);
    },
  );

  test('that failed get another chance when the person edits the draft', async () => {
    const world = createWorld();
    world.server.uploads = ['too_large', 'server_error'];
    const { id } = await queued(world);
    const one = world.background();
    await one.runner.run();
    await one.outbox.reopen(id);
    await one.outbox.submit(id, 'blog');
    await world.settle();
    expect((await read(world, id)).uploads).toMatchObject([{ state: 'done' }, { state: 'done' }]);
  });
});

describe('while an image is under way', () => {
  /** Runs `meanwhile` during the first upload. */
  async function during(world: World, meanwhile: (one: ReturnType<World['background']>) => Promise<unknown>) {
    const entry = await queued(world);
    const one = world.background();
    const { open } = one.deliver;
    let first = true;
    one.deliver.open = async (opened) => {
      const { destination, session } = await open(opened);
      const uploadImage: typeof destination.uploadImage = async (image) => {
        const uploaded = await destination.uploadImage?.(image, session);
        if (uploaded === undefined) throw new Error('it takes images');
        if (first) await meanwhile(world.background());
        first = false;
        return uploaded;
      };
      return { session, destination: { ...destination, uploadImage } };
    };
    await one.runner.run();
    return entry;
  }

  test('a draft that is discarded never goes out, and its images are removed', async () => {
    const world = createWorld();
    const { id } = await during(world, async ({ outbox, store }) => {
      const [entry] = await store.list();
      await outbox.drop(entry?.id ?? '');
    });
    await world.settle();
    expect(await read(world, id)).toMatchObject({ state: 'dropped' });
    expect(media(world)).toEqual([]);
    expect(titles(world)).toEqual([]);
    expect(world.wake()).toBeNull();
  });

  test('a draft that is sent to another account arrives there whole, and leaves nothing behind', async () => {
    const world = createWorld();
    const { id } = await during(world, async ({ outbox, store }) => {
      const [entry] = await store.list();
      await outbox.submit(entry?.id ?? '', 'other');
    });
    await world.settle();
    expect(await read(world, id)).toMatchObject({ state: 'delivered', accountId: 'other' });
    expect(world.server.media.map(({ accountId }) => accountId)).toEqual(['other', 'other']);
    expect(world.server.posts.map(({ accountId }) => accountId)).toEqual(['other']);
  });
});

test('a draft that goes to another account while an image’s bytes are read leaves nothing at the first', async () => {
  const world = createWorld();
  const { id } = await queued(world);
  const one = world.background();
  const { get } = one.images;
  one.images.get = async (key) => {
    one.images.get = get;
    await world.background().outbox.submit(id, 'other');
    return get(key);
  };
  await one.runner.run();
  await world.settle();
  expect(world.server.log.filter((line) => line.startsWith('upload'))).toHaveLength(2);
  expect(world.server.media.map(({ accountId }) => accountId)).toEqual(['other', 'other']);
});

test('a draft that goes to another account just after its last image is not created at the first', async () => {
  const world = createWorld();
  const { id } = await queued(world);
  const one = world.background();
  const { getWithDraft } = one.store;
  one.store.getWithDraft = async (entryId) => {
    const { accountId, uploads } = await read(world, id);
    if (accountId === 'blog' && uploads?.length === 2) await world.background().outbox.submit(id, 'other');
    return getWithDraft(entryId);
  };
  await one.runner.run();
  await world.settle();
  expect(world.server.posts.map(({ accountId }) => accountId)).toEqual(['other']);
});

describe('undo', () => {
  test('deletes the draft, then its images', async () => {
    const world = createWorld();
    const { id, nonce } = await queued(world);
    const one = await world.settle();
    world.server.log = [];
    await one.undo(id);
    await world.settle();
    expect(world.server.log).toEqual(['delete blog', `remove a-${nonce}-1`, `remove a-${nonce}-2`]);
    expect(media(world)).toEqual([]);
    expect((await read(world, id)).uploads).toBeUndefined();
  });

  test('of images that fail to go: tried three times, then left; the draft is gone all the same', async () => {
    const world = createWorld();
    const { id } = await queued(world);
    const one = await world.settle();
    world.server.removals = ['timeout', 'rate_limited', 'server_error', 'ok'];
    await one.undo(id);
    await world.settle();
    expect(await read(world, id)).toMatchObject({ state: 'dropped', waitUntil: null });
    expect(titles(world)).toEqual([]);
    expect(world.server.log.filter((line) => line.startsWith('remove'))).toHaveLength(3);
    expect(world.wake()).toBeNull();
  });

  test('of images that may not be deleted is not tried again', async () => {
    const world = createWorld();
    const { id } = await queued(world);
    const one = await world.settle();
    world.server.removals = ['insufficient_scope'];
    await one.undo(id);
    await world.settle();
    expect(media(world)).toHaveLength(2);
    expect(world.wake()).toBeNull();
  });
});
