/** Which entry is to be worked on, and when. Pure. */
import { openStep } from './changes.ts';
import { isToBeCleared } from './clearing.ts';
import type { OutboxEntry } from './entry.ts';

/** A wake-up that found its work still due (a full disk, say) comes again after this. */
const AGAIN_MS = 30_000;

/** Entries the runner has something to do for, now or later. */
export function isOpen(entry: OutboxEntry): boolean {
  return (
    ['queued', 'sending', 'unknown', 'waiting'].includes(entry.state) ||
    openStep(entry) !== null ||
    isToBeCleared(entry)
  );
}

/** ms since the epoch. A clock that went back since the entry was written makes its deadline meaningless: due at once. */
function ownTime(entry: OutboxEntry, now: number): number {
  return entry.waitUntil === null || now < entry.updatedAt ? now : entry.waitUntil;
}

/** A server that asked us to wait means the account, not one draft. */
function heldUntil(entries: readonly OutboxEntry[], accountId: string | null, now: number): number {
  const holds = entries.filter(
    (entry) => entry.accountId === accountId && isOpen(entry) && entry.error?.code === 'rate_limited',
  );
  return Math.max(now, ...holds.map((entry) => ownTime(entry, now)));
}

function timeOf(entry: OutboxEntry, entries: readonly OutboxEntry[], now: number): number {
  return Math.max(ownTime(entry, now), heldUntil(entries, entry.accountId, now));
}

/** Accounts with something due, each once, in the order of their oldest due entry. `entries` are sorted by creation. */
export function dueAccounts(entries: readonly OutboxEntry[], now: number): (string | null)[] {
  const due = entries.filter((entry) => isOpen(entry) && timeOf(entry, entries, now) <= now);
  return [...new Set(due.map((entry) => entry.accountId))];
}

/** The account's oldest due entry. */
export function nextDue(
  entries: readonly OutboxEntry[],
  accountId: string | null,
  now: number,
): OutboxEntry | undefined {
  return entries.find((entry) => entry.accountId === accountId && isOpen(entry) && timeOf(entry, entries, now) <= now);
}

/** When the runner is wanted next, ms since the epoch; null where nothing waits for it. */
export function nextWake(entries: readonly OutboxEntry[], now: number): number | null {
  const times = entries.filter(isOpen).map((entry) => timeOf(entry, entries, now));
  if (times.length === 0) return null;
  const earliest = Math.min(...times);
  return earliest <= now ? now + AGAIN_MS : earliest;
}
