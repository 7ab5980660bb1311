import '../../test/support/english.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import stored from '../../test/fixtures/records/endings.v1.json' with { type: 'json' };
import { ACCOUNT } from '../../test/support/background-house.ts';
import { lockSpace } from '../../test/support/locks.ts';
import { handClock, memoryStore } from '../../test/support/memory.ts';
import type { Store } from '../core/ports.ts';
import { endingText } from '../ui/ending.ts';
import type { Account } from '../vault/account.ts';
import { createEndings } from './endings.ts';

const END = Date.UTC(2026, 11, 1, 10);
const DAY = 24 * 3_600_000;
const clock = handClock();

let items: Map<string, string>;
let accounts: Account[];
let told: string[];
let wakes: (number | null)[];
beforeEach(() => {
  [items, accounts, told, wakes] = [new Map(), [], [], []];
  clock.set(END - 30 * DAY);
});

const withToken = (id: string, end: number | null = END): Account => ({
  ...{ ...ACCOUNT, id, authMethod: 'personal_access_token' },
  ...(end === null ? {} : { credentialsEndAt: new Date(end).toISOString() }),
});

/** Each is a background of its own. */
const look = (store: Store = memoryStore(items)) =>
  createEndings({
    ...{ vault: { listAccounts: async () => accounts }, store, locks: lockSpace().context(), clock },
    tell: async ({ id }, { state }) => void told.push(`${id} ${state}`),
    schedule: async (at) => void wakes.push(at),
  })();

test('nothing is told before the last week; it wakes when that begins', async () => {
  accounts = [withToken('a'), withToken('b', END + DAY), withToken('never', null)];
  await look();
  expect(told).toEqual([]);
  expect(wakes).toEqual([END - 7 * DAY]);
});

test('without an end, no alarm stands', async () => {
  accounts = [withToken('never', null)];
  await look();
  expect(wakes).toEqual([null]);
  expect(items.size).toBe(0);
});

test('in the last week it is told once, and once more at the end, however often backgrounds start', async () => {
  accounts = [withToken('a')];
  for (let now = END - 9 * DAY; now < END + 9 * DAY; now += DAY / 4) {
    clock.set(now);
    await look();
  }
  expect(told).toEqual(['a soon', 'a ended']);
  expect(wakes.at(-1)).toBeNull();
});

test('alarms alone are enough', async () => {
  accounts = [withToken('a'), withToken('b', END + DAY)];
  await look();
  for (let at = wakes.at(-1); at !== null; at = wakes.at(-1)) {
    clock.set(at ?? expect.unreachable());
    await look();
  }
  expect(told).toEqual(['a soon', 'b soon', 'a ended', 'b ended']);
});

test('who was away for weeks is told of the end alone', async () => {
  accounts = [withToken('a')];
  clock.set(END + 20 * DAY);
  await look();
  expect(told).toEqual(['a ended']);
});

test('a new token has an end of its own; what was said of the former is forgotten', async () => {
  accounts = [withToken('a')];
  clock.set(END - DAY);
  await look();
  accounts = [withToken('a', END + 30 * DAY)];
  await look();
  expect(items.get('endings')).toBe('{"v":1,"told":{}}');
  clock.set(END + 29 * DAY);
  await look();
  expect(told).toEqual(['a soon', 'a soon']);
});

test('an account that was removed is forgotten', async () => {
  accounts = [withToken('a')];
  clock.set(END);
  await look();
  accounts = [];
  await look();
  expect(items.get('endings')).toBe('{"v":1,"told":{}}');
});

test('a clock that is set back and goes on again tells nothing twice', async () => {
  accounts = [withToken('a')];
  for (const now of [END, END - DAY, END - 30 * DAY, END - DAY, END]) {
    clock.set(now);
    await look();
  }
  expect(told).toEqual(['a ended']);
});

test('where it can’t be remembered, nothing is told: it would be told at every start', async () => {
  accounts = [withToken('a')];
  clock.set(END);
  const full: Store = { ...memoryStore(items), set: () => Promise.reject(new Error('full')) };
  await expect(look(full)).rejects.toThrow('full');
  expect(told).toEqual([]);
});

describe('what is remembered', () => {
  test('of the first day is read today', async () => {
    items.set('endings', JSON.stringify(stored));
    accounts = Object.keys(stored.told).map((id) => withToken(id));
    clock.set(END - DAY);
    await look();
    expect(told).toEqual([]);
  });

  test('and damaged is as if nothing was', async () => {
    items.set('endings', '{"v":1,"told":[7]}');
    accounts = [withToken('a')];
    clock.set(END - DAY);
    await look();
    expect(told).toEqual(['a soon']);
  });
});

test('the sentence names the day, and what to do', () => {
  const soon = endingText({ at: END, state: 'soon' });
  expect(soon).toMatch(/^The token ends on Dec 1, 2026, .* Make a new one/);
  expect(endingText({ at: END, state: 'ended' })).toMatch(/^The token has ended\. Make a new one/);
});
