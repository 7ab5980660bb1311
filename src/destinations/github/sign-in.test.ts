import { describe, expect, test } from 'vitest';
import { authDeps, noHttp } from '../../../test/support/auth-deps.ts';
import { APP, BLOG, githubSignIns } from '../../../test/support/github-sign-ins.ts';
import type { Credentials } from '../../auth/credentials.ts';
import { createGitHubAuthorizer, createGitHubReader } from './sign-in.ts';

const lab = githubSignIns();
const deps = authDeps(noHttp, 'https://github.com/', 'https://api.github.com/');
const token = (text: string): Credentials => ({ method: 'personal_access_token', token: text });

describe('a person’s own token', () => {
  test.each([
    ['github_pat_11ABCDEFG0_abcdefghijklmnopqrstuvwxyz'],
    ['ghp_abcdefghijklmnopqrstuvwxyz0123456789'],
    ['0123456789abcdef0123456789abcdef01234567'],
    [`github_pat_${'x'.repeat(2000)}`],
  ])('goes as it is: %s', async (text) => {
    const headers = new Headers();
    const authorizer = await createGitHubAuthorizer(token(`  ${text}\n`), BLOG, deps);
    await authorizer.authorize(headers, 0);
    expect(headers.get('authorization')).toBe(`Bearer ${text}`);
  });

  test.each([
    ['github_token_missing', ' "" '],
    ['github_token_format', 'github_pat_11ABC…'],
    ['github_token_format', 'pässword'],
    ['github_token_format', 'hunter2!'],
    ['github_token_format', 'https://github.com/settings/tokens'],
    ['github_token_other', 'ghs_abcdefghijklmnopqrstuvwxyz0123456789'],
    ['github_token_other', 'gho_abcdefghijklmnopqrstuvwxyz0123456789'],
    ['github_token_other', 'ghu_abcdefghijklmnopqrstuvwxyz0123456789'],
    ['github_token_other', 'ghr_abcdefghijklmnopqrstuvwxyz0123456789'],
    ['github_token_ghost_key', `6b00fd69ca1e561a3abcd7e6:${'0123456789abcdef'.repeat(4)}`],
    ['github_token_private_key', APP.privateKey],
  ])('%s: %s', async (reason, text) => {
    const opened = createGitHubAuthorizer(token(text), BLOG, deps);
    await expect(opened).rejects.toMatchObject({ code: 'credentials_rejected', destination: 'github', reason });
    await opened.catch((error: unknown) => expect(String(error)).toBe(`DestinationError: ${reason}`));
  });

  test('has no App to look with', () => {
    expect(createGitHubReader(token('ghp_x'))).toBeNull();
  });
});

test('credentials of another system are refused', async () => {
  const ghost: Credentials = { method: 'admin_api_key', key: 'x' };
  await expect(createGitHubAuthorizer(ghost, BLOG, deps)).rejects.toMatchObject({ code: 'credentials_rejected' });
  expect(createGitHubReader(ghost)).toBeNull();
});

const FAR: [string, number][] = [
  ['an hour behind', -3_600_000],
  ['an hour ahead', 3_600_000],
  ['two minutes behind', -120_000],
];

describe('an App looks at itself', () => {
  test('by its signature', async () => {
    const ask = lab.openReader();
    expect(await ask()).toEqual({ slug: 'clips' });
    await ask();
    expect(lab.asked()).toEqual(['GET /app', 'GET /app']);
    expect(new Set(lab.sent()).size).toBe(1);
  });

  test.each(FAR)('with GitHub’s clock, which is %s: one more try, and none for the next request', async (_, ahead) => {
    lab.world.github.ahead = ahead;
    const ask = lab.openReader();
    expect(await ask()).toEqual({ slug: 'clips' });
    await ask();
    expect(lab.asked()).toHaveLength(3);
  });

  test('where a proxy’s date is wrong, with ours', async () => {
    lab.world.github.dateAhead = 3_600_000;
    const ask = lab.openReader();
    await ask();
    expect(await ask()).toEqual({ slug: 'clips' });
    expect(lab.asked()).toHaveLength(3);
  });

  test('another App’s key is refused after one more try', async () => {
    const ask = lab.openReader({ ...APP, appId: '99' });
    expect(await lab.errorOf(ask())).toBe('credentials_rejected github_app_key');
    expect(lab.asked()).toHaveLength(2);
  });

  test('its key is looked at only when it is needed', async () => {
    const ask = lab.openReader({ ...APP, privateKey: 'x' });
    expect(await lab.errorOf(ask())).toBe('credentials_rejected github_key_none');
    expect(lab.asked()).toEqual([]);
  });

  test.each(FAR)('for a token of its installation, GitHub’s clock is %s', async (_, ahead) => {
    lab.world.github.ahead = ahead;
    const ask = await lab.open();
    expect(await ask()).toEqual({ good_for: ['blog'] });
    // Its end is told by GitHub's clock, and reckoned by ours.
    lab.clock.advance(58 * 60_000);
    const before = lab.asked().length;
    await ask();
    expect(lab.asked().slice(before)).toEqual(['GET /installation/repositories']);
  });
});
