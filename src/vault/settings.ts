import * as v from 'valibot';
import type { Locks, Store } from '../core/ports.ts';
import { SETTINGS_KEY, SETTINGS_LOCK } from './keys.ts';

/** The person's choices that belong to no account. No secrets: safe for the pages. */
export interface UserSettings {
  /** Remembered Quote/Plain switch. */
  quote: boolean;
  /** The menu opens the popup instead of sending at once. */
  reviewFirst: boolean;
  defaultAccountId: string | null;
}

/** A field that is missing or damaged has its default; the others keep what the person chose. */
const schema = v.object({
  quote: v.fallback(v.boolean(), true),
  reviewFirst: v.fallback(v.boolean(), false),
  defaultAccountId: v.fallback(v.nullable(v.string()), null),
});

export function parseSettings(stored: unknown): UserSettings {
  const record = typeof stored === 'object' && stored !== null ? stored : {};
  return v.parse(schema, { quote: undefined, reviewFirst: undefined, defaultAccountId: undefined, ...record });
}

export interface SettingsStore {
  get(): Promise<UserSettings>;
  /** Answers the settings as they are now stored. */
  set(patch: Partial<UserSettings>): Promise<UserSettings>;
}

export function createSettings({ store, locks }: { store: Store; locks: Locks }): SettingsStore {
  const get = async (): Promise<UserSettings> => parseSettings(await store.get(SETTINGS_KEY));
  return {
    get,
    set(patch) {
      return locks.withLock(SETTINGS_LOCK, async () => {
        const settings = parseSettings({ ...(await get()), ...patch });
        await store.set(SETTINGS_KEY, { v: 1, ...settings });
        return settings;
      });
    },
  };
}
