import { toErrorView } from '../core/errors.ts';
import type { Receipt } from '../destinations/destination.ts';
import type { Draft } from '../draft/draft.ts';
import { delayMs } from './backoff.ts';
import { type Apply, createChanger } from './change.ts';
import { withStep } from './changes.ts';
import type { DeliveryDeps } from './deps.ts';
import type { OutboxEntry } from './entry.ts';

/** A tidied slug is a nicety: after this many failures the draft stays as it is, delivered all the same. */
const TIDY_TRIES = 3;

export type Tidy = (entry: OutboxEntry, draft: Draft, receipt: Receipt) => Promise<void>;

/** Nothing to an entry that was undone meanwhile. */
export const whileDelivered =
  (patch: (entry: OutboxEntry, now: number) => Partial<OutboxEntry>): Apply =>
  (entry, now) =>
    entry.state === 'delivered' ? { entry: { ...entry, ...patch(entry, now), updatedAt: now }, news: 'tidied' } : null;

/** No more tidying. */
const tidied = (state: 'done' | 'given_up'): Apply =>
  whileDelivered((entry) => ({ attempt: 0, waitUntil: null, steps: withStep(entry.steps, 'tidy', state) }));

export function createTidy({
  store,
  clock,
  random,
  deliver,
  onChange,
}: Omit<DeliveryDeps, 'locks' | 'keepAlive'>): Tidy {
  const { change } = createChanger({ store, clock, onChange });
  return async (entry, draft, receipt) => {
    try {
      const { destination, session } = await deliver.open(entry);
      await destination.tidy(receipt, draft, session);
    } catch (thrown) {
      const attempt = entry.attempt + 1;
      const delay = delayMs(attempt, toErrorView(thrown), random);
      const later = whileDelivered((_, now) => ({ attempt, waitUntil: now + delay }));
      await change(entry.id, attempt >= TIDY_TRIES ? tidied('given_up') : later);
      return;
    }
    await change(entry.id, tidied('done'));
  };
}
