/** An account is connected, or an existing one edited. The check comes before anything is stored. */
import { type Credentials, extraHeadersOf, toKeep } from '../auth/credentials.ts';
import { stagedTokens } from '../auth/staged-tokens.ts';
import { forgetRefusals, moveToken } from '../auth/token-source.ts';
import { keepsSignIn, nameOf, overStored } from '../auth/typed-credentials.ts';
import { DestinationError } from '../core/errors.ts';
import type { Clock, Locks, Random, Store } from '../core/ports.ts';
import { isSameSite } from '../destinations/address.ts';
import type { SetUpChoices } from '../destinations/destination.ts';
import type { ConnectRequest, ConnectResult } from '../messages/contract.ts';
import { RUNNER_LOCK } from '../outbox/deps.ts';
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
  /** Somebody signs in anew. */
  isNew: boolean;
  tokens: Store;
  opened: OpenedAccount;
}

export function createConnect(deps: ConnectDeps): { connect: Connect; choices: Choices } {
  const { vault, settings, sessions, outbox, locks } = deps;

  /**
   * What was typed now, over what the account has.
   * @throws DestinationError reauthorization_required where what it has would go to another site
   */
  async function credentialsFor(
    request: ConnectRequest,
    existing: Account | null,
  ): Promise<{ credentials: Credentials; isNew: boolean }> {
    const { credentials: typed, extraHeaders } = request;
    const isElsewhere = existing !== null && !isSameSite(new URL(request.discovery.apiUrl), new URL(existing.apiUrl));
    if (typed === undefined) {
      if (existing === null) throw accountMissing();
      if (isElsewhere) throw anotherSite(request);
      return { credentials: withHeaders(await vault.getCredentials(existing.id), extraHeaders), isNew: false };
    }
    // A new sign-in cures what can't be opened any more: then there are no headers to keep either.
    const stored = existing === null ? null : await vault.getCredentials(existing.id).catch(() => null);
    const isNew = !keepsSignIn(typed, stored);
    if (isElsewhere && !isNew) throw anotherSite(request);
    const known = isElsewhere ? nameOf(stored) : stored;
    return { credentials: withHeaders(overStored(typed, known), extraHeaders ?? extraHeadersOf(known)), isNew };
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

  async function store(request: ConnectRequest, { account, credentials, isNew, tokens }: Prepared) {
    const { staySignedIn } = request;
    const typed = request.credentials !== undefined;
    const changed = typed || request.extraHeaders !== undefined || staySignedIn !== undefined;
    // A password that rests in the vault already is there because the person said so once.
    await vault.saveAccount(account, changed ? toKeep(credentials, staySignedIn ?? !isNew) : undefined);
    if (typed) await moveToken(account.id, { from: tokens, to: deps.tokens, locks });
  }

  /** Where drafts will go to another place than so far, none may be under way meanwhile. */
  async function storeInPlace(request: ConnectRequest, prepared: Prepared): Promise<void> {
    const { existing, account, opened } = prepared;
    if (existing === null || placeOf(opened, existing) === placeOf(opened, account)) return store(request, prepared);
    await locks.withLock(RUNNER_LOCK, async () => {
      await outbox.relocate(account.id);
      await store(request, prepared);
    });
  }

  /** A new sign-in is tried apart: until it has succeeded, the account's own session stays as it is. */
  function tokensFor(request: ConnectRequest, accountId: string, isNew: boolean): Store {
    if (request.credentials === undefined) return deps.tokens;
    return isNew ? stagedTokens() : stagedTokens({ subject: accountId, store: deps.tokens });
  }

  async function prepare(request: ConnectRequest): Promise<Prepared> {
    const { accountId } = request;
    const existing = accountId === undefined ? null : await vault.getAccount(accountId);
    if (accountId !== undefined && existing === null) throw accountMissing();
    const { credentials, isNew } = await credentialsFor(request, existing);
    const account = accountFor(request, credentials.method, existing);
    const tokens = tokensFor(request, account.id, isNew);
    // What the person has changed may be what the sign-in was refused for.
    await forgetRefusals(account.id, { store: tokens, locks });
    const opened = await sessions.openWith(account, credentials, tokens);
    return { existing, account, credentials, isNew, tokens, opened };
  }

  const choices: Choices = async (request) => {
    const { destination, session } = (await prepare(request)).opened;
    return destination.choices === undefined ? NO_CHOICES : destination.choices(session);
  };

  const connect: Connect = async (request, { madeForUs } = { madeForUs: false }) => {
    const prepared = await prepare(request);
    const { existing, opened } = prepared;
    const replaced = madeForUs && existing !== null ? await sessions.openAccount(existing.id).catch(() => null) : null;
    let obsolete: Opened | null = madeForUs ? opened : null;
    try {
      const report = await opened.destination.check(opened.session);
      if (!report.ok) return { report, account: null };
      const connected: Account = { ...prepared.account, identity: report.identity ?? prepared.account.identity };
      await storeInPlace(request, { ...prepared, account: connected });
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

/** '' where there is but one place, or the settings can't be read any more. */
function placeOf({ destination }: OpenedAccount, { settings }: Account): string {
  try {
    return destination.place?.(destination.parseSettings(settings)) ?? '';
  } catch {
    return '';
  }
}

const NO_CHOICES: SetUpChoices = { identity: null, projects: [], entryTypes: null };

/** No secret of one site is ever sent to another: neither a password nor a token, nor a proxy's header. */
const anotherSite = ({ destination }: ConnectRequest): DestinationError =>
  new DestinationError({ code: 'reauthorization_required', destination, reason: 'another_site' });

/** `extraHeaders` in place of the credentials' own: absent leaves them, empty takes them away. */
function withHeaders(credentials: Credentials, extraHeaders: string | undefined): Credentials {
  if (credentials.method === 'admin_api_key' || extraHeaders === undefined) return credentials;
  const { extraHeaders: _, ...rest } = credentials;
  return extraHeaders.trim() === '' ? rest : { ...rest, extraHeaders };
}
