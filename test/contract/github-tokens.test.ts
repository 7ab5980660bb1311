/** Tokens of an hour and of a person, in a whole browser: who asks for new ones, when, and that no draft comes twice. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Credentials } from '../../src/auth/credentials.ts';
import type { ConnectRequest } from '../../src/messages/contract.ts';
import { aDraft } from '../fixtures/draft.ts';
import { type RunningGitHub, startGitHub } from '../servers/github.ts';
import { handClock } from '../support/memory.ts';
import { aBrowser } from './browser.ts';
import { addJekyllSite, draftTitles, type GitHubAccount, type JekyllSite, settingsAt } from './github-harness.ts';
import { newNonce } from './keys.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const clock = handClock();
let github: RunningGitHub;
let site: JekyllSite;
let browser: ReturnType<typeof aBrowser>;
/** The first request that begins when this holds takes an hour to arrive. */
let isLate: (() => boolean) | null;

beforeEach(async () => {
  clock.set(Date.UTC(2026, 10, 21, 12));
  isLate = null;
  github = await startGitHub({ clock });
  site = addJekyllSite(github);
  const latency = (): number => {
    if (isLate === null || !isLate()) return 0;
    isLate = null;
    return HOUR;
  };
  browser = aBrowser({ clock, latency });
});
afterEach(async () => {
  expect(github.violations).toEqual([]);
  await github.stop();
});

const app = (): Credentials => ({
  ...{ method: 'app_private_key', appId: String(github.app.id), privateKey: github.privateKey },
});
const ownToken = (expiresAt: number | null = null): Credentials => ({
  method: 'personal_access_token',
  token: github.world.addFineGrainedToken('ada', { owner: 'press', expiresAt }),
});

function request(account: GitHubAccount, credentials: Credentials): ConnectRequest {
  const settings = settingsAt(site, account);
  const { url: siteUrl, apiUrl } = github;
  const found = { siteUrl: `${siteUrl}/`, apiUrl, title: 'press/blog', version: '', settings };
  return {
    ...{ destination: 'github', credentials, settings: { ...settings } },
    discovery: { ...found, origins: ['http://127.0.0.1/*'] },
  };
}

/** @returns the account's id */
async function connect(account: GitHubAccount, credentials: Credentials, accountId?: string): Promise<string> {
  const wish = { ...request(account, credentials), ...(accountId === undefined ? {} : { accountId }) };
  const { account: made, report } = await browser.connect(wish);
  return made?.id ?? expect.unreachable(JSON.stringify(report));
}

const draftNamed = (title: string) => aDraft({ id: `draft of ${title}`, title });
const minted = (): number => github.requests.filter(({ path }) => path.endsWith('/access_tokens')).length;
const refused = (): number => github.requests.filter(({ status }) => status === 401).length;
const statesOf = async (): Promise<string[]> => (await browser.entries()).map(({ state }) => state).toSorted();

const titles = (): string[] => draftTitles(site.repository).toSorted();

/** All at once, by one background. */
const sendAll = (wanted: readonly string[], accountId: string): Promise<void> =>
  browser.woken(async ({ outbox, run }) => {
    await Promise.all(
      wanted.map(async (title) => {
        const { id } = await outbox.open(draftNamed(title), { accountId, options: {}, incognito: true });
        await outbox.submit(id, accountId);
        run();
      }),
    );
  });

const named = (count: number): string[] => {
  const nonce = newNonce();
  return Array.from({ length: count }, (_, index) => `Draft ${index} by ${nonce}`).toSorted();
};

describe('an App', () => {
  const AS_APP = { by: 'app', delivery: 'pull_request' } as const;

  test('sends fifty drafts over a token that has ended: one new token', async () => {
    const accountId = await connect(AS_APP, app());
    clock.advance(2 * HOUR);
    github.requests.length = 0;
    const wanted = named(50);
    await sendAll(wanted, accountId);
    expect(titles()).toEqual(wanted);
    expect(await statesOf()).toEqual(Array(50).fill('delivered'));
    expect({ minted: minted(), refused: refused() }).toEqual({ minted: 1, refused: 0 });
  });

  test('sends fifty drafts by fifty sessions of five contexts at once: one new token', async () => {
    const accountId = await connect(AS_APP, app());
    clock.advance(HOUR - 30 * SECOND);
    github.requests.length = 0;
    const contexts = Array.from({ length: 5 }, () => browser.background());
    const wanted = named(50);
    await Promise.all(
      wanted.map(async (title, index) => {
        const { destination, session } =
          (await contexts[index % 5]?.sessions.openAccount(accountId)) ?? expect.unreachable();
        const key = await destination.deliveryKey(draftNamed(title), newNonce(), session);
        await destination.createDraft(draftNamed(title), key, {}, session);
      }),
    );
    expect(titles()).toEqual(wanted);
    expect({ minted: minted(), refused: refused() }).toEqual({ minted: 1, refused: 0 });
  });

  test.each([4, 9, 14, 19])(
    'whose token is taken back in the middle of three drafts goes on with a new one (after request %i)',
    async (count) => {
      const accountId = await connect(AS_APP, app());
      // Soon after it was made a refused one is waited for: GitHub may not know it everywhere yet.
      clock.advance(MINUTE);
      github.requests.length = 0;
      github.failNext(() => github.requests.length > count, 'unknown-token');
      const wanted = named(3);
      await sendAll(wanted, accountId);
      expect(titles()).toEqual(wanted);
      expect(await statesOf()).toEqual(['delivered', 'delivered', 'delivered']);
      expect(site.repository.pulls).toHaveLength(3);
      expect({ minted: minted(), refused: refused() }).toEqual({ minted: 1, refused: 1 });
    },
  );

  test('that is suspended says so, and goes on once it is not', async () => {
    const accountId = await connect(AS_APP, app());
    github.world.suspend(site.installation.id);
    const [title = ''] = named(1);
    const id = await browser.send(draftNamed(title), accountId);
    expect(await browser.entry(id)).toMatchObject({
      state: 'needs_attention',
      error: { code: 'insufficient_scope', reason: 'github_installation_suspended' },
    });
    github.world.suspend(site.installation.id, false);
    await browser.woken(async ({ outbox, run }) => {
      await outbox.submit(id, accountId);
      run();
    });
    expect(titles()).toEqual([title]);
  });

  test('that was uninstalled and installed anew goes on, and nobody has to choose it again', async () => {
    const accountId = await connect(AS_APP, app());
    clock.advance(MINUTE);
    github.world.uninstall(site.installation.id);
    const wanted = named(2);
    const ids = await Promise.all(wanted.map((title) => browser.send(draftNamed(title), accountId)));
    for (const id of ids) {
      expect(await browser.entry(id)).toMatchObject({
        state: 'needs_attention',
        error: { code: 'not_found', reason: 'github_installation_gone' },
      });
    }
    github.world.install(github.app, 'press', { repositories: [site.repository.fullName] });
    await browser.woken(async ({ outbox, run }) => {
      for (const id of ids) await outbox.submit(id, accountId);
      run();
    });
    expect(titles()).toEqual(wanted);
  });
});

describe("a person's own token", () => {
  const WAYS: [string, GitHubAccount][] = [
    ['as pull requests', { by: 'token', delivery: 'pull_request' }],
    ["into Jekyll's drafts", { by: 'token', delivery: 'commit' }],
  ];

  test.each(WAYS)(
    'that ends in the middle of three drafts: the rest waits for a new one, and none comes twice, %s',
    async (_, account) => {
      const accountId = await connect(account, ownToken(clock.now() + HOUR));
      isLate = () => titles().length === 1;
      const wanted = named(3);
      await sendAll(wanted, accountId);
      const states = await statesOf();
      expect(states.filter((state) => state === 'delivered').length).toBeLessThan(3);
      expect(states).toContain('delivered');
      await connect(account, ownToken(), accountId);
      await browser.woken(async ({ outbox, run, store }) => {
        for (const { id, state } of await store.list()) if (state !== 'delivered') await outbox.submit(id, accountId);
        run();
      });
      await browser.pass(HOUR);
      expect(await statesOf()).toEqual(['delivered', 'delivered', 'delivered']);
      expect(titles()).toEqual(wanted);
    },
  );

  test.each(WAYS)('that has asked too often waits as long as GitHub says, %s', async (_, account) => {
    const accountId = await connect(account, ownToken());
    github.limits.exhaust(600);
    const wanted = named(2);
    await sendAll(wanted, accountId);
    expect(titles()).toEqual([]);
    const [first] = await browser.entries();
    expect(first?.waitUntil ?? 0).toBeGreaterThanOrEqual(clock.now() + 600 * SECOND);
    const asked = github.requests.length;
    await browser.pass(9 * MINUTE);
    expect(github.requests).toHaveLength(asked);
    await browser.pass(10 * MINUTE);
    expect(titles()).toEqual(wanted);
    expect(await statesOf()).toEqual(['delivered', 'delivered']);
  });
});
