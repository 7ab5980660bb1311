import { randomBytes } from 'node:crypto';
import type { DeliveryKey, Destination, Session, Settings } from '../../src/destinations/destination.ts';
import { toDeliveryKey } from '../../src/destinations/github/delivery-key.ts';
import { aDraft, WORDS } from '../fixtures/draft.ts';

/** 8 random hex digits, as the outbox makes them. */
export const newNonce = (): string => randomBytes(4).toString('hex');

/** Who makes keys from the draft alone asks nobody. */
const NOWHERE: Session<Settings> = {
  ...{ siteUrl: 'https://nowhere.example/', apiUrl: 'https://nowhere.example/', settings: {}, words: WORDS },
  http: { request: () => Promise.reject(new Error('nothing is asked here')) },
  clock: { now: () => Date.now() },
};

/** A key that no draft has had before. */
export function newKey(destination: Destination, title = 'A draft'): DeliveryKey {
  const nonce = newNonce();
  // Where the key names a place, the site is asked whether it is free; this one is.
  if (destination.descriptor.id === 'github')
    return toDeliveryKey({ nonce, branch: `clipdraft/${nonce}`, path: `content/posts/${nonce}.md` });
  const key = destination.deliveryKey(aDraft({ title }), nonce, NOWHERE);
  if (typeof key !== 'string') throw new Error('the site was asked for a key');
  return key;
}
