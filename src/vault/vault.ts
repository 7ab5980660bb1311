/** The accounts, and their credentials encrypted at rest. Only the background holds a vault. */
import type { Credentials } from '../auth/credentials.ts';
import { DestinationError, ownError } from '../core/errors.ts';
import type { Clock, Locks, Random, Store } from '../core/ports.ts';
import { type Account, parseAccount } from './account.ts';
import { fromSecretFields, secretFields } from './credentials.ts';
import { type DamagedItem, listSetAside, setAside } from './damaged.ts';
import { open, parseEnvelope, type SecretEnvelope, seal } from './envelope.ts';
import { createDataKey, type KeyStore } from './key.ts';
import {
  ACCOUNT_PREFIX,
  accountKey,
  DAMAGED_PREFIX,
  ENVELOPE_PREFIX,
  envelopeKey,
  envelopesOf,
  VAULT_LOCK,
} from './keys.ts';

export interface Vault {
  /** Stores the account; `undefined` keeps the credentials it has. Throws `vault_locked`, `storage_full`. */
  saveAccount(account: Account, credentials: Credentials | undefined): Promise<void>;
  /** Oldest first. A damaged record is set aside and left out. */
  listAccounts(): Promise<Account[]>;
  getAccount(accountId: string): Promise<Account | null>;
  /**
   * Throws `vault_locked`; `not_found` (`account_missing`) where the account is gone; `reauthorization_required`
   * with reason `credentials_missing`, or `vault_key_lost` where what is stored can't be opened any more.
   */
  getCredentials(accountId: string): Promise<Credentials>;
  /**
   * Puts one secret in the place of another (a rotated refresh token); null takes it away. Nothing happens where the
   * account is gone. Throws `vault_locked`, `storage_full`.
   */
  replaceSecret(accountId: string, field: string, secret: string | null): Promise<void>;
  /** With all its envelopes. */
  removeAccount(accountId: string): Promise<void>;
  /** Accounts that could not be read and were set aside. */
  listDamaged(): Promise<DamagedItem[]>;
  /** Removes envelopes that no account owns: what a crash in the middle of a change leaves behind. */
  sweep(): Promise<void>;
}

export interface VaultDeps {
  store: Store;
  keyStore: KeyStore;
  locks: Locks;
  random: Random;
  clock: Clock;
}

/** An account that an entry or a message names and that is not there any more. */
export function accountMissing(): DestinationError {
  return ownError('not_found', 'account_missing');
}

/** Who gets an account's secrets. */
const receiverOf = ({ siteUrl, apiUrl, authMethod, authorization }: Account): string =>
  JSON.stringify([siteUrl, apiUrl, authMethod, authorization]);

export function createVault({ store, keyStore, locks, random, clock }: VaultDeps): Vault {
  const dataKey = createDataKey({ keyStore, locks });
  const locked = <T>(task: () => Promise<T>): Promise<T> => locks.withLock(VAULT_LOCK, task);
  const unusable = (account: Account, reason: string): DestinationError =>
    new DestinationError({ code: 'reauthorization_required', destination: account.destination, reason });

  async function readAccount(accountId: string): Promise<Account | null> {
    const key = accountKey(accountId);
    const stored = await store.get(key);
    if (stored === undefined) return null;
    const account = parseAccount(stored);
    if (account !== null && account.id === accountId) return account;
    await setAside(store, clock, key, stored);
    return null;
  }

  /** Decrypts every envelope of the account. */
  async function openAll(account: Account): Promise<Record<string, string>> {
    const prefix = envelopesOf(account.id);
    const keys = await store.keys(prefix);
    if (keys.length === 0) return {};
    const key = await dataKey.forOpening();
    if (key === null) throw unusable(account, 'vault_key_lost');
    const fields: Record<string, string> = {};
    for (const name of keys) {
      const field = name.slice(prefix.length);
      const envelope = parseEnvelope(await store.get(name));
      const secret = envelope === null ? null : await open(envelope, { accountId: account.id, field }, key);
      if (secret === null) throw unusable(account, 'vault_key_lost');
      fields[field] = secret;
    }
    return fields;
  }

  /** By their keys. */
  async function sealAll(accountId: string, credentials: Credentials): Promise<Map<string, SecretEnvelope>> {
    const key = await dataKey.forSealing();
    const envelopes = new Map<string, SecretEnvelope>();
    for (const [field, secret] of secretFields(credentials)) {
      envelopes.set(envelopeKey(accountId, field), await seal(secret, { accountId, field }, key, random));
    }
    return envelopes;
  }

  /** The last one first: a crash in between leaves no refresh token without the secret of its client. */
  async function removeEnvelopes(accountId: string, kept: ReadonlyMap<string, unknown> = new Map()): Promise<void> {
    const names = (await store.keys(envelopesOf(accountId))).sort().reverse();
    for (const name of names) if (!kept.has(name)) await store.remove(name);
  }

  /** However this ends, no secret for one server stands in an account at another, which it would be sent to. */
  async function saveCredentials(account: Account, credentials: Credentials): Promise<void> {
    const envelopes = await sealAll(account.id, credentials);
    const former = await readAccount(account.id);
    if (former !== null && receiverOf(former) !== receiverOf(account)) {
      await removeEnvelopes(account.id);
      await store.set(accountKey(account.id), account);
    }
    for (const [name, envelope] of envelopes) await store.set(name, envelope);
    await removeEnvelopes(account.id, envelopes);
  }

  return {
    // The credentials first: an account is never shown as connected before its secret is safe.
    saveAccount: (account, credentials) =>
      locked(async () => {
        if (credentials !== undefined) await saveCredentials(account, credentials);
        await store.set(accountKey(account.id), account);
      }),

    listAccounts: () =>
      locked(async () => {
        const ids = (await store.keys(ACCOUNT_PREFIX)).map((key) => key.slice(ACCOUNT_PREFIX.length));
        const accounts: Account[] = [];
        for (const id of ids) {
          const account = await readAccount(id);
          if (account !== null) accounts.push(account);
        }
        return accounts.sort((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id));
      }),

    getAccount: (accountId) => locked(() => readAccount(accountId)),

    getCredentials: (accountId) =>
      locked(async () => {
        const account = await readAccount(accountId);
        if (account === null) throw accountMissing();
        const credentials = fromSecretFields(account.authMethod, await openAll(account));
        if (credentials === null) throw unusable(account, 'credentials_missing');
        return credentials;
      }),

    replaceSecret: (accountId, field, secret) =>
      locked(async () => {
        if ((await readAccount(accountId)) === null) return;
        const name = envelopeKey(accountId, field);
        if (secret === null) return store.remove(name);
        await store.set(name, await seal(secret, { accountId, field }, await dataKey.forSealing(), random));
      }),

    // The secrets first: a crash in between leaves an account to remove again, never a secret nobody sees.
    removeAccount: (accountId) =>
      locked(async () => {
        await removeEnvelopes(accountId);
        await store.remove(accountKey(accountId));
      }),

    listDamaged: () => listSetAside(store),

    sweep: () =>
      locked(async () => {
        for (const name of await store.keys(ENVELOPE_PREFIX)) {
          const accountId = name.slice(ENVELOPE_PREFIX.length).split(':')[0] ?? '';
          const owner = accountKey(accountId);
          const owned = (await store.get(owner)) ?? (await store.get(`${DAMAGED_PREFIX}${owner}`));
          if (owned === undefined) await store.remove(name);
        }
      }),
  };
}
