/** An App that was uninstalled and installed anew has another id where it is installed. */
import { expect, test } from 'vitest';
import { jsonAnswer } from '../../../test/servers/faults.ts';
import { BLOG, githubSignIns, in_ } from '../../../test/support/github-sign-ins.ts';

const { world, clock, open, asked, bodies, errorOf } = githubSignIns();
const MINT = 'POST /app/installations/7/access_tokens';
const USE = 'GET /installation/repositories';
const ALL = { repositories: ['blog'], permissions: { contents: 'write', pull_requests: 'write' } };
const FIND = 'GET /repos/anna/blog/installation';
const MINT_ANEW = 'POST /app/installations/8/access_tokens';

test('its new installation is found by the repository', async () => {
  world.github.installed = 8;
  expect(await (await open())()).toEqual({ good_for: ['blog'] });
  expect(asked()).toEqual([MINT, FIND, MINT_ANEW, USE]);
  expect(bodies()).toEqual([ALL, ALL]);
});

test('also where that happens while a token lasts', async () => {
  const ask = await open();
  await ask();
  clock.advance(10_000);
  world.github.revoked.add('ghs_123456_1');
  world.github.installed = 8;
  expect(await ask()).toEqual({ good_for: ['blog'] });
  expect(asked().slice(2)).toEqual([USE, MINT, FIND, MINT_ANEW, USE]);
});

test('with less than it had, it has a token for that', async () => {
  world.github.installed = 8;
  world.github.permissions = ['contents'];
  await (await open())();
  expect(asked()).toEqual([MINT, FIND, MINT_ANEW, MINT_ANEW, USE]);
});

test('for other repositories only, the former one is what is gone, and nothing is asked for twice', async () => {
  world.github.installed = 8;
  expect(await errorOf((await open(in_('news')))())).toBe('not_found github_installation_gone');
  expect(asked()).toEqual([MINT, 'GET /repos/anna/news/installation']);
});

test('and no token is to be had there either, it is looked for once', async () => {
  world.github.odd = jsonAnswer(404, { message: 'Not Found' });
  world.github.installed = 8;
  expect(await errorOf((await open())())).toBe('not_found github_installation_gone');
  expect(asked()).toEqual([MINT, FIND, MINT_ANEW]);
});

test('and GitHub names the former one still, it is not tried again', async () => {
  world.github.odd = jsonAnswer(404, { message: 'Not Found' });
  expect(await errorOf((await open())())).toBe('not_found github_installation_gone');
  expect(asked()).toEqual([MINT, FIND]);
});

test('without a repository nothing tells which it is', async () => {
  world.github.installed = 8;
  expect(await errorOf((await open({ ...BLOG, repository: null }))())).toBe('not_found github_installation_gone');
  expect(asked()).toEqual([MINT]);
});
