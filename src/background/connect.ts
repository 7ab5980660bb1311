/** An account is connected, or an existing one edited. The check comes before anything is stored. */
import { type Credentials, extraHeadersOf, toKeep } from '../auth/credentials.ts';
import { moveToken } from '../auth/token-source.ts';
import type { Clock, Locks, Random, Store } from '../core/ports.ts';
import type { SetUpChoices } from '../destinations/destination.ts';
import type { ConnectRequest, ConnectResult } from '../messages/contract.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Account } from '../vault/account.ts';
import type { SettingsStore } from '../vault/settings.ts';
import { accountMissing, type Vault } from '../vault/vault.ts';
import { type Opened, revoke } from './revoke.ts';
import type { OpenedAccount, Sessions } from './sessions.ts';

export interface ConnectDeps {
  vault: Vault;
  settings: SettingsStore;
  sessions: Sessions;
  outbox: Outbox;
  clock: Clock;
  random: Random;
  locks: Locks;
  /** The browser session's access tokens. */
  tokens: Store;
  /** Sends what waited for the account. */
  run(): void;
  /** Menus and open pages. */
  onChange(): void;
  /** Access that no account needs any more, to these and whatever else was granted. */
  giveUpUnneeded(former: string[]): Promise<void>;
}

/** @param madeForUs the site has just made these credentials for us: it is to take them back where they don't serve, else those that they replace */
export type Connect = (request: ConnectRequest, how?: { madeForUs: boolean }) => Promise<ConnectResult>;

/** What an account that is being set up can be set up with. It signs in as `Connect` would, and stores nothing. */
export type Choices = (request: ConnectRequest) => Promise<SetUpChoices>;

interface Prepared {
  existing: Account | null;
  account: Account;
  credentials: Credentials;
  tokens: Store;
  opened: OpenedAccount;
}

export function createConnect(deps: ConnectDeps): { connect: Connect; choices: Choices } {
  const { vault, settings, sessions, outbox, locks } = deps;

  /** What was typed now, over what the account has. */
  async function credentialsFor(request: ConnectRequest): Promise<Credentials> {
    const { accountId, credentials, extraHeaders } = request;
    if (accountId === undefined) {
      if (credentials === undefined) throw accountMissing();
      return withHeaders(credentials, extraHeaders);
    }
    if (credentials === undefined) return withHeaders(await vault.getCredentials(accountId), extraHeaders);
    // A new sign-in cures what can't be opened any more: then there are no headers to keep either.
    const stored = await vault.getCredentials(accountId).catch(() => null);
    return withHeaders(withUser(credentials, stored), extraHeaders ?? extraHeadersOf(stored));
  }

  function accountFor(request: ConnectRequest, method: Credentials['method'], existing: Account | null): Account {
    const { discovery, destination } = request;
    return {
      v: 1,
      id: existing?.id ?? deps.random.uuid(),
      destination,
      siteUrl: discovery.siteUrl,
      apiUrl: discovery.apiUrl,
      authMethod: method,
      origins: discovery.origins,
      identity: existing?.identity ?? { siteTitle: discovery.title, userName: null, role: null },
      settings: request.settings,
      createdAt: existing?.createdAt ?? new Date(deps.clock.now()).toISOString(),
    };
  }

  async function makeDefaultIfFirst(account: Account): Promise<void> {
    const { defaultAccountId } = await settings.get();
    const known = defaultAccountId !== null && (await vault.getAccount(defaultAccountId)) !== null;
    if (!known) await settings.set({ defaultAccountId: account.id });
  }

  async function store(request: ConnectRequest, account: Account, credentials: Credentials, staged: Store) {
    const { staySignedIn } = request;
    const isNew = request.credentials !== undefined;
    const changed = isNew || request.extraHeaders !== undefined || staySignedIn !== undefined;
    // A password that rests in the vault already is there because the person said so once.
    await vault.saveAccount(account, changed ? toKeep(credentials, staySignedIn ?? !isNew) : undefined);
    if (isNew) await moveToken(account.id, { from: staged, to: deps.tokens, locks });
  }

  async function prepare(request: ConnectRequest): Promise<Prepared> {
    const { accountId } = request;
    const existing = accountId === undefined ? null : await vault.getAccount(accountId);
    if (accountId !== undefined && existing === null) throw accountMissing();
    const credentials = await credentialsFor(request);
    const account = accountFor(request, credentials.method, existing);
    // A new sign-in is tried apart: until it has succeeded, the account's own session stays as it is.
    const tokens = request.credentials === undefined ? deps.tokens : stagedTokens();
    return { existing, account, credentials, tokens, opened: await sessions.openWith(account, credentials, tokens) };
  }

  const choices: Choices = async (request) => {
    const { destination, session } = (await prepare(request)).opened;
    return destination.choices === undefined ? NO_CHOICES : destination.choices(session);
  };

  const connect: Connect = async (request, { madeForUs } = { madeForUs: false }) => {
    const { existing, account, credentials, tokens, opened } = await prepare(request);
    const replaced = madeForUs && existing !== null ? await sessions.openAccount(existing.id).catch(() => null) : null;
    let obsolete: Opened | null = madeForUs ? opened : null;
    try {
      const report = await opened.destination.check(opened.session);
      if (!report.ok) return { report, account: null };
      const connected: Account = { ...account, identity: report.identity ?? account.identity };
      await store(request, connected, credentials, tokens);
      obsolete = replaced;
      await deps.giveUpUnneeded(existing?.origins ?? []);
      await makeDefaultIfFirst(connected);
      const released = await outbox.connectWaiting(connected.id);
      deps.onChange();
      deps.run();
      return { report, account: connected, released: released.length };
    } finally {
      if (obsolete !== null) await revoke(obsolete);
    }
  };

  return { connect, choices };
}

const NO_CHOICES: SetUpChoices = { identity: null, projects: [], entryTypes: null };

/** Who signs in again types the password alone: no page ever sees the name. */
function withUser(typed: Credentials, stored: Credentials | null): Credentials {
  if (stored === null || !('username' in typed) || typed.username !== '') return typed;
  return stored.method === typed.method ? { ...typed, username: stored.username } : typed;
}

/** `extraHeaders` in place of the credentials' own: absent leaves them, empty takes them away. */
function withHeaders(credentials: Credentials, extraHeaders: string | undefined): Credentials {
  if (credentials.method === 'admin_api_key' || extraHeaders === undefined) return credentials;
  const { extraHeaders: _, ...rest } = credentials;
  return extraHeaders.trim() === '' ? rest : { ...rest, extraHeaders };
}

/** A store of its own for one sign-in that may fail. */
function stagedTokens(): Store {
  const items = new Map<string, unknown>();
  return {
    get: async (key) => items.get(key),
    set: async (key, value) => void items.set(key, value),
    remove: async (key) => void items.delete(key),
    keys: async (prefix) => [...items.keys()].filter((key) => key.startsWith(prefix)),
  };
}
