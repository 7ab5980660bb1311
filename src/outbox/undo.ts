import { type DestinationError, ownError } from '../core/errors.ts';
import { createChanger } from './change.ts';
import { askedAgain } from './changes.ts';
import { type DeliveryDeps, entryLock } from './deps.ts';
import type { OutboxEntry } from './entry.ts';

/**
 * Takes a delivered draft back: deleted at the destination, then `dropped` here. Throws `conflict` where it is not
 * delivered (any more), and whatever the account or the server says; the entry stays delivered then.
 */
export function createUndo(deps: DeliveryDeps): (entryId: string) => Promise<OutboxEntry> {
  const { store, locks, deliver, keepAlive } = deps;
  const { move } = createChanger(deps);
  const movedOn = (): DestinationError => ownError('conflict', 'entry_moved_on');

  return (entryId) =>
    locks.withLock(entryLock(entryId), async () => {
      const entry = await store.get(entryId);
      if (entry?.state !== 'delivered' || entry.receipt === null) throw movedOn();
      const { receipt } = entry;
      await keepAlive(async () => {
        const { destination, session } = await deliver.open(entry);
        await destination.deleteDraft(receipt, session);
      });
      const dropped = await move(entryId, 'undo', (stored) => ({ ...stored, ...askedAgain }));
      if (dropped === null) throw movedOn();
      return dropped;
    });
}
