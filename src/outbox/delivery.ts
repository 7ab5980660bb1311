/**
 * One step of one entry. The order is the whole point:
 * images go first; the delivery key and `sent` are stored before the request leaves; the receipt is stored before
 * anything is tidied;
 * whatever may have arrived is looked up by its key before it is sent again. So the background may be killed at any
 * await, and nothing is lost or doubled.
 */
import { type ErrorView, toErrorView } from '../core/errors.ts';
import type { DeliveryKey, Receipt } from '../destinations/destination.ts';
import { LONGEST_SETTLE_MS, LOOK_AGAIN_MS, settleMs } from './backoff.ts';
import { type Changer, createChanger } from './change.ts';
import { isUncertain, moved, openStep, settledAsDelivered, withStep } from './changes.ts';
import { cleared, createClearing } from './clearing.ts';
import { deliveryKeyOf } from './delivery-key.ts';
import { type Delivery, type DeliveryDeps, entryLock } from './deps.ts';
import type { OutboxEntry } from './entry.ts';
import { createTidy, whileDelivered } from './tidy.ts';
import { TRANSITIONS } from './transitions.ts';
import { createUpdate } from './update.ts';
import { createUploads, type Uploaded } from './uploads.ts';
import { afterFailure } from './verdict.ts';

type Deps = Omit<DeliveryDeps, 'locks'>;

const DRAFT_DAMAGED: ErrorView = { code: 'draft_rejected', destination: 'clipdraft', reason: 'draft_damaged' };

/** Does what is due for an entry. Every failure ends in the entry; it rejects only where the store does. */
export function createStep({ locks, ...deps }: DeliveryDeps): (entryId: string) => Promise<void> {
  const step = createUnlockedStep(deps);
  return (entryId) => locks.withLock(entryLock(entryId), () => deps.keepAlive(() => step(entryId)));
}

/** The worker died with the request under way. */
export const workerDied = ({ move }: Changer, entryId: string): Promise<OutboxEntry | null> =>
  move(entryId, 'lost', (entry, now) => ({ ...entry, settledAt: now + settleMs('worker_died', 0), waitUntil: null }));

function createUnlockedStep(deps: Deps): (entryId: string) => Promise<void> {
  const { store, clock, random, deliver } = deps;
  const changer = createChanger(deps);
  const { change, move } = changer;
  const tidy = createTidy(deps);
  const update = createUpdate(deps);
  const clear = createClearing(deps);
  const upload = createUploads(deps, (id, thrown) => fail(id, thrown, false));

  async function fail(id: string, thrown: unknown, sent: boolean): Promise<void> {
    const error = toErrorView(thrown);
    if (error.reason === 'account_missing') {
      await move(id, 'disconnect', (entry) => ({ ...entry, accountId: null, error: null, waitUntil: null }));
    } else await change(id, (entry, now) => afterFailure(entry, error, { sent, now, random }));
  }

  async function delivered(id: string, event: 'answered' | 'found', receipt: Receipt): Promise<void> {
    const entry = await move(id, event, (stored) => settledAsDelivered(stored, receipt));
    if (entry !== null) await wakeOffline(entry.accountId);
  }

  /** The server answers again: what waited for just that need not sit out its back-off. */
  async function wakeOffline(accountId: string | null): Promise<void> {
    const waits = (entry: OutboxEntry): boolean =>
      entry.accountId === accountId &&
      ['waiting', 'unknown'].includes(entry.state) &&
      entry.error?.code === 'offline' &&
      entry.waitUntil !== null;
    for (const { id } of (await store.list()).filter(waits)) {
      await store.update(id, (entry) => (waits(entry) ? { ...entry, waitUntil: null } : entry));
    }
  }

  /** True where the server has not got it and it may be sent. */
  async function isAbsent(entry: OutboxEntry, key: string, { destination, session }: Delivery): Promise<boolean> {
    let receipt: Receipt | null;
    try {
      receipt = await destination.findDraft(key, session);
    } catch (error) {
      await fail(entry.id, error, false);
      return false;
    }
    if (receipt !== null) {
      await delivered(entry.id, 'found', receipt);
      return false;
    }
    const now = clock.now();
    if (!isUncertain(entry) || entry.settledAt === undefined || entry.settledAt <= now) return true;
    // Not there yet proves nothing while it may still be on its way. A clock that went back can't prolong this.
    const settledAt = Math.min(entry.settledAt, now + LONGEST_SETTLE_MS);
    const event = entry.state === 'unknown' ? 'lost' : 'postponed';
    await move(entry.id, event, (stored) => ({
      ...stored,
      settledAt,
      waitUntil: Math.min(settledAt, now + LOOK_AGAIN_MS),
    }));
    return false;
  }

  async function create({ entry, draft, images }: Uploaded, { destination, session }: Delivery): Promise<void> {
    let key: DeliveryKey;
    try {
      key = await deliveryKeyOf(entry, draft, { destination, session });
    } catch (error) {
      return fail(entry.id, error, false);
    }
    const started = await change(entry.id, (stored, now) => {
      // Looked up and not found, and on its way again, in one write.
      const ready = stored.state === 'unknown' ? moved(stored, 'not_found', now) : stored;
      if (TRANSITIONS[ready.state].start === undefined || ready.accountId !== entry.accountId) return null;
      const steps = withStep(ready.steps, 'create', 'sent');
      const patch = { key, steps, attempt: ready.attempt + 1, waitUntil: null, error: null };
      return { entry: moved(ready, 'start', now, patch), news: 'start' };
    });
    if (started === null) return;
    let receipt: Receipt;
    try {
      receipt = await destination.createDraft(draft, key, started.options, session, images);
    } catch (error) {
      await fail(entry.id, error, true);
      return;
    }
    await delivered(entry.id, 'answered', receipt);
  }

  /** The last word on an entry whose draft can't be read any more. */
  async function giveUp(id: string): Promise<void> {
    const entry = await store.get(id);
    if (entry?.state === 'delivered')
      await change(
        id,
        whileDelivered(({ steps }) => ({
          waitUntil: null,
          steps: steps.map((step) => (step.state === 'done' ? step : { ...step, state: 'given_up' })),
        })),
      );
    else if (entry?.state === 'dropped') await change(id, (stored) => ({ entry: cleared(stored), news: 'tidied' }));
    else await move(id, 'refused', (stored) => ({ ...stored, error: DRAFT_DAMAGED, waitUntil: null }));
  }

  return async (id) => {
    const stored = await store.getWithDraft(id);
    if (stored === null) return giveUp(id);
    const { draft } = stored;
    const entry = stored.entry.state === 'sending' ? await workerDied(changer, id) : stored.entry;
    if (entry === null) return;
    if (entry.state === 'dropped') return clear(entry);
    if (entry.state === 'delivered' && entry.receipt !== null) {
      const work = openStep(entry) === 'update' ? update : tidy;
      return work(entry, draft, entry.receipt);
    }
    let delivery: Delivery;
    try {
      delivery = await deliver.open(entry);
    } catch (error) {
      return fail(id, error, false);
    }
    // A key without `sent` was refused for certain; asking costs one GET and is safe even where that was a lie.
    if (entry.key !== null && !(await isAbsent(entry, entry.key, delivery))) return;
    const uploaded = await upload(entry, draft, delivery);
    if (uploaded !== null) await create(uploaded, delivery);
  };
}
