/**
 * Tokens that a sign-in or a refresh gave: one renewal at a time whatever the number of callers and contexts, the new
 * token stored before it is used, and never one that is about to expire. The store is the browser session's: no token
 * outlives it.
 */
import { exactOptional, type InferOutput, literal, nullable, number, object, safeParse, string } from 'valibot';
import type { Locks, Store } from '../core/ports.ts';
import { isRefusalKey, refusalKey, rememberRefusal, throwIfJustRefused } from './refused-sign-in.ts';

const TokenSet = object({
  v: literal(1),
  accessToken: string(),
  /** ms since the epoch, by the clock that its source is asked with; null where nobody said; 0 once it was refused. */
  expiresAt: nullable(number()),
  /** ms since the epoch, by the same clock; absent where nobody said. */
  issuedAt: exactOptional(number()),
  refreshToken: exactOptional(string()),
});
export type TokenSet = InferOutput<typeof TokenSet>;

export interface TokenSourceDeps {
  /** Whose tokens they are: they are stored under it and renewed under a lock of its name. */
  subject: string;
  store: Store;
  locks: Locks;
  /**
   * Signs in or refreshes. It is never cut short once begun: a server that has handed out a new token may have revoked
   * the old one already. What it throws reaches every caller that waits; where it is credentials_rejected or
   * reauthorization_required, also every other that comes within a minute.
   */
  renew(previous: TokenSet | null, now: number): Promise<TokenSet>;
}

export interface TokenSource {
  /** As `getAccessToken`, with what is known of the token. */
  getToken(now: number, refused: string | null): Promise<TokenSet>;
  /**
   * A token that lasts. `refused` is one that the server did not take: it is never given again, to anybody, and renewed
   * unless somebody has put a newer one in its place meanwhile.
   * @param now ms since the epoch, by the clock that tells when tokens end
   */
  getAccessToken(now: number, refused: string | null): Promise<string>;
  /**
   * Renews a token that has not ended yet where no more than `aheadMs` of it are left.
   * @returns when the token ends, ms since the epoch; null where there is none that lives, or its end is not known
   */
  renewAhead(now: number, aheadMs: number): Promise<number | null>;
}

/**
 * Milliseconds before its end from which a token counts as ended: it must outlive the request it goes with. Of a token
 * that lives only minutes it is at most half of that life: else it would be renewed for every request.
 */
const EARLY_MS = 60_000;

function lasts({ expiresAt, issuedAt }: TokenSet, now: number): boolean {
  if (expiresAt === null) return true;
  const early = issuedAt === undefined ? EARLY_MS : Math.min(EARLY_MS, (expiresAt - issuedAt) / 2);
  return expiresAt - early > now;
}

export const tokenKey = (subject: string): string => `token:${subject}`;
/** One lock for all tokens of an account: none is renewed while they are moved or forgotten. */
const lockOf = (subject: string): string => `clipdraft-token:${subject.split('/')[0]}`;

/** The name of a second token of the same account, by another grant. It moves and goes with the first. */
export const secondSubject = (subject: string, grant: string): string => `${subject}/${grant}`;

/** Where the tokens of a subject are: its own first. */
async function keysOf(subject: string, store: Store): Promise<string[]> {
  const others = await store.keys(`${tokenKey(subject)}/`);
  return [tokenKey(subject), ...others];
}

/** Nothing of a subject's tokens is renewed, moved or forgotten meanwhile. It must not be called within itself. */
export const withTokenLock = <T>(subject: string, locks: Locks, task: () => Promise<T>): Promise<T> =>
  locks.withLock(lockOf(subject), task);

/** What is stored of a subject's own token, or null where there is none, or it is damaged. */
export async function readToken(subject: string, store: Store): Promise<TokenSet | null> {
  const parsed = safeParse(TokenSet, await store.get(tokenKey(subject)));
  return parsed.success ? parsed.output : null;
}

/**
 * The tokens of a subject, from one store into another, once a renewal that is under way there has ended.
 * @param save stores whom they belong to now. No former token is there any more when it begins, and none of the new ones:
 *   a background that ends in the middle of it leaves no token of one sign-in to the other.
 */
export function moveToken(
  subject: string,
  { from, to, locks }: { from: Store; to: Store; locks: Locks },
  save: () => Promise<void> = async () => {},
): Promise<void> {
  return withTokenLock(subject, locks, async () => {
    const moved = new Map<string, unknown>();
    for (const key of await keysOf(subject, from)) moved.set(key, await from.get(key));
    for (const key of await keysOf(subject, to)) {
      if (!isSame(moved.get(key), await to.get(key))) await to.remove(key);
    }
    await save();
    for (const [key, token] of moved) if (token !== undefined) await to.set(key, token);
  });
}

/** Both are JSON, and where they are the same, one is the other, read twice. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Forgets the tokens of a subject, once a renewal that is under way has ended. */
export function forgetToken(subject: string, { store, locks }: { store: Store; locks: Locks }): Promise<void> {
  return withTokenLock(subject, locks, async () => {
    for (const key of await keysOf(subject, store)) await store.remove(key);
  });
}

/** The next who needs a token asks anew: for a person who may have set right what was refused a moment ago. */
export function forgetRefusals(subject: string, { store, locks }: { store: Store; locks: Locks }): Promise<void> {
  return withTokenLock(subject, locks, async () => {
    for (const key of (await keysOf(subject, store)).filter(isRefusalKey)) await store.remove(key);
  });
}

export function createTokenSource({ subject, store, locks, renew }: TokenSourceDeps): TokenSource {
  const key = tokenKey(subject);

  const stored = (): Promise<TokenSet | null> => readToken(subject, store);

  /** Renews, unless whoever held the lock before us has left what is good enough. */
  function renewUnless<T extends TokenSet | null>(
    isGood: (token: TokenSet | null) => token is T,
    now: number,
    refused: string | null,
  ): Promise<T | TokenSet> {
    return withTokenLock(subject, locks, async () => {
      let previous = await stored();
      if (isGood(previous)) return previous;
      if (previous !== null && previous.accessToken === refused) {
        // Whatever becomes of the renewal, nobody sends this one again.
        previous = { ...previous, expiresAt: 0 };
        await store.set(key, previous);
      }
      await throwIfJustRefused(store, refusalKey(key), now);
      const renewed = await renewOrRemember(previous, now);
      await store.set(key, renewed);
      return renewed;
    });
  }

  async function renewOrRemember(previous: TokenSet | null, now: number): Promise<TokenSet> {
    try {
      return await renew(previous, now);
    } catch (error) {
      // The refusal itself is what the caller is to hear of, not that there was no room to remember it.
      await rememberRefusal(store, refusalKey(key), error, now).catch(() => undefined);
      throw error;
    }
  }

  async function getToken(now: number, refused: string | null): Promise<TokenSet> {
    const isGood = (token: TokenSet | null): token is TokenSet =>
      token !== null && token.accessToken !== refused && lasts(token, now);
    const current = await stored();
    return isGood(current) ? current : renewUnless(isGood, now, refused);
  }

  return {
    getToken,
    getAccessToken: async (now, refused) => (await getToken(now, refused)).accessToken,

    async renewAhead(now, aheadMs) {
      const endOf = (token: TokenSet | null): number => token?.expiresAt ?? 0;
      const isFar = (token: TokenSet | null): token is TokenSet | null => {
        const left = endOf(token) - now;
        return left <= 0 || left > aheadMs;
      };
      const current = await stored();
      const token = isFar(current) ? current : await renewUnless(isFar, now, null);
      return endOf(token) > now ? endOf(token) : null;
    },
  };
}
