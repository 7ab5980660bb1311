import { DESTINATIONS } from '../destinations/registry.ts';
import type { Account } from '../vault/account.ts';

/** Whether drafts for this account take copies of their images along. */
export const copiesImages = (account: Account): boolean =>
  DESTINATIONS[account.destination].descriptor.uploadsImages && account.settings.images === 'copy';
