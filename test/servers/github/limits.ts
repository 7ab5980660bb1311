/** How often one may ask: so many times an hour, and not too much at once. */
import type { Actor } from './api.ts';
import { ApiError } from './errors.ts';

const HOUR_MS = 3_600_000;

/** As `GET /rate_limit` shows it. */
export interface LimitState {
  limit: number;
  used: number;
  remaining: number;
  /** Seconds since the epoch. */
  reset: number;
}

export interface SecondaryLimit {
  status: 403 | 429;
  /** Seconds; null where GitHub does not say. */
  retryAfter: number | null;
}

export class Limits {
  /** Requests an hour of whoever says who they are. */
  limit = 5000;
  /** Of those who don't. */
  anonymousLimit = 60;
  /** While it is there, nothing that writes is done. */
  secondary: SecondaryLimit | null = null;
  /** ms since the epoch, while nothing is left for anybody. */
  #reset: number | null = null;
  readonly #now: () => number;
  readonly #windows = new Map<string, { used: number; reset: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  stateOf(actor: Actor): LimitState {
    const window = this.#window(actor);
    const limit = actor.kind === 'anonymous' ? this.anonymousLimit : this.limit;
    const used = Math.min(window.used, limit);
    return { limit, used, remaining: limit - used, reset: Math.ceil(window.reset / 1000) };
  }

  /** Everybody has asked so often that nothing is left for so many seconds. */
  exhaust(seconds = 3600): void {
    this.limit = 0;
    this.#windows.clear();
    this.#reset = this.#now() + seconds * 1000;
  }

  /** Counts a request. @throws 403 where it is one too many */
  take(actor: Actor, writes: boolean): void {
    const state = this.stateOf(actor);
    if (state.remaining === 0) {
      throw new ApiError(403, `API rate limit exceeded for ${whose(actor)}.`, {
        docs: 'https://docs.github.com/rest/overview/resources-in-the-rest-api#rate-limiting',
      });
    }
    this.#window(actor).used += 1;
    if (this.secondary !== null && writes) throw tooFast(this.secondary);
  }

  #window(actor: Actor): { used: number; reset: number } {
    const now = this.#now();
    if (this.#reset !== null && now >= this.#reset) {
      this.#reset = null;
      this.limit = 5000;
    }
    const name = whose(actor);
    const known = this.#windows.get(name);
    if (known !== undefined && now < known.reset) return known;
    const fresh = { used: 0, reset: this.#reset ?? now + HOUR_MS };
    this.#windows.set(name, fresh);
    return fresh;
  }
}

export const tooFast = ({ status, retryAfter }: SecondaryLimit): ApiError =>
  new ApiError(
    status,
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID.',
    {
      docs: 'https://docs.github.com/free-pro-team@latest/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits',
      headers: retryAfter === null ? {} : { 'retry-after': String(retryAfter) },
    },
  );

function whose(actor: Actor): string {
  switch (actor.kind) {
    case 'anonymous':
      return '127.0.0.1';
    case 'app':
      return `app ID ${actor.app.id}`;
    case 'installation':
      return `installation ID ${actor.installation.id}`;
    case 'user':
      return `user ID ${actor.token.user.id}`;
  }
}
