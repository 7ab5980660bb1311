/** Every key of storage.local, in one place. Account ids are UUIDs: they hold no colon. */
export const ACCOUNT_PREFIX = 'account:';
export const ENVELOPE_PREFIX = 'envelope:';
/** Records no parser accepts any more, kept for the person to see: `damaged:<their key>`. */
export const DAMAGED_PREFIX = 'damaged:';
export const SETTINGS_KEY = 'settings';
/** Of which ends of credentials the person was told (background/endings.ts). */
export const ENDINGS_KEY = 'endings';

export const accountKey = (accountId: string): string => `${ACCOUNT_PREFIX}${accountId}`;

/** The prefix of all envelopes of one account. */
export const envelopesOf = (accountId: string): string => `${ENVELOPE_PREFIX}${accountId}:`;

export const envelopeKey = (accountId: string, field: string): string => `${envelopesOf(accountId)}${field}`;

/** Named locks (Web Locks). The vault's lock is taken before the data key's, never the other way round. */
export const VAULT_LOCK = 'clipdraft-vault';
export const DATA_KEY_LOCK = 'clipdraft-data-key';
export const SETTINGS_LOCK = 'clipdraft-settings';
