import type { Clock, Store } from '../core/ports.ts';
import { DAMAGED_PREFIX } from './keys.ts';

/** A record no parser accepts any more. It is kept, out of the way, and shown. */
export interface DamagedItem {
  /** The key it stood under. */
  key: string;
  /** ms since the epoch; null where even that is unreadable. */
  setAsideAt: number | null;
  value: unknown;
}

/** The copy is written before the original goes. */
export async function setAside(store: Store, clock: Clock, key: string, value: unknown): Promise<void> {
  await store.set(`${DAMAGED_PREFIX}${key}`, { v: 1, setAsideAt: clock.now(), value });
  await store.remove(key);
}

export async function listSetAside(store: Store): Promise<DamagedItem[]> {
  const keys = await store.keys(DAMAGED_PREFIX);
  return Promise.all(
    keys.map(async (key) => {
      const stored = await store.get(key);
      const item = typeof stored === 'object' && stored !== null ? stored : {};
      return {
        key: key.slice(DAMAGED_PREFIX.length),
        setAsideAt: 'setAsideAt' in item && typeof item.setAsideAt === 'number' ? item.setAsideAt : null,
        value: 'value' in item ? item.value : stored,
      };
    }),
  );
}
