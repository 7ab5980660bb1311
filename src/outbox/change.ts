import type { Clock } from '../core/ports.ts';
import { moved } from './changes.ts';
import type { EntryNews, OnChange } from './deps.ts';
import type { OutboxEntry } from './entry.ts';
import type { OutboxStore } from './store.ts';
import { type EntryEvent, TRANSITIONS } from './transitions.ts';

/** What becomes of an entry as it is stored at that moment; null leaves it as it is. */
export type Apply = (entry: OutboxEntry, now: number) => { entry: OutboxEntry; news: EntryNews } | null;

export interface Changer {
  /** One write, told to `onChange`. Null where the entry is gone, or was left as it is. */
  change(id: string, apply: Apply): Promise<OutboxEntry | null>;
  /** An event, with what else it brings. Null where the entry has moved on meanwhile: then there is nothing to do. */
  move(
    id: string,
    event: EntryEvent,
    patch?: (entry: OutboxEntry, now: number) => OutboxEntry,
  ): Promise<OutboxEntry | null>;
}

export function createChanger({
  store,
  clock,
  onChange,
}: {
  store: OutboxStore;
  clock: Clock;
  onChange: OnChange;
}): Changer {
  const change = async (id: string, apply: Apply): Promise<OutboxEntry | null> => {
    let news: EntryNews | null = null;
    const stored = await store.update(id, (entry) => {
      const next = apply(entry, clock.now());
      news = next?.news ?? null;
      return next?.entry ?? entry;
    });
    if (stored === null || news === null) return null;
    onChange(stored, news);
    return stored;
  };
  return {
    change,
    move: (id, event, patch = (entry) => entry) =>
      change(id, (entry, now) =>
        TRANSITIONS[entry.state][event] === undefined
          ? null
          : { entry: moved(patch(entry, now), event, now), news: event },
      ),
  };
}
