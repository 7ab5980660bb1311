/** An account is connected, or an existing one edited. The check comes before anything is stored. */
import { type Credentials, toKeep } from '../auth/credentials.ts';
import { stagedTokens } from '../auth/staged-tokens.ts';
import { forgetRefusals, moveToken, type TokenSet, tokenKey } from '../auth/token-source.ts';
import type { Clock, Locks, Random, Store } from '../core/ports.ts';
import type { SetUpChoices } from '../destinations/destination.ts';
import type { ConnectRequest, ConnectResult } from '../messages/contract.ts';
import { RUNNER_LOCK } from '../outbox/deps.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Account } from '../vault/account.ts';
import type { SettingsStore } from '../vault/settings.ts';
import { accountMissing, type Vault } from '../vault/vault.ts';
import { createConnectRequests } from './connect-requests.ts';
import { refuseMissing } from './refuse-missing.ts';
import { type Revocable, revoke } from './revoke.ts';
import type { OpenedAccount, Sessions, Staged } from './sessions.ts';

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

/** How the credentials of a request came about. */
export interface Origin {
  /** The site has just made them for us: it is to take them back where they don't serve, else those that they replace. */
  madeForUs: boolean;
  /** With credentials of `authorization_code`: what the code was exchanged for. The refresh token in it is theirs. */
  tokens?: TokenSet;
}

export type Connect = (request: ConnectRequest, origin?: Origin) => Promise<ConnectResult>;

/** What an account that is being set up can be set up with. It signs in as `Connect` would, and stores nothing. */
export type Choices = (request: ConnectRequest) => Promise<SetUpChoices>;

interface Prepared {
  existing: Account | null;
  account: Account;
  credentials: Credentials;
  /** Somebody signs in anew. */
  isNew: boolean;
  /** Absent where nothing of the sign-in was typed or given. */
  staged: Staged | undefined;
  opened: OpenedAccount;
}

interface Stored {
  account: Account;
  /** What the account lived on so far, where that was a grant and somebody has signed in anew. */
  former: Revocable | null;
}

export function createConnect(deps: ConnectDeps): { connect: Connect; choices: Choices } {
  const { vault, settings, sessions, outbox, locks } = deps;
  const { credentialsFor, accountFor } = createConnectRequests(deps);

  async function makeDefaultIfFirst(account: Account): Promise<void> {
    const { defaultAccountId } = await settings.get();
    const known = defaultAccountId !== null && (await vault.getAccount(defaultAccountId)) !== null;
    if (!known) await settings.set({ defaultAccountId: account.id });
  }

  /** Who keeps a sign-in keeps it as it stands now: during the check it may have been renewed, or taken anew. */
  async function asItStands(request: ConnectRequest, { account, credentials, staged }: Prepared) {
    if (request.credentials === undefined) {
      const existing = await vault.getAccount(account.id);
      const kept = (await credentialsFor(request, existing)).credentials;
      return {
        account: { ...account, ...accountFor(request, kept.method, existing), identity: account.identity },
        credentials: kept,
      };
    }
    if (staged?.grant === undefined || credentials.method !== 'authorization_code') return { account, credentials };
    const { refreshToken: _, ...client } = credentials;
    const { refreshToken } = staged.grant;
    return { account, credentials: { ...client, ...(refreshToken === undefined ? {} : { refreshToken }) } };
  }

  /** No token of the account is renewed meanwhile, or the end of that would be written over what is stored here. */
  async function store(request: ConnectRequest, prepared: Prepared): Promise<Stored> {
    const { staySignedIn } = request;
    const changed =
      request.credentials !== undefined || request.extraHeaders !== undefined || staySignedIn !== undefined;
    const stored: Stored = { account: prepared.account, former: null };
    const from = prepared.staged?.tokens ?? deps.tokens;
    await moveToken(prepared.account.id, { from, to: deps.tokens, locks }, async () => {
      // It may have been removed during the check.
      await refuseMissing(request.accountId, deps);
      const { account, credentials } = await asItStands(request, prepared);
      stored.account = account;
      stored.former = prepared.isNew ? await grantOf(prepared.existing).catch(() => null) : null;
      // A password that rests in the vault already is there because the person said so once.
      await vault.saveAccount(account, changed ? toKeep(credentials, staySignedIn ?? !prepared.isNew) : undefined);
    });
    return stored;
  }

  /** Where drafts will go to another place than so far, none may be under way meanwhile. */
  async function storeInPlace(request: ConnectRequest, prepared: Prepared): Promise<Stored> {
    const { existing, account, opened } = prepared;
    if (existing === null || placeOf(opened, existing) === placeOf(opened, account)) return store(request, prepared);
    return locks.withLock(RUNNER_LOCK, async () => {
      await outbox.relocate(account.id);
      return store(request, prepared);
    });
  }

  /** A new sign-in is tried apart: until it has succeeded, the account's own session stays as it is. */
  async function stage(
    { credentials }: ConnectRequest,
    { accountId, isNew, given }: { accountId: string; isNew: boolean; given: TokenSet | undefined },
  ): Promise<Staged | undefined> {
    if (credentials === undefined) return undefined;
    if (!isNew) return { tokens: stagedTokens({ subject: accountId, store: deps.tokens }) };
    const tokens = stagedTokens();
    if (credentials.method !== 'authorization_code') return { tokens };
    const { refreshToken = credentials.refreshToken, ...access } = given ?? {};
    if (given !== undefined) await tokens.set(tokenKey(accountId), access);
    return { tokens, grant: { refreshToken } };
  }

  async function prepare(
    request: ConnectRequest,
    { given, choosing }: { given?: TokenSet | undefined; choosing?: true } = {},
  ): Promise<Prepared> {
    const { accountId } = request;
    const existing = accountId === undefined ? null : await vault.getAccount(accountId);
    if (accountId !== undefined && existing === null) throw accountMissing();
    const { credentials, isNew } = await credentialsFor(request, existing);
    const account = accountFor(request, credentials.method, existing);
    const staged = await stage(request, { accountId: account.id, isNew, given });
    // What the person has changed may be what the sign-in was refused for.
    await forgetRefusals(account.id, { store: staged?.tokens ?? deps.tokens, locks });
    const opened = await sessions.openWith(account, credentials, staged, choosing);
    return { existing, account, credentials, isNew, staged, opened };
  }

  const choices: Choices = async (request) => {
    const { destination, session } = (await prepare(request, { choosing: true })).opened;
    return destination.choices === undefined ? NO_CHOICES : destination.choices(session);
  };

  /** A password that a new one takes the place of. */
  async function replacedBy({ existing }: Prepared): Promise<Revocable | null> {
    if (existing === null || existing.authMethod === 'authorization_code') return null;
    return sessions.openAccount(existing.id).catch(() => null);
  }

  /** An account's grant as it stands now, to be revoked once the account lives on something else. */
  async function grantOf(account: Account | null): Promise<Revocable | null> {
    if (account?.authMethod !== 'authorization_code') return null;
    const credentials = await vault.getCredentials(account.id);
    const grant = { refreshToken: 'refreshToken' in credentials ? credentials.refreshToken : undefined };
    return sessions.openWith(account, credentials, { tokens: stagedTokens(), grant });
  }

  const connect: Connect = async (request, { madeForUs, tokens } = { madeForUs: false }) => {
    const prepared = await prepare(request, { given: tokens });
    const { existing, opened } = prepared;
    const replaced = madeForUs ? await replacedBy(prepared) : null;
    let obsolete: Revocable | null = madeForUs ? opened : null;
    try {
      const report = await opened.check();
      if (!report.ok) return { report, account: null };
      const { identity, credentialsEndAt } = report;
      const checked = {
        ...prepared.account,
        identity: identity ?? prepared.account.identity,
        ...(credentialsEndAt === undefined ? {} : { credentialsEndAt }),
      };
      const { account: connected, former } = await storeInPlace(request, { ...prepared, account: checked });
      obsolete = replaced;
      // While its server may still be reached.
      if (former !== null) await revoke(former);
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
