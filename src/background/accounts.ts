/** Set-up of accounts: what the options page asks for. The check comes before anything is stored. */
import { type Credentials, toKeep } from '../auth/credentials.ts';
import { tokenKey } from '../auth/token-source.ts';
import type { Clock, Random, Store } from '../core/ports.ts';
import { originPattern } from '../destinations/address.ts';
import type { CheckReport, DestinationOptions, Discovery } from '../destinations/destination.ts';
import { destinationFor } from '../destinations/registry.ts';
import type { ConnectRequest, ConnectResult, Input } from '../messages/contract.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Account } from '../vault/account.ts';
import type { SettingsStore } from '../vault/settings.ts';
import { accountMissing, type Vault } from '../vault/vault.ts';
import type { Sessions } from './sessions.ts';

export interface AccountsDeps {
  vault: Vault;
  settings: SettingsStore;
  sessions: Sessions;
  outbox: Outbox;
  clock: Clock;
  random: Random;
  /** The browser session's access tokens. */
  tokens: Store;
  /** Sends what waited for the account. */
  run(): void;
  /** Menus and open pages. */
  onChange(): void;
  removeOrigins(origins: string[]): Promise<boolean>;
}

export interface Accounts {
  discover(input: Input<'accounts.discover'>): Promise<Discovery>;
  connect(request: ConnectRequest): Promise<ConnectResult>;
  check(accountId: string): Promise<CheckReport>;
  remove(accountId: string): Promise<null>;
  options(accountId: string): Promise<DestinationOptions>;
  /** Access was granted to these match patterns: what waited for it goes. */
  onGranted(origins: string[]): Promise<void>;
}

export function createAccounts(deps: AccountsDeps): Accounts {
  const { vault, settings, sessions, outbox } = deps;

  /** What was typed now, over what the account has. */
  async function credentialsFor({ accountId, credentials, extraHeaders }: ConnectRequest): Promise<Credentials> {
    if (credentials === undefined && accountId === undefined) throw accountMissing();
    const base = credentials ?? (await vault.getCredentials(accountId ?? ''));
    if (base.method === 'admin_api_key' || extraHeaders === undefined) return base;
    const { extraHeaders: _, ...rest } = base;
    return extraHeaders.trim() === '' ? rest : { ...rest, extraHeaders };
  }

  async function accountFor(request: ConnectRequest, credentials: Credentials): Promise<Account> {
    const { discovery, destination } = request;
    const existing = request.accountId === undefined ? null : await vault.getAccount(request.accountId);
    if (request.accountId !== undefined && existing === null) throw accountMissing();
    return {
      v: 1,
      id: existing?.id ?? deps.random.uuid(),
      destination,
      siteUrl: discovery.siteUrl,
      apiUrl: discovery.apiUrl,
      authMethod: credentials.method,
      origins: discovery.origins,
      identity: existing?.identity ?? { siteTitle: discovery.title, userName: null, role: null },
      settings: request.settings,
      createdAt: existing?.createdAt ?? new Date(deps.clock.now()).toISOString(),
    };
  }

  async function keepToken(accountId: string, staged: Store): Promise<void> {
    const key = tokenKey(accountId);
    const token = await staged.get(key);
    if (token === undefined) await deps.tokens.remove(key);
    else await deps.tokens.set(key, token);
  }

  async function makeDefaultIfFirst(account: Account): Promise<void> {
    const { defaultAccountId } = await settings.get();
    const known = defaultAccountId !== null && (await vault.getAccount(defaultAccountId)) !== null;
    if (!known) await settings.set({ defaultAccountId: account.id });
  }

  /** Access that neither an account nor `kept` needs. What the manifest holds (a test build's) can't be given up. */
  async function giveUpUnused(origins: string[], kept: string[] = []): Promise<void> {
    const needed = new Set([...kept, ...(await vault.listAccounts()).flatMap((account) => account.origins)]);
    const unused = origins.filter((origin) => !needed.has(origin));
    if (unused.length > 0) await deps.removeOrigins(unused).catch(() => false);
  }

  return {
    async discover({ destination: id, url, allowHttp, site, extraHeaders }) {
      const destination = destinationFor(id);
      const http = sessions.anonymousHttp(destination, allowHttp === true, extraHeaders ?? '');
      const io = { http, clock: deps.clock };
      if (site === undefined) return destination.discover(new URL(url), io);
      const discovery = await destination.discover(new URL(url), io, new URL(site));
      // The site was only needed to find its admin.
      await giveUpUnused([originPattern(new URL(site))], discovery.origins);
      return discovery;
    },

    async connect(request) {
      const credentials = await credentialsFor(request);
      const account = await accountFor(request, credentials);
      const isNew = request.credentials !== undefined;
      // A new sign-in is tried apart: until it has succeeded, the account's own session stays as it is.
      const tokens = isNew ? stagedTokens() : deps.tokens;
      const { destination, session } = await sessions.openWith(account, credentials, tokens);
      const report = await destination.check(session);
      if (!report.ok) return { report, account: null };
      const connected: Account = { ...account, identity: report.identity ?? account.identity };
      const changed = isNew || request.extraHeaders !== undefined;
      await vault.saveAccount(connected, changed ? toKeep(credentials, request.staySignedIn === true) : undefined);
      if (isNew) await keepToken(connected.id, tokens);
      await makeDefaultIfFirst(connected);
      const released = await outbox.connectWaiting(connected.id);
      deps.onChange();
      deps.run();
      return { report, account: connected, released: released.length };
    },

    async check(accountId) {
      const { destination, session } = await sessions.openAccount(accountId);
      return destination.check(session);
    },

    async remove(accountId) {
      const account = await vault.getAccount(accountId);
      await vault.removeAccount(accountId);
      await deps.tokens.remove(tokenKey(accountId));
      await outbox.disconnect(accountId);
      const rest = await vault.listAccounts();
      const { defaultAccountId } = await settings.get();
      if (defaultAccountId === accountId) await settings.set({ defaultAccountId: rest[0]?.id ?? null });
      await giveUpUnused(account?.origins ?? []);
      deps.onChange();
      return null;
    },

    async options(accountId) {
      const { destination, session } = await sessions.openAccount(accountId);
      return destination.options(session);
    },

    async onGranted(origins) {
      const cured = (await vault.listAccounts()).filter((account) =>
        account.origins.some((origin) => origins.includes(origin)),
      );
      for (const { id } of cured) await outbox.connectWaiting(id);
      if (cured.length > 0) deps.run();
    },
  };
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
