import type { Store } from '../core/ports.ts';
import { browser } from './browser.ts';
import { withinQuota } from './quota.ts';

/** The part of a storage area that is used here. */
interface Area {
  get(keys: string | null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
}

function storeOver(area: Area): Store {
  return {
    get: async (key) => (await area.get(key))[key],
    set: (key, value) => withinQuota(() => area.set({ [key]: value })),
    remove: (key) => area.remove(key),
    keys: async (prefix) => Object.keys(await area.get(null)).filter((key) => key.startsWith(prefix)),
  };
}

/** Survives the browser. Throws `storage_full`. */
export const localStore: Store = storeOver(browser.storage.local);

/** Memory only, gone with the browser: tokens, and whatever comes from a private window. Throws `storage_full`. */
export const sessionStore: Store = storeOver(browser.storage.session);

/** Chromium lets content scripts read storage.local by default; Firefox has no such method and no such default. */
export async function closeStorageToPages(): Promise<void> {
  for (const area of [browser.storage.local, browser.storage.session]) {
    if ('setAccessLevel' in area && typeof area.setAccessLevel === 'function') {
      await area.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
    }
  }
}
