/** Set-up of accounts: what the options page asks for. */
import { forgetRefusals, forgetToken } from '../auth/token-source.ts';
import { originPattern } from '../destinations/address.ts';
import type {
  CheckReport,
  DestinationOptions,
  Discovery,
  DraftPreview,
  SetUpChoices,
} from '../destinations/destination.ts';
import { destinationFor } from '../destinations/registry.ts';
import type { BodyWords } from '../draft/draft.ts';
import type { Input } from '../messages/contract.ts';
import { type Connect, type ConnectDeps, createConnect } from './connect.ts';
import { ownHeaders } from './own-headers.ts';
import { revoke } from './revoke.ts';

export interface AccountsDeps extends Omit<ConnectDeps, 'giveUpUnneeded'> {
  removeOrigins(origins: string[]): Promise<boolean>;
  /** All match patterns that the person has granted. */
  grantedOrigins(): Promise<string[]>;
  keepAlive<T>(task: () => Promise<T>): Promise<T>;
  words: BodyWords;
}

export interface Accounts {
  discover(input: Input<'accounts.discover'>): Promise<Discovery>;
  connect: Connect;
  /** What an account that is being set up can be set up with. Nothing is stored. */
  choices(input: Input<'accounts.choices'>): Promise<SetUpChoices>;
  /** How a draft would stand at such an account; null where the system has no files. */
  preview(input: Input<'accounts.preview'>): DraftPreview | null;
  /** Asks the site anew, also where it has just refused the sign-in. */
  check(accountId: string): Promise<CheckReport>;
  /** The person wants another try, now: a sign-in that the site has just refused is not taken for refused any more. */
  askAnew(accountId: string): Promise<void>;
  remove(accountId: string): Promise<null>;
  options(accountId: string): Promise<DestinationOptions>;
  /** Access was granted to these match patterns: what waited for it goes. */
  onGranted(origins: string[]): Promise<void>;
  /** Gives back access that neither an account nor `kept` needs. */
  giveUpUnused(origins: string[], kept?: string[]): Promise<void>;
}

export function createAccounts(deps: AccountsDeps): Accounts {
  const { vault, settings, sessions, outbox, keepAlive } = deps;

  /** What the manifest holds (a test build's) can't be given up. */
  async function giveUpUnused(origins: string[], kept: string[] = []): Promise<void> {
    const needed = new Set([...kept, ...(await vault.listAccounts()).flatMap((account) => account.origins)]);
    const unused = origins.filter((origin) => !needed.has(origin));
    if (unused.length > 0) await deps.removeOrigins(unused).catch(() => false);
  }

  const { connect, choices } = createConnect({
    ...deps,
    // A set-up on its way to success may have asked at addresses that came to nothing.
    giveUpUnneeded: async (former) => giveUpUnused([...new Set([...former, ...(await deps.grantedOrigins())])]),
  });

  async function discover(input: Input<'accounts.discover'>): Promise<Discovery> {
    const { destination: id, url, allowHttp, site, accountId } = input;
    const destination = destinationFor(id);
    const extraHeaders = input.extraHeaders ?? (await ownHeaders(vault, accountId, new URL(url)));
    const http = sessions.anonymousHttp(destination, allowHttp === true, extraHeaders);
    const io = { http, clock: deps.clock };
    if (site === undefined) return destination.discover(new URL(url), io);
    const discovery = await destination.discover(new URL(url), io, new URL(site));
    // The site was only needed to find its admin.
    await giveUpUnused([originPattern(new URL(site))], discovery.origins);
    return discovery;
  }

  async function revokeAt(accountId: string): Promise<void> {
    const opened = await sessions.openAccount(accountId).catch(() => null);
    if (opened !== null) await revoke(opened);
  }

  const askAnew = (accountId: string): Promise<void> =>
    forgetRefusals(accountId, { store: deps.tokens, locks: deps.locks });

  return {
    giveUpUnused,
    askAnew,
    discover: (input) => keepAlive(() => discover(input)),
    connect: (request, how) => keepAlive(() => connect(request, how)),
    choices: (input) => keepAlive(() => choices(input)),

    preview({ destination: id, settings, draft }) {
      const destination = destinationFor(id);
      const parsed = destination.parseSettings(settings);
      return destination.preview?.(draft, parsed, deps.clock, deps.words) ?? null;
    },

    check: (accountId) =>
      keepAlive(async () => {
        await askAnew(accountId);
        return (await sessions.openAccount(accountId)).check();
      }),

    async remove(accountId) {
      const account = await vault.getAccount(accountId);
      // While there still is something to sign in with.
      await revokeAt(accountId);
      await vault.removeAccount(accountId);
      await outbox.disconnect(accountId);
      const rest = await vault.listAccounts();
      const { defaultAccountId } = await settings.get();
      if (defaultAccountId === accountId) await settings.set({ defaultAccountId: rest[0]?.id ?? null });
      await giveUpUnused(account?.origins ?? []);
      await forgetToken(accountId, { store: deps.tokens, locks: deps.locks });
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
