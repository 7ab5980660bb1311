/** Works through what is due: one runner at a time in all contexts, accounts side by side, each account in order. */
import { createChanger } from './change.ts';
import { createStep, workerDied } from './delivery.ts';
import { type DeliveryDeps, RUNNER_LOCK } from './deps.ts';
import { dueAccounts, nextDue, nextWake } from './due.ts';

export interface RunnerDeps extends DeliveryDeps {
  /** The one wake-up wanted next, ms since the epoch, in place of any earlier wish; null for none. Then run again. */
  schedule(at: number | null): Promise<void>;
}

export interface Runner {
  /** Resolves when nothing is due any more. A call during a run makes it look again. Rejects where the store does. */
  run(): Promise<void>;
  /** At the background's start: what was under way when the last one died has an unknown outcome. Then run. */
  recover(): Promise<void>;
}

export function createRunner(deps: RunnerDeps): Runner {
  const { store, locks, clock, schedule } = deps;
  const step = createStep(deps);
  const changer = createChanger(deps);

  let active: Promise<void> | null = null;
  let asked = false;
  let poke: () => void = () => {};

  async function workThrough(accountId: string | null): Promise<void> {
    for (;;) {
      const entry = nextDue(await store.list(), accountId, clock.now());
      if (entry === undefined) return;
      await step(entry.id);
    }
  }

  async function pass(): Promise<void> {
    const lanes = new Map<string | null, Promise<void>>();
    const failed = new Map<string | null, unknown>();
    for (;;) {
      asked = false;
      const poked = new Promise<void>((resolve) => {
        poke = resolve;
      });
      for (const accountId of dueAccounts(await store.list(), clock.now())) {
        if (lanes.has(accountId) || failed.has(accountId)) continue;
        const lane = workThrough(accountId).then(
          () => void lanes.delete(accountId),
          (error: unknown) => {
            lanes.delete(accountId);
            failed.set(accountId, error);
          },
        );
        lanes.set(accountId, lane);
      }
      if (lanes.size === 0) break;
      // Somebody's new draft must not wait for another account's slow server.
      await Promise.race([...lanes.values(), poked]);
    }
    await schedule(nextWake(await store.list(), clock.now()));
    for (const error of failed.values()) throw error;
  }

  async function runWhileAsked(): Promise<void> {
    try {
      // Nothing may come between the last look at `asked` and `active = null`, or a call would be forgotten.
      while (asked) await locks.withLock(RUNNER_LOCK, pass);
    } finally {
      active = null;
    }
  }

  return {
    run() {
      asked = true;
      poke();
      active ??= runWhileAsked();
      return active;
    },

    recover: () =>
      locks.withLock(RUNNER_LOCK, async () => {
        for (const { id, state } of await store.list()) if (state === 'sending') await workerDied(changer, id);
        await schedule(nextWake(await store.list(), clock.now()));
      }),
  };
}
