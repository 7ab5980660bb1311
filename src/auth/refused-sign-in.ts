/** A sign-in that was refused, remembered for a moment: sites lock out whoever comes with a wrong password too often. */
import { exactOptional, literal, number, object, picklist, safeParse, string } from 'valibot';
import { DestinationError } from '../core/errors.ts';
import type { Store } from '../core/ports.ts';

const REMEMBERED_MS = 60_000;

const RefusedSignIn = object({
  v: literal(1),
  /** ms since the epoch, by the clock of whoever asked. */
  at: number(),
  error: object({
    code: picklist(['credentials_rejected', 'reauthorization_required']),
    destination: string(),
    reason: exactOptional(string()),
    status: exactOptional(number()),
    retryAfter: exactOptional(number()),
  }),
});

/** Beside the token, so that it moves and goes with it. */
const END = '/refused';
export const refusalKey = (tokenKey: string): string => `${tokenKey}${END}`;
export const isRefusalKey = (key: string): boolean => key.endsWith(END);

/** Does not remember it where the error is of another kind: whatever may pass by itself is tried again. */
export async function rememberRefusal(store: Store, key: string, error: unknown, now: number): Promise<void> {
  const parsed = safeParse(RefusedSignIn, {
    ...{ v: 1, at: now },
    error: error instanceof DestinationError ? error.toView() : null,
  });
  if (parsed.success) await store.set(key, parsed.output);
}

/** @throws DestinationError the same again, to whoever comes within a minute. A clock that jumps away forgets it. */
export async function throwIfJustRefused(store: Store, key: string, now: number): Promise<void> {
  const parsed = safeParse(RefusedSignIn, await store.get(key));
  if (parsed.success && Math.abs(now - parsed.output.at) < REMEMBERED_MS) {
    throw new DestinationError(parsed.output.error);
  }
}
