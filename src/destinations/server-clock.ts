import type { Clock } from '../core/ports.ts';

/** The server's, as its `Date` header shows it, or this machine's. */
export type WhoseClock = 'server' | 'own';

export interface ServerClock {
  /** Milliseconds since the epoch by that clock; the server's is this machine's while nothing was learnt. */
  now(whose: WhoseClock): number;
  /** Learns from an answer that arrived just now. */
  learn(headers: Headers): void;
  /** What the next authorisation goes by. */
  trusted(): WhoseClock;
  /** The server has refused a time of the other one. */
  trust(whose: WhoseClock): void;
}

/**
 * Follows the server's clock by its `Date` header (RFC 9110 §6.6.1, whole seconds). That header may come from a proxy
 * with a clock of its own: once the server refuses a time made from it, ours is trusted until that is refused too.
 */
export function createServerClock(clock: Clock): ServerClock {
  let offset: number | undefined;
  let chosen: WhoseClock = 'server';
  return {
    now: (whose) => clock.now() + (whose === 'server' ? (offset ?? 0) : 0),
    learn(headers) {
      offset = clockOffset(headers, clock.now()) ?? offset;
    },
    trusted: () => (offset === undefined ? 'own' : chosen),
    trust(whose) {
      chosen = whose;
    },
  };
}

export const otherClock = (whose: WhoseClock): WhoseClock => (whose === 'server' ? 'own' : 'server');

/** How many ms the server's clock is ahead of ours. An answer with an `Age` comes from a cache, and so does its date. */
export function clockOffset(headers: Headers, receivedAt: number): number | undefined {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) || headers.has('age') ? undefined : date - receivedAt;
}
