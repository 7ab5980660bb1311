import { describe, expect, test } from 'vitest';
import { jsonAnswer } from '../../../test/servers/faults.ts';
import { BLOG, githubSignIns, HOUR, in_, NOON } from '../../../test/support/github-sign-ins.ts';
import { lockSpace } from '../../../test/support/locks.ts';
import { memoryStore } from '../../../test/support/memory.ts';
import { forgetToken } from '../../auth/token-source.ts';

const lab = githubSignIns();
const { world, clock, open, asked, bodies, sent, errorOf } = lab;
const MINT = 'POST /app/installations/7/access_tokens';
const USE = 'GET /installation/repositories';
const ALL = { repositories: ['blog'], permissions: { contents: 'write', pull_requests: 'write' } };
const minted = (): string[] => asked().filter((request) => request.startsWith('POST'));

describe('a token', () => {
  test('is good for the one repository, and for files and pull requests in it', async () => {
    expect(await (await open())()).toEqual({ good_for: ['blog'] });
    expect(asked()).toEqual([MINT, USE]);
    expect(bodies()).toEqual([ALL]);
  });

  test('is used by every session until a minute before its end, and then made anew', async () => {
    await (await open())();
    clock.set(NOON + HOUR - 60_001);
    await (await open())();
    expect(minted()).toHaveLength(1);
    clock.set(NOON + HOUR - 60_000);
    await (await open())();
    expect(minted()).toHaveLength(2);
  });

  test('is made once, whoever asks: fifty sessions in five contexts at once', async () => {
    const locks = lockSpace();
    const contexts = Array.from({ length: 5 }, () => locks.context());
    const sessions = await Promise.all(
      Array.from({ length: 50 }, (_, i) => open(BLOG, { locks: contexts[i % 5] ?? expect.unreachable() })),
    );
    await Promise.all(sessions.map((ask) => ask()));
    expect(minted()).toHaveLength(1);
  });

  test('of one repository never goes to another', async () => {
    await (await open())();
    expect(await (await open(in_('news')))()).toEqual({ good_for: ['news'] });
    expect(await (await open())()).toEqual({ good_for: ['blog'] });
    expect(minted()).toHaveLength(2);
  });

  test('is for every repository while one is being chosen, and is used for nothing else', async () => {
    expect(await (await open(BLOG, { choosing: true }))()).toEqual({ good_for: null });
    expect(await (await open())()).toEqual({ good_for: ['blog'] });
    expect(bodies()).toEqual([{}, ALL]);
  });

  test('goes with its account', async () => {
    await (await open())();
    await (await open(BLOG, { choosing: true }))();
    expect(world.items.size).toBe(2);
    const store = memoryStore(world.items);
    await forgetToken('account-1', { store, locks: lockSpace().context() });
    expect(world.items.size).toBe(0);
  });
});

describe('a refusal of a token', () => {
  test('that was made this moment is waited out', async () => {
    world.github.unknownFor = 2500;
    expect(await (await open())()).toEqual({ good_for: ['blog'] });
    expect(world.pauses).toEqual([1000, 1000, 1000]);
    expect(asked()).toEqual([MINT, USE, USE, USE, USE]);
  });

  test('also where another session has made it', async () => {
    world.github.unknownFor = 2500;
    const [one, other] = [await open(), await open()];
    await one();
    clock.set(NOON + 1000);
    await other();
    expect(world.pauses).toHaveLength(3 + 2);
    expect(minted()).toHaveLength(1);
  });

  test('that nobody knows after five seconds is no more waited for, and no other is made', async () => {
    world.github.unknownFor = 6000;
    expect(await errorOf((await open())())).toBe('credentials_rejected github_bad_credentials');
    expect(world.pauses).toHaveLength(5);
    expect(minted()).toHaveLength(1);
  });

  test('that is older has it made anew, once', async () => {
    const ask = await open();
    await ask();
    clock.advance(10_000);
    world.github.revoked.add('ghs_123456_1');
    expect(await ask()).toEqual({ good_for: ['blog'] });
    expect(world.pauses).toEqual([]);
    expect(sent().slice(-1)).toEqual(['Bearer ghs_123456_2']);
    clock.advance(10_000);
    await ask();
    expect(minted()).toHaveLength(2);
  });

  test('made anew, it too may be unknown for a moment', async () => {
    const ask = await open();
    await ask();
    clock.advance(10_000);
    world.github.revoked.add('ghs_123456_1');
    world.github.unknownFor = 1500;
    expect(await ask()).toEqual({ good_for: ['blog'] });
    expect(world.pauses).toEqual([1000, 1000]);
    expect(minted()).toHaveLength(2);
  });
});

describe('an App that was not given everything', () => {
  test('has a token for files where it may not open pull requests', async () => {
    world.github.permissions = ['contents'];
    expect(await (await open())()).toEqual({ good_for: ['blog'] });
    expect(bodies()).toEqual([ALL, { ...ALL, permissions: { contents: 'write' } }]);
  });

  test('has one for what there is where it may not write: what lacks is said where it is needed', async () => {
    world.github.permissions = [];
    expect(await (await open())()).toEqual({ good_for: ['blog'] });
    expect(bodies()[2]).toEqual({ repositories: ['blog'] });
  });
});

describe('where no token is to be had, it says why', () => {
  const SUSPENDED = 'insufficient_scope github_installation_suspended';
  test.each<[string, () => void, string]>([
    [
      'suspended',
      () => {
        world.github.suspended = true;
      },
      SUSPENDED,
    ],
    [
      'gone',
      () => {
        world.github.installed = null;
      },
      'not_found github_installation_gone',
    ],
    [
      'not for this repository',
      () => {
        world.github.repositories = [];
      },
      'not_found github_not_installed_here',
    ],
    [
      'an answer without an end',
      () => {
        world.github.odd = jsonAnswer(201, { token: 'ghs_1' });
      },
      'unexpected_response undefined',
    ],
    [
      'an end that is none',
      () => {
        world.github.odd = jsonAnswer(201, { token: 'x', expires_at: 'soon' });
      },
      'unexpected_response undefined',
    ],
    [
      'a token that no header holds',
      () => {
        world.github.odd = jsonAnswer(201, { token: 'ä', expires_at: '2026-11-21T13:00:00Z' });
      },
      'unexpected_response undefined',
    ],
  ])('%s', async (_, happens, expected) => {
    happens();
    expect(await errorOf((await open())())).toBe(expected);
    expect(world.items.size).toBe(0);
  });

  test('and is asked for again the next time', async () => {
    world.github.suspended = true;
    const ask = await open();
    expect(await errorOf(ask())).toBe(SUSPENDED);
    world.github.suspended = false;
    expect(await ask()).toEqual({ good_for: ['blog'] });
  });
});

describe('until an installation is chosen', () => {
  const unknown = { ...BLOG, installation: null };
  const nowhere = { ...unknown, repository: null };

  test('it is that of the repository', async () => {
    expect(await (await open(unknown))()).toEqual({ good_for: ['blog'] });
    expect(asked()).toEqual(['GET /repos/anna/blog/installation', MINT, USE]);
    expect(await errorOf((await open({ ...in_('news'), installation: null }))())).toBe(
      'not_found github_not_installed_here',
    );
  });

  test('or the only one', async () => {
    expect(await (await open(nowhere))()).toEqual({ good_for: null });
    expect(asked()).toEqual(['GET /app/installations?per_page=100&page=1', MINT, USE]);
  });

  test.each([
    [[], 'not_found github_not_installed'],
    [[7, 8], 'not_found github_installation_not_chosen'],
  ])('of %j none is taken', async (installations, expected) => {
    world.github.installations = installations;
    expect(await errorOf((await open(nowhere))())).toBe(expected);
  });
});
