import { describe, expect, test } from 'vitest';
import { createWorld, draftNamed, queue, read, titles } from '../../test/support/outbox-world.ts';
import type { OutboxEntry } from './entry.ts';

describe('a delivery', () => {
  test('is sent once, its receipt is kept, then it is tidied', async () => {
    const world = createWorld();
    const { id } = await queue(world, 'a');
    await world.settle();
    const entry = await read(world, id);
    expect(entry.state).toBe('delivered');
    expect(entry.receipt?.remoteId).toBe(`remote-${entry.key}`);
    expect(entry.steps).toEqual([
      { name: 'create', state: 'done' },
      { name: 'tidy', state: 'done' },
    ]);
    expect(world.server.log).toEqual(['create blog', 'tidy blog']);
  });

  test('has its key and `sent` on disk before the request leaves', async () => {
    const world = createWorld();
    const { id, nonce } = await queue(world, 'a');
    const one = world.background();
    const open = one.deliver.open;
    const seen: Pick<OutboxEntry, 'key' | 'state' | 'steps'>[] = [];
    one.deliver.open = async (entry) => {
      const { destination, session } = await open(entry);
      return {
        session,
        destination: {
          ...destination,
          createDraft: async (...args) => {
            const { key, state, steps } = await read(world, id);
            seen.push({ key, state, steps });
            return destination.createDraft(...args);
          },
        },
      };
    };
    await one.runner.run();
    expect(seen).toEqual([
      {
        key: `a-${nonce}`,
        state: 'sending',
        steps: [
          { name: 'create', state: 'sent' },
          { name: 'tidy', state: 'pending' },
        ],
      },
    ]);
  });

  test('that fails to be tidied stays delivered, and is left as it is after three tries', async () => {
    const world = createWorld();
    world.server.tidies = ['server_error', 'unexpected_response', 'timeout'];
    const { id } = await queue(world, 'a');
    await world.settle();
    const entry = await read(world, id);
    expect([entry.state, entry.error, entry.steps[1]?.state]).toEqual(['delivered', null, 'given_up']);
    expect(world.server.log.filter((line) => line.startsWith('tidy'))).toHaveLength(3);
  });
});

describe('an answer that never came', () => {
  test('is looked up, found, and not sent again', async () => {
    const world = createWorld();
    world.server.creates = ['lost'];
    const { id } = await queue(world, 'a');
    await world.settle();
    expect((await read(world, id)).state).toBe('delivered');
    expect(titles(world)).toEqual(['a']);
    expect(world.server.log).toEqual(['create blog', 'find blog', 'tidy blog']);
  });

  test('regression: a server that makes the draft 60 s later, after the time-out and an empty look-up, makes one', async () => {
    const world = createWorld();
    world.server.creates = ['late'];
    const { id } = await queue(world, 'a');
    await world.settle();
    expect((await read(world, id)).state).toBe('delivered');
    expect(titles(world)).toEqual(['a']);
  });

  test('of a request that never arrived is sent again, by the same key', async () => {
    const world = createWorld();
    world.server.creates = ['timeout', 'server_error', 'offline'];
    const { id, nonce } = await queue(world, 'a');
    await world.settle();
    expect((await read(world, id)).state).toBe('delivered');
    expect(world.server.posts.map((post) => post.key)).toEqual([`a-${nonce}`]);
  });

  test('is unknown meanwhile, and may not be edited: what was sent may stand there already', async () => {
    const world = createWorld();
    world.server.creates = ['lost'];
    const { id } = await queue(world, 'a');
    const one = world.background();
    await one.runner.run();
    expect(await read(world, id)).toMatchObject({ state: 'unknown', error: { code: 'timeout' } });
    await expect(one.outbox.reopen(id)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('a refusal', () => {
  test.each([
    'credentials_rejected',
    'insufficient_scope',
    'draft_rejected',
    'too_large',
    'host_permission_missing',
    'redirected',
    'conflict',
  ] as const)('%s needs the person, and nothing goes out by itself', async (code) => {
    const world = createWorld();
    world.server.creates = [code];
    const { id } = await queue(world, 'a');
    await world.settle();
    expect(await read(world, id)).toMatchObject({ state: 'needs_attention', error: { code } });
    expect(world.wake()).toBeNull();
    expect(titles(world)).toEqual([]);
  });

  test('of the draft lets it be edited and sent again', async () => {
    const world = createWorld();
    world.server.creates = ['draft_rejected'];
    const { id } = await queue(world, 'a');
    const one = await world.settle();
    await one.outbox.reopen(id);
    await one.outbox.edit(id, (draft, options) => ({ draft: { ...draft, title: 'b' }, options }));
    await one.outbox.submit(id, 'blog');
    await world.settle();
    expect(titles(world)).toEqual(['b']);
  });

  test('before anything was sent (a locked vault) keeps the draft until it is asked again', async () => {
    const world = createWorld();
    world.server.opens = ['vault_locked'];
    const { id } = await queue(world, 'a');
    const one = await world.settle();
    expect(await read(world, id)).toMatchObject({ state: 'needs_attention', key: null });
    await one.outbox.retry(id);
    await world.settle();
    expect(titles(world)).toEqual(['a']);
  });
});

describe('a failure that passes', () => {
  test('offline is tried for ever', async () => {
    const world = createWorld();
    world.server.opens = Array.from({ length: 40 }, () => 'offline' as const);
    const { id } = await queue(world, 'a');
    await world.settle();
    expect((await read(world, id)).state).toBe('delivered');
  });

  test('answers that can’t be read are tried five times, then shown', async () => {
    const world = createWorld();
    world.server.creates = Array.from({ length: 9 }, () => 'unexpected_response' as const);
    const { id } = await queue(world, 'a');
    await world.settle();
    expect(await read(world, id)).toMatchObject({ state: 'needs_attention', error: { code: 'unexpected_response' } });
    expect(world.server.log.filter((line) => line.startsWith('create'))).toHaveLength(5);
  });

  test('a server that asks to wait is left alone by all drafts for that account, and by no other', async () => {
    const world = createWorld();
    world.server.creates = ['rate_limited'];
    const first = await queue(world, 'a');
    const second = await queue(world, 'b');
    await world.background().runner.run();
    const third = await queue(world, 'c', 'other');
    await world.background().runner.run();
    expect((await read(world, first.id)).state).toBe('waiting');
    expect((await read(world, second.id)).state).toBe('queued');
    expect((await read(world, third.id)).state).toBe('delivered');
    await world.settle();
    expect(titles(world)).toEqual(['c', 'a', 'b']);
  });

  test('once one draft gets through, those that waited for the network follow at once', async () => {
    const world = createWorld();
    const { id } = await queue(world, 'a');
    for (const _ of [1, 2, 3, 4]) {
      world.server.opens = ['offline'];
      await world.background().runner.run();
      world.clock.set(world.wake() ?? 0);
    }
    world.server.opens = ['offline'];
    await world.background().runner.run();
    world.clock.advance(1000);
    await queue(world, 'b');
    await world.background().runner.run();
    expect(titles(world)).toEqual(['b', 'a']);
    expect((await read(world, id)).state).toBe('delivered');
  });

  test('a clock that goes back by a year strands nothing', async () => {
    const world = createWorld();
    world.server.opens = ['offline'];
    const { id } = await queue(world, 'a');
    await world.background().runner.run();
    world.clock.advance(-365 * 24 * 60 * 60 * 1000);
    await world.background().runner.run();
    expect((await read(world, id)).state).toBe('delivered');
  });
});

describe('order', () => {
  test('drafts of one account go out as they were made', async () => {
    const world = createWorld();
    for (const title of ['a', 'b', 'c']) await queue(world, title);
    await world.settle();
    expect(titles(world)).toEqual(['a', 'b', 'c']);
  });

  test('one draft that is refused holds up no other', async () => {
    const world = createWorld();
    world.server.creates = ['draft_rejected'];
    for (const title of ['a', 'b']) await queue(world, title);
    await world.settle();
    expect(titles(world)).toEqual(['b']);
  });

  test('a slow server of one account does not keep a new draft for another waiting', async () => {
    const world = createWorld();
    await queue(world, 'slow', 'slow');
    const one = world.background();
    const open = one.deliver.open;
    let release: () => void = () => {};
    const answered = new Promise<void>((resolve) => {
      release = resolve;
    });
    one.deliver.open = async (entry) => {
      if (entry.accountId === 'slow') await answered;
      return open(entry);
    };
    const run = one.runner.run();
    const quick = await one.outbox.open(draftNamed('quick'), { accountId: 'quick', options: {}, incognito: true });
    await one.outbox.submit(quick.id, 'quick');
    const again = one.runner.run();
    await expect.poll(() => titles(world)).toEqual(['quick']);
    release();
    await Promise.all([run, again]);
    expect(titles(world)).toEqual(['quick', 'slow']);
  });

  test('two runners at once send everything once', async () => {
    const world = createWorld();
    for (const title of ['a', 'b', 'c']) await queue(world, title);
    await Promise.all([
      world.background().runner.run(),
      world.background().runner.run(),
      world.background().runner.run(),
    ]);
    expect(titles(world)).toEqual(['a', 'b', 'c']);
    expect(world.server.posts.map((post) => post.tidied)).toEqual([1, 1, 1]);
  });

  test('a draft that was asked for while the runner was finishing is not forgotten', async () => {
    const world = createWorld();
    await queue(world, 'a');
    const one = world.background();
    for (let delay = 0; delay < 60; delay += 1) {
      const run = one.runner.run();
      for (let tick = 0; tick < delay; tick += 1) await Promise.resolve();
      await queue(world, `late-${delay}`);
      await one.runner.run();
      await run;
    }
    expect(titles(world)).toHaveLength(61);
  });
});
