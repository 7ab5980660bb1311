import { describe, expect, test } from 'vitest';
import { draftWithImages, PNG } from '../../test/support/draft-with-images.ts';
import { createWorld, queue, read, titles } from '../../test/support/outbox-world.ts';
import type { OutboxEntry } from './entry.ts';

describe('a key that something else has got meanwhile', () => {
  test('is given up for another one at once: nobody waits, nothing is doubled', async () => {
    const world = createWorld();
    world.server.creates = ['key_taken'];
    const { id, nonce } = await queue(world, 'a');
    const before = world.clock.now();
    await world.settle();
    const entry = await read(world, id);
    expect([entry.state, entry.key, entry.error]).toEqual(['delivered', `a-${nonce}-2`, null]);
    expect(world.server.log).toEqual(['create blog', 'create blog', 'tidy blog']);
    expect(world.clock.now()).toBe(before);
  });

  test('at most five times, then it is the person’s turn; asked again, it goes on with a new one', async () => {
    const world = createWorld();
    world.server.creates = Array.from({ length: 6 }, () => 'key_taken' as const);
    const { id } = await queue(world, 'a');
    const one = await world.settle();
    expect(await read(world, id)).toMatchObject({
      ...{ state: 'needs_attention', key: null, error: { code: 'conflict', reason: 'key_taken' } },
    });
    expect(world.server.log).toEqual(Array.from({ length: 5 }, () => 'create blog'));
    expect(titles(world)).toEqual([]);
    await one.outbox.submit(id, 'blog');
    await world.settle();
    expect((await read(world, id)).state).toBe('delivered');
    expect(titles(world)).toEqual(['a']);
  });

  test('counts for itself: tries that reached nobody leave it all its keys', async () => {
    const world = createWorld();
    world.server.creates = ['offline', 'timeout', 'server_error', 'offline', 'offline', 'offline', 'key_taken'];
    const { id } = await queue(world, 'a');
    await world.settle();
    expect((await read(world, id)).state).toBe('delivered');
    expect(titles(world)).toEqual(['a']);
  });

  test('keeps the copies of images that were uploaded under it', async () => {
    const world = createWorld();
    world.blobs.set('draft-a/image-1', PNG);
    world.server.creates = ['key_taken'];
    const { id } = await queue(world, draftWithImages('a'));
    await world.settle();
    const entry = await read(world, id);
    expect(entry.key).toMatch(/-2$/);
    expect(world.server.media).toHaveLength(2);
    expect(Object.values(world.server.posts[0]?.images ?? {})).toHaveLength(2);
    expect(entry.uploads?.map(({ state }) => state)).toEqual(['done', 'done']);
  });
});

describe('a site that is asked for a free key', () => {
  test('and can’t be reached: the draft waits, and nothing is lost', async () => {
    const world = createWorld();
    world.server.keys = ['offline', 'server_error'];
    const { id } = await queue(world, 'a');
    const one = world.background();
    await one.runner.run();
    const waiting = await read(world, id);
    expect([waiting.state, waiting.key, waiting.error?.code]).toEqual(['waiting', null, 'offline']);
    expect(world.server.log).toEqual([]);
    await world.settle(one);
    expect((await read(world, id)).state).toBe('delivered');
    expect(world.server.log).toEqual(['create blog', 'tidy blog']);
  });

  test('and refuses: it is the person’s turn, and nothing was sent', async () => {
    const world = createWorld();
    world.server.keys = ['not_found'];
    const { id } = await queue(world, 'a');
    await world.settle();
    expect(await read(world, id)).toMatchObject({ state: 'needs_attention', key: null, error: { code: 'not_found' } });
    expect(world.server.log).toEqual([]);
  });

  test('is asked once: the key is on disk before anything leaves, an image or the draft', async () => {
    const world = createWorld();
    world.blobs.set('draft-a/image-1', PNG);
    const { id, nonce } = await queue(world, draftWithImages('a'));
    const one = world.background();
    const open = one.deliver.open;
    const seen: OutboxEntry['key'][] = [];
    let asked = 0;
    one.deliver.open = async (entry) => {
      const { destination, session } = await open(entry);
      const note = async (): Promise<void> => void seen.push((await read(world, id)).key);
      return {
        session,
        destination: {
          ...destination,
          async deliveryKey(...args) {
            asked += 1;
            return destination.deliveryKey(...args);
          },
          async uploadImage(...args) {
            await note();
            const image = await destination.uploadImage?.(...args);
            if (image === undefined) throw new Error('no image');
            return image;
          },
          async createDraft(...args) {
            await note();
            return destination.createDraft(...args);
          },
        },
      };
    };
    await one.runner.run();
    expect([seen, asked]).toEqual([Array.from({ length: 3 }, () => `a-${nonce}`), 1]);
  });
});
