import type { DeliveryKey } from '../destination.ts';

/** Ghost keeps 191 characters of a slug and shortens what it makes itself to 185; this leaves room for the nonce. */
const MAX_WORDS = 150;

/** Lower-case ASCII words joined by hyphens: what Ghost's own slugging leaves as it is. Empty where nothing remains. */
export function asciiSlug(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
  const words = plain.match(/[a-z0-9]+/g) ?? [];
  return words.join('-').slice(0, MAX_WORDS).replace(/-$/, '');
}

/** The slug under which a draft is sent and, should the answer be lost, found again. `nonce`: 8 random hex digits. */
export function ghostDeliveryKey(title: string, nonce: string): DeliveryKey {
  return `${asciiSlug(title) || 'draft'}-${nonce}`;
}
