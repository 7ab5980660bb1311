import type { Draft } from '../../draft/draft.ts';
import type { DeliveryKey } from '../destination.ts';

/** The rest of the 27 that a tag of 32 characters holds after `clip-` and the nonce. */
const ID_DIGITS = 19;

/**
 * The tag under which a draft is sent and, should the answer be lost, found again: `clip-` and 27 hexadecimal digits. It
 * says nothing of what is in the draft: whoever reads the project sees its tags.
 * @param nonce 8 random hex digits
 */
export function contentjetDeliveryKey({ id }: Draft, nonce: string): DeliveryKey {
  const digits = id.toLowerCase().replace(/[^\da-f]/g, '');
  const codes = Array.from(id, (character) => character.charCodeAt(0).toString(16)).join('');
  return `clip-${nonce}${`${digits}${codes}`.padEnd(ID_DIGITS, '0').slice(0, ID_DIGITS)}`;
}

/** A delivery's own tag. People never see it: it is not offered, and taken off after the delivery. */
export const isKeyTag = (tag: string): boolean => /^clip-[\da-f]{27}$/.test(tag);
