/**
 * What the pure folders (clip, draft, auth, destinations, vault, outbox) need from the outside world.
 * `platform` implements these ports with the browser; tests implement them with whatever they need to control.
 */

/** Milliseconds since the epoch, by this machine's clock. It may jump, forward or backward. */
export interface Clock {
  now(): number;
}

/** The browser's `fetch`, narrowed to what `destinations/safe-fetch.ts` uses. Nobody else calls it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Named mutual exclusion across every context of the extension (Web Locks). */
export interface Locks {
  withLock<T>(name: string, task: () => Promise<T>): Promise<T>;
}

/** Cryptographic randomness. */
export interface Random {
  bytes(length: number): Uint8Array<ArrayBuffer>;
  uuid(): string;
}

/** A small key-value area (storage.local, storage.session). Values are JSON; what comes back is not trusted. */
export interface Store {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
  /** Every key that begins with `prefix`. */
  keys(prefix: string): Promise<string[]>;
}
