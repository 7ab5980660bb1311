/** A context that ends at one of its awaits: what it had begun there has happened or has not, and it never learns which. */
import type { Fetch, Locks, Store } from '../../src/core/ports.ts';
import type { KeyStore } from '../../src/vault/key.ts';

/** Everything a context awaits of the outside world. */
export type Through = <T>(task: () => Promise<T>) => Promise<T>;

export interface Death {
  /** Its `at`-th await is its last, counted from 1. */
  at: number;
  /** Whether what it awaited there still happens. */
  side: 'before' | 'after';
  /** How its ports are from then on: they never answer, or they throw. */
  ports: 'silence' | 'throws';
}

const never = new Promise<never>(() => {});

export function mortal(
  death: Death | null,
  onDeath: () => void,
): { through: Through; died: Promise<void>; steps(): number } {
  let steps = 0;
  let dead = false;
  let die = (): void => {};
  const died = new Promise<void>((resolve) => {
    die = () => {
      dead = true;
      onDeath();
      resolve();
    };
  });
  const end = (): Promise<never> => (death?.ports === 'throws' ? Promise.reject(new Error('context is gone')) : never);

  const through: Through = async (task) => {
    if (dead) return end();
    steps += 1;
    const isLast = steps === death?.at;
    if (isLast && death?.side === 'before') {
      die();
      return end();
    }
    const outcome = await task().then(
      (value) => () => value,
      (error: unknown) => () => {
        throw error;
      },
    );
    if (isLast) die();
    return dead ? end() : outcome();
  };
  return { through, died, steps: () => steps };
}

export const storeThrough = (through: Through, store: Store): Store => ({
  get: (key) => through(() => store.get(key)),
  set: (key, value) => through(() => store.set(key, value)),
  remove: (key) => through(() => store.remove(key)),
  keys: (prefix) => through(() => store.keys(prefix)),
});

export const keyStoreThrough = (through: Through, store: KeyStore): KeyStore => ({
  get: () => through(() => store.get()),
  put: (record) => through(() => store.put(record)),
});

export const locksThrough = (through: Through, locks: Locks): Locks => ({
  async withLock(name, task) {
    await through(async () => {});
    return locks.withLock(name, task);
  },
});

/** The way of a request, and the way of its answer. */
export const fetchThrough =
  (through: Through, fetch: Fetch): Fetch =>
  async (url, init) => {
    const response = await through(() => fetch(url, init));
    await through(async () => {});
    return response;
  };
