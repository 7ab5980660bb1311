import { DestinationError } from '../core/errors.ts';
import type { Receipt } from '../destinations/destination.ts';
import { createChanger } from './change.ts';
import { type Delivery, type DeliveryDeps, entryLock } from './deps.ts';
import type { OutboxEntry } from './entry.ts';

async function deleteDraft(receipt: Receipt, { destination, session }: Delivery): Promise<void> {
  try {
    await destination.deleteDraft(receipt, session);
  } catch (error) {
    // Gone already: by an undo whose answer was lost, or by hand. Either way it is what was asked for.
    if (!(error instanceof DestinationError) || error.code !== 'not_found') throw error;
  }
}

/**
 * Takes a delivered draft back: deleted at the destination, then `dropped` here. Throws `conflict` where it is not
 * delivered (any more), and whatever the account or the server says; the entry stays delivered then.
 */
export function createUndo(deps: DeliveryDeps): (entryId: string) => Promise<OutboxEntry> {
  const { store, locks, deliver, keepAlive } = deps;
  const { move } = createChanger(deps);
  const movedOn = (): DestinationError =>
    new DestinationError({ code: 'conflict', destination: 'clipdraft', reason: 'entry_moved_on' });

  return (entryId) =>
    locks.withLock(entryLock(entryId), async () => {
      const entry = await store.get(entryId);
      if (entry?.state !== 'delivered' || entry.receipt === null) throw movedOn();
      const { receipt } = entry;
      await keepAlive(async () => deleteDraft(receipt, await deliver.open(entry)));
      const dropped = await move(entryId, 'undo');
      if (dropped === null) throw movedOn();
      return dropped;
    });
}
