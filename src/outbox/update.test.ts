/** Copies that come after the delivery. That a kill at any moment doubles none stands in crash.test.ts. */
import { expect, test } from 'vitest';
import { copyArrives, draftWithImages, PNG, PNG_DATA_URL } from '../../test/support/draft-with-images.ts';
import { createWorld, queue, read, type World } from '../../test/support/outbox-world.ts';
import { stepState } from './changes.ts';

const SRC = 'https://paper.example/3.png';

/** Delivered with two copies; that of the third image is here now. */
async function delivered(prepare: (world: World) => void = () => {}) {
  const world = createWorld();
  world.blobs.set('draft-a/image-1', PNG);
  const { id, nonce } = await queue(world, draftWithImages('a'));
  await world.settle();
  world.server.log = [];
  prepare(world);
  await copyArrives(world, id);
  return { world, id, name: `a-${nonce}-3` };
}

const shown = (world: World): string[] => Object.keys(world.server.posts[0]?.images ?? {});
const media = (world: World): number => world.server.media.length;

test('a late copy is uploaded under the name that was fixed for it, and the draft is written anew with all', async () => {
  const { world, id, name } = await delivered();
  const one = await world.settle();
  expect(world.server.log).toEqual([`upload ${name}`, 'update blog']);
  expect(shown(world)).toEqual(['https://paper.example/1.png', PNG_DATA_URL, SRC]);
  const entry = await read(world, id);
  expect(entry).toMatchObject({ state: 'delivered', receipt: { revision: 'updated' }, error: null });
  expect(entry.uploads?.at(-1)).toEqual({
    ...{ imageId: 'image-3', name, state: 'done', tries: 1 },
    image: { remoteId: name, url: `https://blog.example/media/${name}` },
  });
  expect(stepState(entry, 'update')).toBe('done');
  expect(one.news.map(([news]) => news)).toEqual(['uploaded', 'uploaded', 'tidied']);
  expect(world.wake()).toBeNull();
});

test('the slug is tidied first: an update would look like somebody else’s edit to it', async () => {
  const world = createWorld();
  world.blobs.set('draft-a/image-1', PNG);
  world.server.tidies = ['offline'];
  const { id } = await queue(world, draftWithImages('a'));
  await world.background().runner.run();
  await copyArrives(world, id);
  world.server.log = [];
  await world.settle();
  expect(world.server.log.filter((line) => !line.startsWith('upload'))).toEqual(['tidy blog', 'update blog']);
});

test('what may pass is tried three times, then given up: the draft stays delivered, and says why', async () => {
  const { world, id } = await delivered(({ server }) => {
    server.updates = ['rate_limited', 'server_error', 'timeout', 'ok'];
  });
  await world.settle();
  const entry = await read(world, id);
  expect(entry).toMatchObject({ state: 'delivered', error: { code: 'timeout' }, waitUntil: null });
  expect(stepState(entry, 'update')).toBe('given_up');
  expect(world.server.log.filter((line) => line === 'update blog')).toHaveLength(3);
  expect(world.wake()).toBeNull();
});

test('asked for again, what stands at the destination already is not uploaded again', async () => {
  const { world, id, name } = await delivered(({ server }) => {
    server.updates = ['insufficient_scope'];
  });
  await world.settle();
  expect(await read(world, id)).toMatchObject({ error: { code: 'insufficient_scope' } });
  await copyArrives(world, id);
  await world.settle();
  expect(world.server.log).toEqual([`upload ${name}`, 'update blog', 'update blog']);
  expect(await read(world, id)).toMatchObject({ error: null, receipt: { revision: 'updated' } });
});

test('an account that only the person can open again is not tried in vain: the copies wait for a sign-in', async () => {
  const { world, id, name } = await delivered(({ server }) => {
    server.opens = ['reauthorization_required'];
  });
  const one = world.background();
  await one.runner.run();
  const entry = await read(world, id);
  expect(entry).toMatchObject({ state: 'delivered', error: { code: 'reauthorization_required' } });
  expect(stepState(entry, 'update')).toBe('pending');
  expect(world.server.log).toEqual([]);
  await one.outbox.connectWaiting('blog');
  expect(await read(world, id)).toMatchObject({ error: null });
  await one.runner.run();
  expect(world.server.log).toEqual([`upload ${name}`, 'update blog']);
});

test('a site that asked to be left alone for a while is, whatever the person has cured', async () => {
  const { world, id } = await delivered(({ server }) => {
    server.updates = ['rate_limited'];
  });
  const one = world.background();
  await one.runner.run();
  const { waitUntil } = await read(world, id);
  expect(waitUntil).toBeGreaterThan(world.clock.now());
  await one.outbox.connectWaiting('blog');
  expect(await read(world, id)).toMatchObject({ waitUntil, error: { code: 'rate_limited' } });
});

test('a slug that is tidied only after a sign-in says so for the copies behind it', async () => {
  const world = createWorld();
  world.blobs.set('draft-a/image-1', PNG);
  world.server.tidies = ['reauthorization_required', 'reauthorization_required'];
  const { id } = await queue(world, draftWithImages('a'));
  const one = world.background();
  await one.runner.run();
  expect(await read(world, id)).toMatchObject({ state: 'delivered', error: null });
  await copyArrives(world, id);
  await one.runner.run();
  expect(await read(world, id)).toMatchObject({ error: { code: 'reauthorization_required' } });
  await world.settle();
  expect(await read(world, id)).toMatchObject({ error: null, receipt: { revision: 'updated' } });
});

test('away from the net no image’s own tries are used up', async () => {
  const { world, id, name } = await delivered(({ server }) => {
    server.uploads = ['offline'];
    server.reads = ['offline', 'offline', 'offline', 'offline'];
  });
  await world.settle();
  const entry = await read(world, id);
  expect(entry.uploads?.at(-1)).toMatchObject({ name, state: 'done', tries: 2 });
  // Each further try has looked whether anything answers before the image was sent again.
  expect(world.server.reads).toEqual([]);
  expect(stepState(entry, 'update')).toBe('done');
  expect(shown(world)).toContain(SRC);
});

test('an image that is refused stays a link and is listed', async () => {
  const { world, id } = await delivered(({ server }) => {
    server.uploads = ['too_large'];
  });
  await world.settle();
  expect((await read(world, id)).uploads?.at(-1)).toMatchObject({ state: 'failed', error: { code: 'too_large' } });
  expect(shown(world)).not.toContain(SRC);
});

test('a draft that somebody has worked on stays as it is, and no copy stays behind', async () => {
  const { world, id } = await delivered(({ server }) => {
    for (const post of server.posts) post.edited = true;
  });
  await world.settle();
  const entry = await read(world, id);
  expect(entry).toMatchObject({ state: 'delivered', error: { code: 'conflict' } });
  expect(entry.uploads?.map(({ imageId }) => imageId)).toEqual(['image-1', 'image-2']);
  expect([media(world), shown(world).includes(SRC)]).toEqual([2, false]);
});

test('a copy that got into the draft before, its answer lost, is not taken from it', async () => {
  const { world, id } = await delivered(({ server }) => {
    server.updates = ['lost', 'conflict'];
  });
  await world.settle();
  const entry = await read(world, id);
  expect(entry).toMatchObject({ error: { code: 'conflict' } });
  expect(entry.uploads?.map(({ late }) => late)).toEqual([undefined, undefined, undefined]);
  expect([media(world), shown(world).includes(SRC)]).toEqual([3, true]);
});

test('a copy that can’t be taken back then goes with the undo', async () => {
  const { world, id } = await delivered(({ server }) => {
    for (const post of server.posts) post.edited = true;
    server.removals = ['offline'];
  });
  const one = await world.settle();
  expect(media(world)).toBe(3);
  await one.undo(id);
  await world.settle();
  expect(media(world)).toBe(0);
});

test.each(['uploaded', 'updated'])('undone once it is %s: the draft and every image go', async (when) => {
  const { world, id } = await delivered(({ server }) => {
    if (when === 'uploaded') server.updates = ['offline', 'offline', 'offline'];
  });
  const one = world.background();
  await one.runner.run();
  await one.undo(id);
  await world.settle();
  expect(world.server.posts).toEqual([]);
  expect(media(world)).toBe(0);
  expect(world.wake()).toBeNull();
});

test('of a draft that can’t be read any more nothing is tried', async () => {
  const { world } = await delivered();
  for (const key of [...world.disk.keys()].filter((key) => key.includes('draft:'))) world.disk.set(key, '{}');
  await world.settle();
  expect(world.server.log).toEqual([]);
  expect(world.wake()).toBeNull();
});
