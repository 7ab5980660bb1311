import type { Clock } from '../core/ports.ts';

export interface ServerClock {
  /** Milliseconds since the epoch at the server, or this machine's time while nothing was learnt. */
  now(): number;
  /** Learns from an answer that arrived just now. */
  learn(headers: Headers): void;
}

/** Follows the server's clock by its `Date` header (RFC 9110 §6.6.1, whole seconds). */
export function createServerClock(clock: Clock): ServerClock {
  let offset = 0;
  return {
    now: () => clock.now() + offset,
    learn(headers) {
      offset = clockOffset(headers, clock.now()) ?? offset;
    },
  };
}

/** How many ms the server's clock is ahead of ours. An answer with an `Age` comes from a cache, and so does its date. */
export function clockOffset(headers: Headers, receivedAt: number): number | undefined {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) || headers.has('age') ? undefined : date - receivedAt;
}
