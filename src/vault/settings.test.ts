import { expect, test } from 'vitest';
import stored from '../../test/fixtures/records/settings.v1.json' with { type: 'json' };
import { lockSpace } from '../../test/support/locks.ts';
import { memoryStore } from '../../test/support/memory.ts';
import { createSettings, parseSettings } from './settings.ts';

const DEFAULTS = { quote: true, reviewFirst: false, defaultAccountId: null };

test.each([undefined, null, 7, [], {}])('with %j stored, everything has its default', (value) => {
  expect(parseSettings(value)).toEqual(DEFAULTS);
});

test('a damaged field has its default, the others keep what was chosen', () => {
  expect(parseSettings({ ...stored, quote: 'no' })).toEqual({
    quote: true,
    reviewFirst: true,
    defaultAccountId: stored.defaultAccountId,
  });
});

test('settings of the first day are read today', () => {
  const { v: _, ...settings } = stored;
  expect(parseSettings(stored)).toEqual(settings);
});

test('two changes at once both stay', async () => {
  const store = memoryStore();
  const space = lockSpace();
  const settings = () => createSettings({ store, locks: space.context() });
  await Promise.all([settings().set({ quote: false }), settings().set({ reviewFirst: true })]);
  expect(await settings().get()).toEqual({ quote: false, reviewFirst: true, defaultAccountId: null });
});
