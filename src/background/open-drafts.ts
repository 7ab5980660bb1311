/** Which open draft belongs to which tab, so that a popup that was closed finds its work again. */
import type { Store } from '../core/ports.ts';

const PREFIX = 'open-draft:';

/** Over storage.session: tab ids mean nothing in the next session (the draft itself is durable). */
export interface OpenDrafts {
  of(tabId: number): Promise<string | null>;
  set(tabId: number, entryId: string): Promise<void>;
  forget(tabId: number): Promise<void>;
}

export function createOpenDrafts(store: Store): OpenDrafts {
  return {
    async of(tabId) {
      const stored = await store.get(`${PREFIX}${tabId}`);
      return typeof stored === 'string' ? stored : null;
    },
    set: (tabId, entryId) => store.set(`${PREFIX}${tabId}`, entryId),
    forget: (tabId) => store.remove(`${PREFIX}${tabId}`),
  };
}
