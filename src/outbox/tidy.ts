import { type ErrorView, toErrorView } from '../core/errors.ts';
import type { Receipt } from '../destinations/destination.ts';
import type { Draft } from '../draft/draft.ts';
import { isPersonsTurn, nextTry } from './afterwards.ts';
import { type Apply, createChanger } from './change.ts';
import { stepState, untried, withStep } from './changes.ts';
import type { DeliveryDeps } from './deps.ts';
import type { OutboxEntry } from './entry.ts';

export type Tidy = (entry: OutboxEntry, draft: Draft, receipt: Receipt) => Promise<void>;

/** Nothing to an entry that was undone meanwhile. */
export const whileDelivered =
  (patch: (entry: OutboxEntry, now: number) => Partial<OutboxEntry>): Apply =>
  (entry, now) =>
    entry.state === 'delivered' ? { entry: { ...entry, ...patch(entry, now), updatedAt: now }, news: 'tidied' } : null;

const tidied = whileDelivered((entry) => ({ ...untried, steps: withStep(entry.steps, 'tidy', 'done') }));

export function createTidy(deps: Omit<DeliveryDeps, 'locks' | 'keepAlive'>): Tidy {
  const { random, deliver } = deps;
  const { change } = createChanger(deps);

  const failed = (error: ErrorView): Apply =>
    whileDelivered((entry, now) => {
      const again = nextTry(entry, error, now, random);
      if (again === null) return { ...untried, steps: withStep(entry.steps, 'tidy', 'given_up') };
      // Copies that wait behind it wait for the person too, and that is told.
      return isPersonsTurn(error) && stepState(entry, 'update') === 'pending' ? { ...again, error } : again;
    });

  return async (entry, draft, receipt) => {
    try {
      const { destination, session } = await deliver.open(entry);
      await destination.tidy(receipt, draft, session);
    } catch (thrown) {
      await change(entry.id, failed(toErrorView(thrown)));
      return;
    }
    await change(entry.id, tidied);
  };
}
