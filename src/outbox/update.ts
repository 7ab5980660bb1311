/**
 * Copies of images that came after the delivery: they are uploaded as before it, then the draft's body is written anew.
 * The entry is delivered all the while; what keeps failing is given up, and the draft stays as it is.
 */
import { toErrorView } from '../core/errors.ts';
import type { Receipt } from '../destinations/destination.ts';
import { nextTry } from './afterwards.ts';
import { createChanger } from './change.ts';
import { askedAgain, untried, withStep } from './changes.ts';
import type { Delivery, DeliveryDeps } from './deps.ts';
import type { Upload } from './entry.ts';
import { type Tidy, whileDelivered } from './tidy.ts';
import { createUploads } from './uploads.ts';

const inDraft = ({ late: _, ...upload }: Upload): Upload => upload;

export function createUpdate(deps: Omit<DeliveryDeps, 'locks'>): Tidy {
  const { store, random, deliver } = deps;
  const { change } = createChanger(deps);

  async function fail(id: string, thrown: unknown): Promise<void> {
    const error = toErrorView(thrown);
    const failed = whileDelivered((entry, now) => ({
      error,
      ...(nextTry(entry, error, now, random) ?? { ...untried, steps: withStep(entry.steps, 'update', 'given_up') }),
    }));
    await change(id, failed);
  }

  /** Copies that the draft does not show are deleted again; what can't be is left for an undo. */
  async function takeBack(id: string, receipt: Receipt, { destination, session }: Delivery): Promise<void> {
    const kept: Upload[] = [];
    const shown = await destination.getDraft(receipt, session).catch(() => null);
    for (const upload of (await store.get(id))?.uploads ?? []) {
      const { late, image } = upload;
      if (!late || image === undefined || shown === null) kept.push(upload);
      else if (shown.html.includes(image.url)) kept.push(inDraft(upload));
      else await destination.deleteImage?.(image, session).catch(() => kept.push(upload));
    }
    await change(
      id,
      whileDelivered(() => ({ uploads: kept })),
    );
  }

  const upload = createUploads(deps, fail);

  return async (entry, draft, receipt) => {
    let delivery: Delivery | null = null;
    try {
      delivery = await deliver.open(entry);
      // Where nothing can be reached this fails first, and no image's own tries are used up.
      if (entry.attempt > 0) await delivery.destination.getDraft(receipt, delivery.session);
      const uploaded = await upload(entry, draft, delivery);
      if (uploaded === null) return;
      const { destination, session } = delivery;
      const { options } = uploaded.entry;
      const updated = await destination.updateDraft?.(receipt, uploaded.draft, options, session, uploaded.images);
      const done = whileDelivered(({ uploads = [], steps }) => ({
        receipt: updated ?? receipt,
        uploads: uploads.map(inDraft),
        steps: withStep(steps, 'update', 'done'),
        ...askedAgain,
      }));
      await change(entry.id, done);
    } catch (thrown) {
      if (delivery !== null && toErrorView(thrown).code === 'conflict') await takeBack(entry.id, receipt, delivery);
      await fail(entry.id, thrown);
    }
  };
}
