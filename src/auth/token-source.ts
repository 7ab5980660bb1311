/**
 * Tokens that a sign-in or a refresh gave: one renewal at a time whatever the number of callers and contexts, the new
 * token stored before it is used, and never one that is about to expire. The store is the browser session's: no token
 * outlives it.
 */
import { exactOptional, type InferOutput, literal, nullable, number, object, safeParse, string } from 'valibot';
import type { Locks, Store } from '../core/ports.ts';

const TokenSet = object({
  v: literal(1),
  accessToken: string(),
  /** ms since the epoch by the server's clock; null where nobody said. */
  expiresAt: nullable(number()),
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
   * the old one already. What it throws reaches every caller that waits.
   */
  renew(previous: TokenSet | null, serverNow: number): Promise<TokenSet>;
}

export interface TokenSource {
  /**
   * A token that lasts. `refused` is one that the server did not take: it is not given again, unless somebody has put a
   * newer one in its place meanwhile.
   * @param serverNow ms since the epoch by the server's clock
   */
  getAccessToken(serverNow: number, refused: string | null): Promise<string>;
}

/** Milliseconds before its end from which a token counts as ended: it must outlive the request it goes with. */
const EARLY_MS = 60_000;

const tokenKey = (subject: string): string => `token:${subject}`;
const lockOf = (subject: string): string => `clipdraft-token:${subject}`;

/** The name of a second token of the same account, by another grant. It moves and goes with the first. */
export const secondSubject = (subject: string, grant: string): string => `${subject}/${grant}`;

/** Where the tokens of a subject are: its own first. */
async function keysOf(subject: string, store: Store): Promise<string[]> {
  const others = await store.keys(`${tokenKey(subject)}/`);
  return [tokenKey(subject), ...others];
}

/** The tokens of a subject, from one store into another, once a renewal that is under way there has ended. */
export function moveToken(
  subject: string,
  { from, to, locks }: { from: Store; to: Store; locks: Locks },
): Promise<void> {
  return locks.withLock(lockOf(subject), async () => {
    for (const key of new Set([...(await keysOf(subject, from)), ...(await keysOf(subject, to))])) {
      const token = await from.get(key);
      if (token === undefined) await to.remove(key);
      else await to.set(key, token);
    }
  });
}

/** Forgets the tokens of a subject, once a renewal that is under way has ended. */
export function forgetToken(subject: string, { store, locks }: { store: Store; locks: Locks }): Promise<void> {
  return locks.withLock(lockOf(subject), async () => {
    for (const key of await keysOf(subject, store)) await store.remove(key);
  });
}

export function createTokenSource({ subject, store, locks, renew }: TokenSourceDeps): TokenSource {
  const key = tokenKey(subject);

  async function stored(): Promise<TokenSet | null> {
    const parsed = safeParse(TokenSet, await store.get(key));
    return parsed.success ? parsed.output : null;
  }

  return {
    async getAccessToken(serverNow, refused) {
      const lasts = (token: TokenSet | null): token is TokenSet =>
        token !== null &&
        token.accessToken !== refused &&
        (token.expiresAt === null || token.expiresAt - EARLY_MS > serverNow);
      const current = await stored();
      if (lasts(current)) return current.accessToken;
      return locks.withLock(lockOf(subject), async () => {
        // Whoever held the lock before us may have done it already.
        const previous = await stored();
        if (lasts(previous)) return previous.accessToken;
        const renewed = await renew(previous, serverNow);
        await store.set(key, renewed);
        return renewed.accessToken;
      });
    },
  };
}
