/** What is left to be done for a draft that is delivered or dropped, where it fails. */
import { describe, expect, test } from 'vitest';
import { draftWithImages, PNG } from '../../test/support/draft-with-images.ts';
import { createWorld, queue, read, type World } from '../../test/support/outbox-world.ts';
import type { ErrorCode } from '../core/errors.ts';
import { DELAYS_MS } from './backoff.ts';
import { stepState } from './changes.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const PERSONS_TURN = [
  'reauthorization_required',
  'credentials_rejected',
  'host_permission_missing',
  'vault_locked',
] as const;

/** Delivered, and tidying has failed for the first of these. */
async function untidied(...tidies: ErrorCode[]) {
  const world = createWorld();
  world.server.tidies = [...tidies];
  const { id } = await queue(world, 'a');
  const one = world.background();
  await one.runner.run();
  return { world, id, one };
}

const tidyOf = async (world: World, id: string) => stepState(await read(world, id), 'tidy');
const tries = (world: World, what: string): number => world.server.log.filter((line) => line.startsWith(what)).length;

describe('what only the person can cure', () => {
  test.each(PERSONS_TURN)('%s: waits a day and is no failure, however often', async (code) => {
    const { world, id } = await untidied(code, code, code, code, code);
    expect(world.wake()).toBe(world.clock.now() + DAY_MS);
    expect(await read(world, id)).toMatchObject({ state: 'delivered', attempt: 0, error: null });
    await world.settle();
    expect(await tidyOf(world, id)).toBe('done');
    expect(tries(world, 'tidy')).toBe(6);
  });

  test('cured, it is due at once; nobody is told of a draft that goes out now', async () => {
    const { world, id, one } = await untidied('reauthorization_required');
    const before = world.clock.now();
    expect(await one.outbox.connectWaiting('blog')).toEqual([]);
    await one.runner.run();
    expect([await tidyOf(world, id), world.clock.now(), world.wake()]).toEqual(['done', before, null]);
  });

  test('cured for another account, it waits on', async () => {
    const { world, one } = await untidied('reauthorization_required');
    await one.outbox.connectWaiting('other');
    await one.runner.run();
    expect(tries(world, 'tidy')).toBe(1);
    expect(world.wake()).toBe(world.clock.now() + DAY_MS);
  });

  test('undone meanwhile, the images go at once, and wait for the person in their turn', async () => {
    const world = createWorld();
    world.blobs.set('draft-a/image-1', PNG);
    world.server.tidies = ['reauthorization_required'];
    const { id } = await queue(world, draftWithImages('a'));
    const one = world.background();
    await one.runner.run();
    world.server.removals = ['reauthorization_required'];
    await one.undo(id);
    await one.runner.run();
    expect(tries(world, 'remove')).toBe(1);
    expect(world.wake()).toBe(world.clock.now() + DAY_MS);
    await one.outbox.connectWaiting('blog');
    await one.runner.run();
    expect([world.server.posts, world.server.media, world.wake()]).toEqual([[], [], null]);
  });
});

describe('away from the net', () => {
  test('it is tried on, ever more rarely', async () => {
    const { world, id, one } = await untidied(...Array<ErrorCode>(7).fill('offline'));
    const waits: number[] = [];
    for (let wake = world.wake(); wake !== null; wake = world.wake()) {
      waits.push(wake - world.clock.now());
      world.clock.set(wake);
      await one.runner.run();
    }
    expect(waits).toEqual([...DELAYS_MS, DELAYS_MS.at(-1), DELAYS_MS.at(-1)].map((ms) => expect.closeTo(ms ?? 0, -4)));
    expect(await tidyOf(world, id)).toBe('done');
  });

  test('it is left in the end, where nothing answers for days', async () => {
    const { world, id } = await untidied(...Array<ErrorCode>(200).fill('offline'));
    const begun = world.clock.now();
    await world.settle(undefined, 200);
    expect(await tidyOf(world, id)).toBe('given_up');
    expect(tries(world, 'tidy')).toBe(100);
    expect(world.clock.now() - begun).toBeGreaterThan(3 * DAY_MS);
  });
});

test('failures count, whatever comes between them', async () => {
  const { world, id } = await untidied('timeout', 'offline', 'server_error', 'vault_locked', 'offline', 'rate_limited');
  await world.settle();
  expect(await tidyOf(world, id)).toBe('given_up');
  expect(tries(world, 'tidy')).toBe(6);
});

test('what will never pass is tried once', async () => {
  const { world, id } = await untidied('insufficient_scope');
  expect([await tidyOf(world, id), world.wake()]).toEqual(['given_up', null]);
});
