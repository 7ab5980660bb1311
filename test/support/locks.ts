import type { Locks } from '../../src/core/ports.ts';

interface Claim {
  owner: object;
  grant: () => void;
}

/** Web Locks in memory: one queue a name; a context that dies lets go of what it held and waited for. */
export function lockSpace() {
  const queues = new Map<string, Claim[]>();

  function release(name: string, claim: Claim): void {
    const queue = queues.get(name) ?? [];
    const wasFirst = queue[0] === claim;
    const rest = queue.filter((other) => other !== claim);
    queues.set(name, rest);
    if (wasFirst) rest[0]?.grant();
  }

  return {
    /** The locks as one context sees them. */
    context(): Locks & { die(): void } {
      const owner = {};
      let dead = false;
      return {
        async withLock(name, task) {
          if (dead) return new Promise<never>(() => {});
          const claim: Claim = { owner, grant: () => {} };
          const granted = new Promise<void>((resolve) => {
            claim.grant = resolve;
          });
          const queue = queues.get(name) ?? [];
          queues.set(name, [...queue, claim]);
          if (queue.length === 0) claim.grant();
          await granted;
          try {
            return await task();
          } finally {
            release(name, claim);
          }
        },
        die() {
          dead = true;
          for (const [name, queue] of [...queues]) {
            for (const claim of queue) if (claim.owner === owner) release(name, claim);
          }
        },
      };
    },
  };
}
