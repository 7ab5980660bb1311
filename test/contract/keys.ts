import { randomBytes } from 'node:crypto';
import type { DeliveryKey, Destination } from '../../src/destinations/destination.ts';
import { aDraft } from '../fixtures/draft.ts';

/** 8 random hex digits, as the outbox makes them. */
export const newNonce = (): string => randomBytes(4).toString('hex');

/** A key that no draft has had before. */
export const newKey = (destination: Destination, title = 'A draft'): DeliveryKey =>
  destination.deliveryKey(aDraft({ title }), newNonce());
