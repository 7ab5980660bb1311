import type { DeliveryKey } from '../destinations/destination.ts';
import type { Draft } from '../draft/draft.ts';
import type { Delivery } from './deps.ts';
import type { OutboxEntry } from './entry.ts';

/**
 * What the entry is found by at its destination: fixed already, or made now. It is the caller's to store it before
 * anything leaves.
 * @throws DestinationError as any request, where the site has to be asked what is taken there
 */
export async function deliveryKeyOf(
  { key, nonce }: Pick<OutboxEntry, 'key' | 'nonce'>,
  draft: Draft,
  { destination, session }: Delivery,
): Promise<DeliveryKey> {
  return key ?? destination.deliveryKey(draft, nonce, session);
}
