/**
 * A sign-in on its way, as it rests in the session store from the opening of its window to its end. What is left of one
 * at the next start of the background was interrupted.
 */
import {
  custom,
  exactOptional,
  type InferOutput,
  literal,
  nullable,
  number,
  object,
  safeParse,
  string,
  unknown,
} from 'valibot';
import type { DestinationId } from '../destinations/destination.ts';
import { isDestinationId } from '../vault/account.ts';

const PendingAuthorization = object({
  v: literal(2),
  /** Random; names the attempt. */
  id: string(),
  /** Null once an answer has come: it is believed once. */
  state: nullable(string()),
  /** ms since the epoch. */
  startedAt: number(),
  destination: custom<DestinationId>(isDestinationId),
  siteUrl: string(),
  /** Null for a site that is to be added. */
  accountId: nullable(string()),
  /** The sign-in window, while it is open and certain. */
  windowId: exactOptional(number()),
  /** The AuthorizeRequest that would repeat it, sealed: it may hold a client's secret or a proxy's header. */
  request: unknown(),
  /** Its background has ended, and the person was told. */
  interrupted: exactOptional(literal(true)),
});
export type PendingAuthorization = InferOutput<typeof PendingAuthorization>;

/** What was stored, or null where it is no pending authorization. */
export function parsePendingAuthorization(stored: unknown): PendingAuthorization | null {
  const parsed = safeParse(PendingAuthorization, stored);
  return parsed.success ? parsed.output : null;
}

export const PENDING_PREFIX = 'authorization:';
export const pendingKey = (id: string): string => PENDING_PREFIX + id;

/** Without what only an open window is good for. */
export function withoutWindow({ windowId: _, ...rest }: PendingAuthorization): PendingAuthorization {
  return { ...rest, state: null };
}
