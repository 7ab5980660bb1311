import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copyArrives, draftWithImages, PNG } from '../../test/support/draft-with-images.ts';
import { type CreateScript, createWorld, draftNamed, type UploadScript } from '../../test/support/outbox-world.ts';
import { runs } from '../../test/support/scale.ts';

type World = ReturnType<typeof createWorld>;

async function queue(world: World, title: string, accountId = 'blog'): Promise<string> {
  const { outbox } = world.background();
  const { id } = await outbox.open(draftNamed(title), { accountId, options: {}, incognito: true });
  world.clock.advance(1);
  await outbox.submit(id, accountId);
  return id;
}

/** Every draft stands at the server exactly once, and everything here says so. */
async function expectDeliveredOnce(world: World, titles: string[], about: string): Promise<void> {
  expect(world.server.posts.map((post) => post.title).sort(), about).toEqual([...titles].sort());
  for (const entry of await world.background().store.list()) {
    expect(entry.state, about).toBe('delivered');
    expect(entry.receipt?.remoteId, about).toBe(`remote-${entry.key}`);
  }
}

/** A draft of two images to copy and one to link. */
async function queueWithImages(world: World, title: string): Promise<string> {
  world.blobs.set(`draft-${title}/image-1`, PNG);
  const { outbox } = world.background();
  const { id } = await outbox.open(draftWithImages(title), { accountId: 'blog', options: {}, incognito: true });
  world.clock.advance(1);
  await outbox.submit(id, 'blog');
  return id;
}

/** Both images stand at the server once, and the draft shows these copies. */
async function expectImagesOnce(world: World, title: string, about: string): Promise<void> {
  const [entry] = await world.background().store.list();
  expect(
    entry?.uploads?.map(({ state }) => state),
    about,
  ).toEqual(['done', 'done']);
  // Copies keep the name of the first key, whatever became of it.
  const first = `${title}-${entry?.nonce}`;
  expect(world.server.media.map(({ name }) => name).sort(), about).toEqual([`${first}-1`, `${first}-2`]);
  const post = world.server.posts.find((candidate) => candidate.title === title);
  expect(Object.values(post?.images ?? {}), about).toEqual(entry?.uploads?.map(({ image }) => image?.url));
}

/** How many awaits a background has that is never killed. */
async function awaits(prepare: (world: World) => Promise<void>): Promise<number> {
  const world = createWorld();
  await prepare(world);
  const one = world.background();
  await world.settle(one);
  return one.steps();
}

const SCRIPTS: [name: string, creates: CreateScript[]][] = [
  ['all goes well', []],
  ['the answer is lost', ['lost']],
  ['the draft is made 60 s later', ['late']],
  ['the server fails first', ['server_error', 'rate_limited']],
  ['offline while sending, then unreadable', ['offline', 'unexpected_response']],
  ['its key is taken meanwhile, twice', ['key_taken', 'key_taken']],
  ['its key is taken meanwhile, then the answer is lost', ['key_taken', 'lost']],
];

test.each(SCRIPTS)(
  'killed at any await, just before or just after it, where %s: delivered exactly once',
  async (_, creates) => {
    const prepare = async (world: World): Promise<void> => {
      world.server.creates = [...creates];
      await queue(world, 'a');
      await queue(world, 'b');
    };
    const total = await awaits(prepare);
    expect(total).toBeGreaterThan(30);
    for (let killAt = 1; killAt <= total; killAt += 1) {
      for (const side of ['before', 'after'] as const) {
        const world = createWorld();
        await prepare(world);
        const doomed = world.background(killAt, side);
        // A killed background's own promise never settles.
        await Promise.race([world.settle(doomed), doomed.death]);
        await world.settle();
        await expectDeliveredOnce(world, ['a', 'b'], `killed ${side} await ${killAt} of ${total}`);
      }
    }
  },
);

const UPLOADS: [name: string, uploads: UploadScript[], creates: CreateScript[]][] = [
  ['all goes well', [], []],
  ['an upload’s answer is lost', ['ok', 'lost'], []],
  ['the server fails first', ['server_error', 'ok', 'timeout'], []],
  ['the draft’s own answer is lost', [], ['lost']],
  ['the draft’s key is taken meanwhile', [], ['key_taken']],
];

test.each(UPLOADS)(
  'killed at any await with images on their way, where %s: every image once, in one draft',
  async (_, uploads, creates) => {
    const prepare = async (world: World): Promise<void> => {
      world.server.uploads = [...uploads];
      world.server.creates = [...creates];
      await queueWithImages(world, 'a');
    };
    const total = await awaits(prepare);
    for (let killAt = 1; killAt <= total; killAt += 1) {
      for (const side of ['before', 'after'] as const) {
        const world = createWorld();
        await prepare(world);
        const doomed = world.background(killAt, side);
        await Promise.race([world.settle(doomed), doomed.death]);
        await world.settle();
        const about = `killed ${side} await ${killAt} of ${total}`;
        await expectDeliveredOnce(world, ['a'], about);
        await expectImagesOnce(world, 'a', about);
      }
    }
  },
);

test('killed at any await of taking a draft’s images back: none stays behind', async () => {
  const prepare = async (): Promise<World> => {
    const world = createWorld();
    const id = await queueWithImages(world, 'a');
    const one = await world.settle();
    await one.undo(id);
    return world;
  };
  const whole = await prepare();
  const unharmed = await whole.settle(whole.background());
  for (let killAt = 1; killAt <= unharmed.steps(); killAt += 1) {
    for (const side of ['before', 'after'] as const) {
      const world = await prepare();
      const doomed = world.background(killAt, side);
      await Promise.race([world.settle(doomed), doomed.death]);
      await world.settle();
      expect(world.server.media, `killed ${side} await ${killAt}`).toEqual([]);
    }
  }
});

const UPDATES: [name: string, uploads: UploadScript[], updates: UploadScript[]][] = [
  ['all goes well', [], []],
  ['an upload’s answer is lost', ['lost'], []],
  ['the update’s answer is lost', [], ['lost']],
  ['the server fails first', ['server_error'], ['rate_limited', 'offline']],
];

/** A delivered draft, and the copy of an image that was a link. */
async function withLateCopy(uploads: UploadScript[] = [], updates: UploadScript[] = []) {
  const world = createWorld();
  const id = await queueWithImages(world, 'a');
  await world.settle();
  Object.assign(world.server, { uploads: [...uploads], updates: [...updates] });
  await copyArrives(world, id);
  return { world, id };
}

test.each(UPDATES)(
  'killed at any await of putting a late copy into a draft, where %s: it is there once, and the draft shows it',
  async (_, uploads, updates) => {
    const whole = await withLateCopy(uploads, updates);
    const unharmed = await whole.world.settle(whole.world.background());
    for (let killAt = 1; killAt <= unharmed.steps(); killAt += 1) {
      for (const side of ['before', 'after'] as const) {
        const { world, id } = await withLateCopy(uploads, updates);
        const doomed = world.background(killAt, side);
        await Promise.race([world.settle(doomed), doomed.death]);
        const one = await world.settle();
        const about = `killed ${side} await ${killAt} of ${unharmed.steps()}`;
        await expectDeliveredOnce(world, ['a'], about);
        const entry = await one.store.get(id);
        expect(entry, about).toMatchObject({ error: null, waitUntil: null, receipt: { revision: 'updated' } });
        expect(entry?.uploads, about).toMatchObject([{ state: 'done' }, { state: 'done' }, { state: 'done' }]);
        expect(world.server.media, about).toHaveLength(3);
        expect(Object.keys(world.server.posts[0]?.images ?? {}), about).toContain('https://paper.example/3.png');
      }
    }
  },
);

test('killed at any await of putting a late copy into a draft, then undone: nothing stays behind but an upload whose answer nobody saw', async () => {
  const whole = await withLateCopy();
  const unharmed = await whole.world.settle(whole.world.background());
  for (let killAt = 1; killAt <= unharmed.steps(); killAt += 1) {
    const { world, id } = await withLateCopy();
    const doomed = world.background(killAt, 'after');
    await Promise.race([world.settle(doomed), doomed.death]);
    const one = world.background();
    const uploads = (await one.store.get(id))?.uploads ?? [];
    await one.undo(id);
    await world.settle();
    expect((await one.store.get(id))?.state).toBe('dropped');
    expect(world.server.posts, `killed after await ${killAt}`).toEqual([]);
    const unseen = uploads.filter(({ state }) => state === 'sent').map(({ name }) => name);
    const left = world.server.media.filter(({ name }) => !unseen.includes(name));
    expect(left, `killed after await ${killAt}`).toEqual([]);
  }
});

test('killed at any await of an undo: the draft is gone at both ends once undo is asked for again', async () => {
  const prepare = async (): Promise<{ world: World; id: string }> => {
    const world = createWorld();
    const id = await queue(world, 'a');
    await world.settle();
    return { world, id };
  };
  const whole = await prepare();
  const unharmed = whole.world.background();
  await unharmed.undo(whole.id);
  for (let killAt = 1; killAt <= unharmed.steps(); killAt += 1) {
    for (const side of ['before', 'after'] as const) {
      const { world, id } = await prepare();
      const doomed = world.background(killAt, side);
      await Promise.race([doomed.undo(id), doomed.death]);
      const one = await world.settle();
      const entry = await one.store.get(id);
      if (entry?.state === 'delivered') await one.undo(id);
      expect((await one.store.get(id))?.state).toBe('dropped');
      expect(world.server.posts).toEqual([]);
    }
  }
});

test('killed at any await of opening and sending a draft: it is whole, or it is not there', async () => {
  const send = async (one: ReturnType<World['background']>): Promise<void> => {
    const entry = await one.outbox.open(draftNamed('a'), { accountId: 'blog', options: {}, incognito: true });
    await one.outbox.submit(entry.id, 'blog');
  };
  const unharmed = createWorld().background();
  await send(unharmed);
  for (let killAt = 1; killAt <= unharmed.steps(); killAt += 1) {
    const world = createWorld();
    const doomed = world.background(killAt, 'after');
    await Promise.race([send(doomed), doomed.death]);
    const one = await world.settle();
    for (const entry of await one.store.list()) {
      expect(['editing', 'delivered']).toContain(entry.state);
      expect(await one.store.getWithDraft(entry.id)).not.toBeNull();
    }
  }
});

const createScript = fc.constantFrom<CreateScript>(
  'ok',
  'ok',
  'lost',
  'late',
  'offline',
  'timeout',
  'server_error',
  'rate_limited',
  'key_taken',
);
const uploadScript = fc.constantFrom<UploadScript>(
  'ok',
  'ok',
  'ok',
  'lost',
  'offline',
  'timeout',
  'server_error',
  'too_large',
);
const otherScript = fc.constantFrom('ok' as const, 'ok' as const, 'offline' as const, 'server_error' as const);
const life = fc.record({
  killAt: fc.integer({ min: 1, max: 80 }),
  side: fc.constantFrom('before' as const, 'after' as const),
  beside: fc.boolean(),
});

/** One entry gives up five keys at most. */
const hasFreeKeys = (creates: CreateScript[]): boolean => creates.filter((one) => one === 'key_taken').length < 5;

test('whatever fails, whoever dies, however many run at once: every draft arrives exactly once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        accounts: fc.array(fc.constantFrom('blog', 'other'), { minLength: 1, maxLength: 5 }),
        creates: fc.array(createScript, { maxLength: 10 }).filter(hasFreeKeys),
        finds: fc.array(otherScript, { maxLength: 6 }),
        keys: fc.array(otherScript, { maxLength: 6 }),
        opens: fc.array(otherScript, { maxLength: 6 }),
        tidies: fc.array(otherScript, { maxLength: 4 }),
        lives: fc.array(life, { maxLength: 6 }),
      }),
      async ({ accounts, creates, finds, keys, opens, tidies, lives }) => {
        const world = createWorld();
        Object.assign(world.server, { creates, finds, keys, opens, tidies });
        for (const [index, accountId] of accounts.entries()) await queue(world, `d${index}`, accountId);
        for (const { killAt, side, beside } of lives) {
          const doomed = world.background(killAt, side);
          const other = beside ? world.background().runner.run() : Promise.resolve();
          await Promise.race([world.settle(doomed), doomed.death]);
          await other;
          world.clock.advance(1000);
        }
        await world.settle();
        await expectDeliveredOnce(
          world,
          accounts.map((__, index) => `d${index}`),
          'in the end',
        );
      },
    ),
    { numRuns: runs(150) },
  );
}, 60_000);

test('images, whatever fails and whoever dies: none twice, and the draft arrives with those that did', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        uploads: fc.array(uploadScript, { maxLength: 8 }),
        creates: fc.array(createScript, { maxLength: 4 }),
        finds: fc.array(otherScript, { maxLength: 4 }),
        lives: fc.array(life, { maxLength: 6 }),
      }),
      async ({ uploads, creates, finds, lives }) => {
        const world = createWorld();
        Object.assign(world.server, { uploads, creates, finds });
        await queueWithImages(world, 'a');
        for (const { killAt, side, beside } of lives) {
          const doomed = world.background(killAt, side);
          const other = beside ? world.background().runner.run() : Promise.resolve();
          await Promise.race([world.settle(doomed), doomed.death]);
          await other;
          world.clock.advance(1000);
        }
        await world.settle();
        await expectDeliveredOnce(world, ['a'], 'in the end');
        const names = world.server.media.map(({ name }) => name);
        expect(new Set(names).size).toBe(names.length);
        const [entry] = await world.background().store.list();
        const states = entry?.uploads?.map(({ state }) => state) ?? [];
        expect(states.every((state) => state === 'done' || state === 'failed')).toBe(true);
        const done = entry?.uploads?.flatMap(({ image }) => image?.url ?? []) ?? [];
        expect(Object.values(world.server.posts[0]?.images ?? {})).toEqual(done);
      },
    ),
    { numRuns: runs(100) },
  );
}, 60_000);
