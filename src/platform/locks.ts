import type { Locks } from '../core/ports.ts';

/** Web Locks span every context of the extension, and a context that dies lets go of its own. */
export const locks: Locks = {
  withLock: <T>(name: string, task: () => Promise<T>): Promise<T> => navigator.locks.request(name, task),
};
