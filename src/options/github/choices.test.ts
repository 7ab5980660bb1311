import { describe, expect, test } from 'vitest';
import type { RepositoryChoices } from '../../destinations/destination.ts';
import { presetOf } from '../../destinations/github/presets.ts';
import type { Account } from '../../messages/contract.ts';
import type { Found } from '../found.ts';
import {
  addressOf,
  branchesOf,
  branchOf,
  githubTerms,
  lostFrom,
  matching,
  placeOf,
  settledChoices,
  storedChoices,
} from './choices.ts';

const layout = presetOf('hugo', 'commit');
const blog = { owner: 'you', name: 'blog', isPrivate: true };
const settings = {
  ...{ installation: { id: 7, account: 'you' }, repository: blog, branch: 'site', delivery: 'commit' },
  ...{ hidesDrafts: true, layout, images: 'link' },
};
const found: Found = {
  discovery: {
    ...{ siteUrl: 'https://github.com/', apiUrl: 'https://api.github.com/', title: 'github.com', version: '' },
    origins: ['https://api.github.com/*'],
    settings: {
      ...{ installation: null, repository: null, branch: '', delivery: 'pull_request', hidesDrafts: false },
      ...{ images: 'copy', layout: presetOf('plain', 'pull_request') },
    },
  },
  allowHttp: false,
};
const { discovery } = found;
const naming = (name: string) => ({
  ...discovery,
  settings: { ...discovery.settings, repository: { owner: 'You', name, isPrivate: false } },
});
const account: Account = {
  ...{ v: 1, id: 'a1', destination: 'github', authMethod: 'app_private_key' },
  ...{ siteUrl: 'https://github.com/', apiUrl: 'https://api.github.com/', origins: discovery.origins },
  identity: { siteTitle: 'you/blog', userName: 'you', role: null },
  ...{ settings, createdAt: '2026-01-01T00:00:00.000Z' },
};
const details = { ...blog, defaultBranch: 'main', branches: ['main', 'site'], site: null };
const lists: RepositoryChoices = {
  ...{ identity: null, installations: null, installation: null },
  ...{ repositories: [{ ...blog, defaultBranch: 'main' }], repository: details },
};

test('a new account begins with a pull request and copied images, and with the repository that the address names', () => {
  const fresh = {
    ...{ installation: null, repository: null, branch: '', delivery: 'pull_request', hidesDrafts: false },
    ...{ layout: null, images: 'copy' },
  };
  expect(storedChoices(null, discovery)).toEqual(fresh);
  expect(storedChoices(null, { ...discovery, settings: {} })).toEqual(fresh);
  expect(storedChoices(null, naming('blog')).repository).toMatchObject({ owner: 'You', name: 'blog' });
});

test('an account that is edited begins with its own, however its address is written', () => {
  expect(storedChoices(account, discovery)).toEqual(settings);
  expect(storedChoices(account, naming('Blog'))).toEqual(settings);
  expect(addressOf(account)).toBe('https://github.com/you/blog');
  expect(addressOf({ ...account, settings: {} })).toBe('https://github.com/');
});

test('at an address that names another repository, that one is wanted, and its branch is not known', () => {
  expect(storedChoices(account, naming('notes'))).toEqual({
    ...settings,
    ...{ repository: { owner: 'You', name: 'notes', isPrivate: false }, branch: '' },
  });
});

test('what is asked for holds every choice, and the layout that was found until somebody has seen another', () => {
  const choices = storedChoices(account, discovery);
  expect(githubTerms(account, found, choices)).toEqual({
    ...{ accountId: 'a1', destination: 'github', discovery, settings },
  });
  const before = githubTerms(null, found, storedChoices(null, discovery));
  expect(before.settings).toEqual(discovery.settings);
});

describe('what the account has, against what the site has now', () => {
  const stored = storedChoices(account, discovery);

  test('all is as it was: it may be stored, with what changed at the site', () => {
    const now = { ...lists, repository: { ...details, isPrivate: false } };
    expect(settledChoices(stored, now)).toEqual({
      ...{ ...stored, installation: null },
      repository: { ...blog, isPrivate: false },
    });
  });

  test.each([
    ['the repository can’t be reached any more', { ...lists, repository: null }],
    ['another one has its place', { ...lists, repository: { ...details, name: 'other' } }],
    ['the branch is gone', { ...lists, repository: { ...details, branches: ['main'] } }],
  ])('%s: somebody has to look', (_what, now) => {
    expect(settledChoices(stored, now)).toBeNull();
  });

  test('a repository that was wanted and is not there is named', () => {
    expect(lostFrom(stored, lists)).toBeNull();
    expect(lostFrom(stored, { ...lists, repository: null })).toBe('you/blog');
    expect(lostFrom(placeOf(null, null), { ...lists, repository: null })).toBeNull();
    // A public one is read by everybody.
    expect(lostFrom(stored, { ...lists, repositories: [] })).toBe('you/blog');
  });

  test('the branch is the account’s own, in its repository and while it is there; else the default one', () => {
    expect(branchOf(stored, details)).toBe('site');
    expect(branchOf(stored, { ...details, branches: ['main'] })).toBe('main');
    expect(branchOf(stored, { ...details, name: 'other' })).toBe('main');
  });
});

test('a repository is found by any words of its name', () => {
  const all = ['you/blog', 'you/Garden-Blog', 'octo/site'].map((full) => {
    const [owner = '', name = ''] = full.split('/');
    return { owner, name };
  });
  const named = (typed: string) => matching(all, typed).map(({ name }) => name);
  expect(named('')).toEqual(['blog', 'Garden-Blog', 'site']);
  expect(named(' BLOG  gar')).toEqual(['Garden-Blog']);
  expect(named('you/b')).toEqual(['blog']);
  expect(named('nothing')).toEqual([]);
});

test('a site is made from no branch that a draft has to itself', () => {
  const branches = ['main', 'clipdraft/2026-11-21-a-title-0a1b2c3d', 'site'];
  expect(branchesOf({ ...details, branches }, 'main')).toEqual(['main', 'site']);
  expect(branchesOf({ ...details, branches }, branches[1] ?? '')).toEqual(branches);
  expect(branchesOf({ ...details, branches: [] }, '')).toEqual(['main']);
});
