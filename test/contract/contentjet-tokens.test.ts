/** Tokens of five minutes, in a whole browser: who asks for them, when, and that nobody is ever asked without need. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PasswordGrantCredentials } from '../../src/auth/credentials.ts';
import type { ContentjetSettings } from '../../src/destinations/contentjet/settings.ts';
import type { ConnectRequest } from '../../src/messages/contract.ts';
import { aDraft } from '../fixtures/draft.ts';
import { type RunningContentjet, startContentjet } from '../servers/contentjet.ts';
import { ContentjetSite } from '../servers/contentjet-site.ts';
import { handClock } from '../support/memory.ts';
import { runs } from '../support/scale.ts';
import { aBrowser, type BrowserOptions } from './browser.ts';
import { DISCOVERED, settingsFor } from './contentjet-harness.ts';
import { newNonce } from './keys.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const clock = handClock();
let server: RunningContentjet;
let site: ContentjetSite;
let settings: ContentjetSettings;
let browser: ReturnType<typeof aBrowser>;
beforeEach(() => startAnew());
afterEach(() => server.stop());

async function startAnew(options: Omit<BrowserOptions, 'clock'> = {}): Promise<void> {
  clock.set(Date.UTC(2026, 10, 21, 12));
  server = await startContentjet({ clock, tokenSeconds: 300 });
  site = new ContentjetSite(server.url, server.users.author, server.project.id);
  settings = await settingsFor(site, server.project.id, server.entryTypes.article);
  browser = aBrowser({ clock, ...options });
}

const login = (): PasswordGrantCredentials => {
  const { username, password } = server.users.author;
  return { method: 'password_grant', username, password };
};
const client = () => ({ clientId: server.client.id, clientSecret: server.client.secret });

interface Wish {
  staySignedIn?: boolean;
  renewal?: ContentjetSettings['renewal'];
  withClient?: boolean;
}
function request({ staySignedIn = false, renewal = 'while_open', withClient = false }: Wish): ConnectRequest {
  const address = `${server.url}/`;
  const found = { siteUrl: address, apiUrl: address, title: 'Contentjet', version: '', settings: { ...DISCOVERED } };
  return {
    ...{ destination: 'contentjet', staySignedIn, settings: { ...settings, renewal } },
    discovery: { ...found, origins: ['http://127.0.0.1/*'] },
    credentials: { ...login(), ...(withClient ? client() : {}) },
  };
}

/** @returns the account's id */
async function connect(wish: Wish): Promise<string> {
  const { account, report } = await browser.connect(request(wish));
  return account?.id ?? expect.unreachable(JSON.stringify(report));
}
/** As the person does who is asked: the password alone. */
async function signInAgain(accountId: string): Promise<void> {
  const credentials = { ...login(), username: '' };
  const { report } = await browser.connect({ ...request({}), accountId, credentials });
  expect(report.ok).toBe(true);
}

const draftNamed = (title: string) => aDraft({ id: `draft of ${title}`, title });
const count = (path: string): number => server.requests.filter((one) => one.path === path).length;
const signIns = (): number => count('/authenticate');
const refreshes = (): number => count('/token-refresh');
/** Nor any other that was refused. Each was its own refresh token. */
function expectNoEndedToken(): void {
  const carried = server.requests.filter(({ headers }) => headers.authorization !== undefined);
  expect(carried.filter(({ expiredToken, status }) => expiredToken || status === 401)).toEqual([]);
}
const statesOf = async (): Promise<string[]> => (await browser.entries()).map(({ state }) => state);
const namesAtSite = async (): Promise<string[]> => (await site.entries()).map(({ name }) => name).toSorted();

describe('fifty drafts over a token', () => {
  const VARIANTS: [string, Wish, number, { signIns: number; refreshes: number }][] = [
    ['that is about to end: one refresh', {}, 4.5 * MINUTE, { signIns: 0, refreshes: 1 }],
    ['that has ended, the password kept: one sign-in', { staySignedIn: true }, HOUR, { signIns: 1, refreshes: 0 }],
  ];

  test.each(VARIANTS)('%s, and fifty entries, sent by the outbox', async (_, wish, age, expected) => {
    const accountId = await connect(wish);
    const nonce = newNonce();
    const titles = Array.from({ length: 50 }, (_, index) => `Draft ${index} ${nonce}`).toSorted();
    clock.advance(age);
    server.requests.length = 0;
    await browser.woken(async ({ outbox, run }) => {
      await Promise.all(
        titles.map(async (title) => {
          const { id } = await outbox.open(draftNamed(title), { accountId, options: {}, incognito: true });
          await outbox.submit(id, accountId);
          run();
        }),
      );
    });
    expect(await namesAtSite()).toEqual(titles);
    expect(await statesOf()).toEqual(Array(50).fill('delivered'));
    expect({ signIns: signIns(), refreshes: refreshes() }).toEqual(expected);
    expectNoEndedToken();
  });

  test.each(VARIANTS)(
    '%s, and fifty entries, by fifty sessions of five contexts at once',
    async (_, wish, age, expected) => {
      const accountId = await connect(wish);
      const nonce = newNonce();
      clock.advance(age);
      server.requests.length = 0;
      const contexts = Array.from({ length: 5 }, () => browser.background());
      const titles = Array.from({ length: 50 }, (_, index) => `Draft ${index} ${nonce}`).toSorted();
      await Promise.all(
        titles.map(async (title, index) => {
          const { destination, session } =
            (await contexts[index % 5]?.sessions.openAccount(accountId)) ?? expect.unreachable();
          const key = await destination.deliveryKey(draftNamed(title), newNonce(), session);
          await destination.createDraft(draftNamed(title), key, {}, session);
        }),
      );
      expect(await namesAtSite()).toEqual(titles);
      expect({ signIns: signIns(), refreshes: refreshes() }).toEqual(expected);
      expectNoEndedToken();
    },
  );
});

describe('an hour with a draft every seven minutes', () => {
  const MODES: [string, Wish, (drafts: number) => { signIns: number; most: number }][] = [
    ['renewed while the browser is open', { renewal: 'while_open' }, () => ({ signIns: 1, most: 25 })],
    [
      'with the password kept',
      { staySignedIn: true, renewal: 'while_needed' },
      (drafts) => ({ signIns: drafts + 1, most: drafts }),
    ],
  ];

  test.each(MODES)('%s asks nobody for anything', async (_, wish, expected) => {
    await fc.assert(
      fc.asyncProperty(
        fc.infiniteStream(fc.integer({ min: 0, max: 5 * SECOND })),
        fc.infiniteStream(fc.integer({ min: 0, max: 40 * SECOND })),
        async (latencies, delays) => {
          await server.stop();
          await startAnew({ latency: () => latencies.next().value, lateness: () => delays.next().value });
          const accountId = await connect(wish);
          const nonce = newNonce();
          const begin = clock.now();
          const titles: string[] = [];
          while (clock.now() < begin + HOUR) {
            const title = `After ${titles.length * 7} minutes ${nonce}`;
            titles.push(title);
            const id = await browser.send(draftNamed(title), accountId);
            expect(await browser.entry(id)).toMatchObject({ state: 'delivered', error: null });
            await browser.pass(begin + titles.length * 7 * MINUTE - clock.now());
          }
          expect(titles).toHaveLength(9);
          expect(await statesOf()).toEqual(titles.map(() => 'delivered'));
          expect(await namesAtSite()).toEqual(titles.toSorted());
          const { signIns: some, most } = expected(titles.length);
          expect(signIns()).toBeLessThanOrEqual(some);
          expect(signIns()).toBeGreaterThan(0);
          expect(refreshes()).toBeLessThanOrEqual(most);
          expectNoEndedToken();
          if (wish.staySignedIn !== true) expect(browser.atRest()).not.toContain(login().password);
        },
      ),
      { numRuns: runs(4, 10) },
    );
  });

  test('with nothing to send, while the browser is open: one renewal every three minutes, and no other request', async () => {
    await connect({ renewal: 'while_open' });
    server.requests.length = 0;
    await browser.pass(HOUR);
    expect(new Set(server.requests.map(({ path }) => path))).toEqual(new Set(['/token-refresh']));
    expect(refreshes()).toBe(20);
    expectNoEndedToken();
  });

  test.each<[string, Wish]>([
    ['only while drafts wait', { renewal: 'while_needed' }],
    ['with the password kept', { staySignedIn: true }],
  ])('with nothing to send, %s: no alarm, no request', async (_, wish) => {
    await connect(wish);
    server.requests.length = 0;
    expect([...browser.alarms]).toEqual([]);
    await browser.pass(HOUR);
    expect(server.requests).toEqual([]);
  });
});

describe('a server in trouble', () => {
  const lost = (path: string, times: number): void => {
    for (let time = 0; time < times; time += 1) server.failNext((one) => one.path === path, 'lost-before');
  };

  test('no renewal gets through for a minute and a half: the sign-in lives on all the same', async () => {
    const accountId = await connect({});
    server.requests.length = 0;
    lost('/token-refresh', 3);
    await browser.pass(6 * MINUTE);
    expect(refreshes()).toBe(4);
    const id = await browser.send(draftNamed('Afterwards'), accountId);
    expect(await browser.entry(id)).toMatchObject({ state: 'delivered' });
    expect([signIns(), server.requests.some(({ expiredToken }) => expiredToken)]).toEqual([0, false]);
  });

  test('none gets through until it is too late: it is tried no more, and nothing is said before a draft needs it', async () => {
    await connect({});
    server.requests.length = 0;
    lost('/token-refresh', 20);
    await browser.pass(HOUR);
    // Four wake-ups, and each background tries when it starts and for its alarm.
    expect(refreshes()).toBeLessThanOrEqual(8);
    expect([...browser.alarms]).toEqual([]);
    expect(server.requests.some(({ expiredToken }) => expiredToken)).toBe(false);
  });

  test('while a draft waits for it to take entries again, the sign-in is kept, and no longer', async () => {
    const accountId = await connect({ renewal: 'while_needed' });
    const isCreate = ({ method, path }: { method: string; path: string }) =>
      method === 'POST' && path.endsWith('/entry/');
    for (let time = 0; time < 4; time += 1) server.failNext(isCreate, 'status-500');
    const id = await browser.send(draftNamed('It takes its time'), accountId);
    await browser.pass(HOUR);
    expect(await browser.entry(id)).toMatchObject({ state: 'delivered' });
    expect(await namesAtSite()).toEqual(['It takes its time']);
    expect(signIns()).toBe(1);
    expect(refreshes()).toBeGreaterThan(1);
    expectNoEndedToken();
    server.requests.length = 0;
    await browser.pass(HOUR);
    expect(server.requests).toEqual([]);
  });
});

describe('a sign-in that nobody kept', () => {
  const GONE: [string, () => Promise<void> | void][] = [
    ['the machine slept past its end', () => browser.sleep(HOUR)],
    ['the browser was started anew', () => browser.restart()],
  ];

  test.each(GONE)('%s, and the password is kept: signed in again without a word', async (_, happens) => {
    const accountId = await connect({ staySignedIn: true });
    await happens();
    const id = await browser.send(draftNamed('After the night'), accountId);
    expect(await browser.entry(id)).toMatchObject({ state: 'delivered', error: null });
    expect([signIns(), refreshes()]).toEqual([2, 0]);
    expectNoEndedToken();
  });

  test.each(GONE)('%s: the draft waits for the person, and goes out once they have signed in', async (_, happens) => {
    const accountId = await connect({});
    await happens();
    server.requests.length = 0;
    const id = await browser.send(draftNamed('After the night'), accountId);
    expect(await browser.entry(id)).toMatchObject({
      state: 'needs_attention',
      error: { code: 'reauthorization_required', reason: 'contentjet_sign_in_again' },
    });
    expect(server.requests).toEqual([]);
    await signInAgain(accountId);
    expect(await browser.entry(id)).toMatchObject({ state: 'delivered', error: null });
    expect(await namesAtSite()).toEqual(['After the night']);
    expect(signIns()).toBe(1);
    expectNoEndedToken();
  });

  test('several drafts that wait so go out by one sign-in', async () => {
    const accountId = await connect({});
    await browser.sleep(HOUR);
    server.requests.length = 0;
    for (const title of ['One', 'Three', 'Two']) await browser.send(draftNamed(title), accountId);
    expect(await statesOf()).toEqual(Array(3).fill('needs_attention'));
    await signInAgain(accountId);
    expect(await namesAtSite()).toEqual(['One', 'Three', 'Two']);
    expect(signIns()).toBe(1);
  });
});

describe('a password that was changed at the site', () => {
  const TWENTY = Array.from({ length: 20 }, (_, index) => `Draft ${index + 10}`);

  /** Twenty drafts at once, when the token has ended. */
  async function queued(): Promise<string> {
    const accountId = await connect({ staySignedIn: true });
    await site.changePassword('another password');
    clock.advance(HOUR);
    server.requests.length = 0;
    await browser.woken(async ({ outbox, run }) => {
      for (const title of TWENTY) {
        const { id } = await outbox.open(draftNamed(title), { accountId, options: {}, incognito: true });
        await outbox.submit(id, accountId);
        run();
      }
    });
    return accountId;
  }

  test('is tried once for twenty drafts: each waits for the person', async () => {
    await queued();
    const error = { code: 'credentials_rejected', reason: 'contentjet_wrong_login' };
    const entries = await browser.entries();
    expect(entries).toHaveLength(20);
    for (const entry of entries) expect(entry).toMatchObject({ state: 'needs_attention', error });
    expect(server.requests.map(({ path }) => path)).toEqual(['/authenticate']);
    expect(browser.atRest()).not.toContain(login().password);
  });

  test('is tried once for a sign-in by another context too, and anew by a person’s own test', async () => {
    const accountId = await queued();
    const { sessions } = browser.background();
    const { destination, session } = await sessions.openAccount(accountId);
    const refused = { reason: 'contentjet_wrong_login' };
    await expect(destination.findDraft('clip-nothing', session)).rejects.toMatchObject(refused);
    expect(signIns()).toBe(1);
    const asks = (): Promise<string | undefined> =>
      browser.woken(async ({ accounts }) => {
        const { steps } = await accounts.check(accountId);
        return steps.find(({ outcome }) => outcome === 'failed')?.error?.reason;
      });
    expect(await asks()).toBe('contentjet_wrong_login');
    expect(signIns()).toBe(2);
    await new ContentjetSite(server.url, { ...login(), password: 'another password' }).changePassword('authorpass1');
    expect(await asks()).toBeUndefined();
  });

  test('is typed: all of them go out, by one sign-in', async () => {
    const accountId = await queued();
    server.requests.length = 0;
    const credentials = { ...login(), username: '', password: 'another password' };
    await browser.connect({ ...request({ staySignedIn: true }), accountId, credentials });
    expect(await namesAtSite()).toEqual(TWENTY);
    expect(await statesOf()).toEqual(TWENTY.map(() => 'delivered'));
    expect(signIns()).toBe(1);
  });
});

describe('a draft whose answer was lost, when the sign-in has ended', () => {
  /** Sent and taken, and nobody knows. */
  async function lostAnswer(wish: Wish): Promise<{ accountId: string; id: string }> {
    const accountId = await connect(wish);
    server.failNext(({ method, path }) => method === 'POST' && path.endsWith('/entry/'), 'lost-after');
    const id = await browser.send(draftNamed('Lost and found'), accountId);
    expect(await browser.entry(id)).toMatchObject({ state: 'unknown' });
    return { accountId, id };
  }

  test('is found by the project’s client', async () => {
    const { id } = await lostAnswer({ withClient: true });
    await browser.sleep(HOUR);
    expect(await browser.entry(id)).toMatchObject({ state: 'delivered', receipt: { remoteId: expect.any(String) } });
    expect(await namesAtSite()).toEqual(['Lost and found']);
    expect(signIns()).toBe(1);
    expect(server.requests.some(({ expiredToken }) => expiredToken)).toBe(false);
  });

  test('without a client waits for the person, and is found then: it is not sent again', async () => {
    const { accountId, id } = await lostAnswer({});
    await browser.sleep(HOUR);
    expect(await browser.entry(id)).toMatchObject({
      ...{ state: 'needs_attention', error: { reason: 'contentjet_sign_in_again' } },
    });
    await signInAgain(accountId);
    await browser.pass(5 * MINUTE);
    expect(await browser.entry(id)).toMatchObject({ state: 'delivered' });
    expect(await namesAtSite()).toEqual(['Lost and found']);
    expect(server.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/entry/'))).toHaveLength(1);
  });
});
