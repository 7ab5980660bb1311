/**
 * A browser with the extension in it: what rests in it outlives every background, alarms come as the clock passes them,
 * and each wakes a background of its own, as if the last one had ended. One clock is the browser's and the server's.
 */
import { createAccounts } from '../../src/background/accounts.ts';
import { createRenewal } from '../../src/background/renewal.ts';
import { createSessions } from '../../src/background/sessions.ts';
import { createSignIns } from '../../src/background/sign-ins.ts';
import type { Fetch } from '../../src/core/ports.ts';
import type { Draft } from '../../src/draft/draft.ts';
import type { AuthorizeRequest, ConnectRequest } from '../../src/messages/contract.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { createRunner } from '../../src/outbox/runner.ts';
import { createSessionOutboxStore } from '../../src/outbox/session-store.ts';
import type { WakeUp } from '../../src/platform/alarms.ts';
import type { WindowOutcome } from '../../src/platform/identity.ts';
import { createSettings } from '../../src/vault/settings.ts';
import { createVault } from '../../src/vault/vault.ts';
import { WORDS } from '../fixtures/draft.ts';
import { authorizationDeps, memorySealed } from '../support/authorizations.ts';
import { lockSpace } from '../support/locks.ts';
import { type handClock, memoryImages, memoryKeyStore, memoryStore, realRandom } from '../support/memory.ts';

export { redirectUrl } from '../support/authorizations.ts';

/** The shortest alarm of Chromium, and of a background whose timers died with it. */
const SHORTEST_ALARM_MS = 30_000;

/** What it wakes a background for. */
type Alarm = Exclude<WakeUp, 'endings'>;

export interface BrowserOptions {
  clock: ReturnType<typeof handClock>;
  /** ms that the next request takes to arrive; nothing where not given. */
  latency?: () => number;
  /** ms by which the next alarm comes late; not at all where not given. */
  lateness?: () => number;
  /** What becomes of a sign-in window; it is closed at once where not given. */
  launch?: (address: string) => Promise<WindowOutcome>;
}

export function aBrowser({ clock, latency = () => 0, lateness = () => 0, launch = closed }: BrowserOptions) {
  const disk = new Map<string, string>();
  const session = new Map<string, string>();
  const outboxItems = new Map<string, string>();
  const images = memoryImages();
  const alarms = new Map<Alarm, number>();
  const spaces = lockSpace();
  const keyStore = memoryKeyStore();

  const schedule = (wakeUp: Alarm) => async (at: number | null) => {
    if (at === null) alarms.delete(wakeUp);
    else alarms.set(wakeUp, Math.max(at, clock.now() + SHORTEST_ALARM_MS));
  };

  /** The parts of a background as its composition root puts them together. */
  function background() {
    const locks = spaces.context();
    const local = memoryStore(disk);
    const tokens = memoryStore(session);
    const keepAlive = <T>(task: () => Promise<T>) => task();
    const under = new Set<Promise<unknown>>();
    const quietly = (task: () => Promise<unknown>) => (): void => {
      const done = task().catch(() => undefined);
      under.add(done);
      void done.then(() => under.delete(done));
    };
    const vault = createVault({ store: local, keyStore, locks, random: realRandom, clock });
    const slowFetch: Fetch = (url, init) => {
      clock.advance(latency());
      return fetch(url, init);
    };
    const reach = { fetch: slowFetch, mayReach: async () => true };
    const sessions = createSessions({ ...reach, vault, clock, locks, tokens, words: WORDS });
    const store = createSessionOutboxStore({ store: memoryStore(outboxItems), locks });
    const onChange = (): void => {};
    const delivery = { store, locks, clock, random: realRandom, deliver: sessions, images, keepAlive };
    const runner = createRunner({ ...delivery, onChange, schedule: schedule('outbox') });
    const renew = quietly(
      createRenewal({
        ...{ vault, store, locks, clock, keepAlive, openAccount: sessions.openAccount, schedule: schedule('renew') },
      }),
    );
    const outbox = createOutbox({ store, clock, random: realRandom, onChange });
    const run = (): void => {
      renew();
      quietly(() => runner.run().finally(renew))();
    };
    const accounts = createAccounts({
      ...{ vault, sessions, outbox, clock, locks, random: realRandom, tokens, run, keepAlive, onChange: renew },
      words: WORDS,
      settings: createSettings({ store: local, locks }),
      grantedOrigins: async () => [],
      removeOrigins: async () => true,
    });
    const signIns = createSignIns({
      ...authorizationDeps({ store: tokens, clock, launch }),
      ...{ ...reach, sealed: memorySealed(keyStore), vault, connect: accounts.connect },
    });
    return {
      ...{ accounts, outbox, sessions, signIns, store, vault, run, wake: { outbox: run, renew } },
      /** What every start of a background does. */
      async start(): Promise<void> {
        await runner.recover();
        await runner.run().finally(renew);
      },
      /** Once nothing is under way any more. */
      async settled(): Promise<void> {
        while (under.size > 0) await Promise.all(under);
      },
    };
  }

  /** A background that does this and then ends. */
  async function woken<T>(task: (one: ReturnType<typeof background>) => Promise<T> | T): Promise<T> {
    const one = background();
    const started = one.start();
    const result = await task(one);
    await started;
    await one.settled();
    return result;
  }

  function nextAlarm(until: number): [Alarm, number] | undefined {
    const [first] = [...alarms].toSorted(([, one], [, other]) => one - other);
    return first !== undefined && first[1] <= until ? first : undefined;
  }

  async function dispatch(until: number): Promise<void> {
    for (let alarm = nextAlarm(until); alarm !== undefined; alarm = nextAlarm(until)) {
      const [wakeUp, at] = alarm;
      alarms.delete(wakeUp);
      clock.set(Math.max(clock.now(), at + lateness()));
      await woken(({ wake }) => wake[wakeUp]());
    }
  }

  return {
    background,
    woken,
    /** Time passes; alarms come. */
    async pass(ms: number): Promise<void> {
      const until = clock.now() + ms;
      await dispatch(until);
      clock.set(Math.max(clock.now(), until));
    },
    /** Time passes over a machine that sleeps: alarms that are overdue come when it wakes. */
    async sleep(ms: number): Promise<void> {
      clock.advance(ms);
      await dispatch(clock.now());
    },
    /** The browser ends and starts again. */
    restart(): void {
      session.clear();
      alarms.clear();
    },
    connect: (request: ConnectRequest) => woken(({ accounts }) => accounts.connect(request)),
    authorize: (request: AuthorizeRequest) => woken(({ signIns }) => signIns.authorize(request)),
    /** From the menu, with nobody watching. @returns the entry's id */
    send: (draft: Draft, accountId: string) =>
      woken(async ({ outbox, run }) => {
        const entry = await outbox.open(draft, { accountId, options: {}, incognito: true });
        await outbox.submit(entry.id, accountId);
        run();
        return entry.id;
      }),
    entries: () => background().store.list(),
    entry: (id: string) => background().store.get(id),
    /** When the background is to be woken, by what for. */
    alarms,
    /** The bytes that drafts have of their images. */
    images,
    /** Whatever rests: storage, session, outbox. */
    atRest: () => [...disk.values(), ...session.values(), ...outboxItems.values()].join('\n'),
  };
}

const closed = async (): Promise<WindowOutcome> => ({ none: 'closed' });
