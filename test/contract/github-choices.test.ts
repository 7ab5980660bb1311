/** What an account at GitHub can be set up with, as the double has it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DestinationError } from '../../src/core/errors.ts';
import type { RepositoryChoices } from '../../src/destinations/destination.ts';
import { choicesOf } from '../../src/destinations/github/choices.ts';
import type { GitHubSettings } from '../../src/destinations/github/settings.ts';
import { type RunningGitHub, startGitHub } from '../servers/github.ts';
import { appOf, BLOG, type GitHubSessionAt, githubSession, SITE } from './github-session.ts';

let running: RunningGitHub;
beforeAll(async () => {
  running = await startGitHub();
});
afterAll(async () => {
  await running.stop();
  expect(running.violations).toEqual([]);
});

const UNSET: GitHubSettings = { ...BLOG, repository: null, branch: '' };

const choices = async (how: GitHubSessionAt): Promise<RepositoryChoices> =>
  choicesOf(await githubSession(running, { settings: UNSET, choosing: true, ...how }));
const names = ({ repositories }: RepositoryChoices): string[] =>
  repositories.map(({ owner, name }) => `${owner}/${name}`);
const refused = async (how: GitHubSessionAt): Promise<string> => {
  const error = await choices(how).catch((thrown: unknown) => thrown);
  return error instanceof DestinationError ? `${error.code} ${error.reason}` : 'chosen';
};

describe('by a person’s own token', () => {
  test('are all repositories they may push to, the one with the latest push first', async () => {
    const { world } = running;
    world.addUser('eve');
    world.addRepository('eve/shared', { 'README.md': '' }, { roles: { ada: 'write' } });
    world.addRepository('eve/read-only', { 'README.md': '' }, { roles: { ada: 'read' } });
    world.addRepository('ada/old', { 'README.md': '' }).archived = true;
    const classic = world.addClassicToken('ada');
    world.repository('ada/notes').pushedAt = Date.now() + 5000;
    const found = await choices({ token: classic });
    expect(found).toMatchObject({
      ...{ identity: { siteTitle: new URL(running.url).host, userName: 'ada', role: null } },
      ...{ installations: null, installation: null, repository: null },
    });
    expect(names(found)[0]).toBe('ada/notes');
    expect(names(found).sort()).toEqual(['ada/blog', 'ada/notes', 'eve/shared', 'press/site']);
    expect(found.repositories).toContainEqual({ owner: 'press', name: 'site', isPrivate: true, defaultBranch: 'main' });
  });

  test('one repository is told with its branches, the default one first, and what makes its site', async () => {
    const blog = running.blog.fullName;
    running.world.repository(blog).commit({ 'a.md': '' }, { branch: 'aside' });
    const { repository, identity } = await choices({ settings: BLOG });
    expect(repository).toEqual({
      ...{ owner: 'ada', name: 'blog', isPrivate: false, defaultBranch: 'main' },
      branches: ['main', 'aside'],
      site: { generator: 'jekyll', folder: '_posts' },
    });
    expect(identity?.siteTitle).toBe('ada/blog');
  });

  test('what makes the site is read on the branch that was chosen, in a handful of requests', async () => {
    const { world } = running;
    const astro = {
      ...{ 'package.json': '{}', 'astro.config.mjs': "export default { base: '/x' };", 'src/pages/index.astro': '' },
      ...{ 'src/content.config.ts': "glob({ base: './src/data/blog' })", 'src/data/blog/a.md': '', 'README.md': '' },
    };
    world.addRepository('ada/both', { 'README.md': '' }).commit(astro, { branch: 'site/new' });
    const repository = { owner: 'ada', name: 'both', isPrivate: false };
    expect((await choices({ settings: { ...BLOG, repository } })).repository?.site).toBeNull();
    running.requests.length = 0;
    const found = await choices({ settings: { ...BLOG, repository, branch: 'site/new' } });
    expect(found.repository?.site).toEqual({ generator: 'astro', folder: 'src/data/blog', basePath: '/x' });
    expect(running.requests.length).toBeLessThan(12);
    expect(running.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  test('an empty repository has no branch and tells nothing', async () => {
    running.world.addRepository('ada/empty', null);
    const found = await choices({
      settings: { ...BLOG, repository: { owner: 'ada', name: 'empty', isPrivate: false } },
    });
    expect(found.repository).toMatchObject({ branches: [], site: null });
  });

  test('a repository that is not there, or not for this token', async () => {
    const repository = { owner: 'ada', name: 'gone', isPrivate: false };
    expect(await refused({ settings: { ...BLOG, repository } })).toBe('not_found github_not_found');
    expect(await refused({ settings: SITE })).toBe('not_found github_not_found');
  });

  test('a token that nobody knows', async () => {
    expect(await refused({ token: `ghp_${'a'.repeat(36)}` })).toBe('credentials_rejected github_bad_credentials');
  });
});

describe('by an App', () => {
  let another: { appId: string; privateKey: string };
  beforeAll(() => {
    const { app, privateKey } = running.world.addApp('ada', 'Another', { contents: 'write' });
    another = { appId: app.clientId, privateKey };
  });

  test('are the repositories of its only installation', async () => {
    const { id } = running.installation;
    const found = await choices({ app: appOf(running) });
    expect(found).toMatchObject({
      identity: { userName: 'Clipdraft of Ada' },
      installations: [{ id, account: 'ada', suspended: false }],
      installation: { id, account: 'ada' },
      repository: null,
    });
    expect(names(found)).toContain('ada/blog');
    expect(names(found)).not.toContain('press/site');
    expect(names(found)).not.toContain('ada/old');
  });

  test('and of one repository, beside the others', async () => {
    const installation = { id: running.installation.id, account: 'ada' };
    const found = await choices({ app: appOf(running), settings: { ...BLOG, installation } });
    expect(found.repository?.site).toEqual({ generator: 'jekyll', folder: '_posts' });
    expect(names(found).length).toBeGreaterThan(1);
  });

  describe('that is installed in more than one place', () => {
    let press: { id: number; account: string };
    beforeAll(() => {
      press = { id: running.world.install(running.app, 'press').id, account: 'press' };
    });

    test('one has to be chosen first', async () => {
      const found = await choices({ app: appOf(running) });
      expect(found.installations).toHaveLength(2);
      expect(found).toMatchObject({ installation: null, repositories: [] });
    });

    test('then its repositories are told', async () => {
      const found = await choices({ app: appOf(running), settings: { ...UNSET, installation: press } });
      expect(found.installation).toMatchObject(press);
      expect(names(found)).toEqual(['press/site']);
    });

    test('a repository that the address named tells which', async () => {
      const found = await choices({ app: appOf(running), settings: SITE });
      expect(found.installation).toMatchObject(press);
      expect(found.repository).toMatchObject({
        name: 'site',
        isPrivate: true,
        site: { generator: 'hugo', html: false },
      });
    });

    test('a suspended one has nothing to choose', async () => {
      running.world.suspend(press.id);
      const found = await choices({ app: appOf(running), settings: { ...UNSET, installation: press } });
      expect(found).toMatchObject({ installation: { ...press, suspended: true }, repositories: [] });
      running.world.suspend(press.id, false);
    });

    test('one that is gone is chosen no longer', async () => {
      const installation = { id: 999_999, account: 'gone' };
      const found = await choices({ app: appOf(running), settings: { ...UNSET, installation } });
      expect(found).toMatchObject({ installation: null, repositories: [] });
    });

    test('one that was taken back and made anew is that of the repository', async () => {
      const installation = { id: 999_999, account: 'press' };
      const found = await choices({ app: appOf(running), settings: { ...SITE, installation } });
      expect(found.installation).toMatchObject(press);
      expect(names(found)).toEqual(['press/site']);
      expect(found.repository?.name).toBe('site');
    });

    test('a repository where it is not installed', async () => {
      running.world.addRepository('eve/blog', { 'README.md': '' });
      const settings = { ...BLOG, repository: { owner: 'eve', name: 'blog', isPrivate: false } };
      expect(await refused({ app: appOf(running), settings })).toMatch(/^not_found /);
    });
  });

  test('that is installed nowhere', async () => {
    const { appId, privateKey } = another;
    const found = await choices({ app: { appId, privateKey } });
    expect(found).toMatchObject({ installations: [], installation: null, repositories: [] });
  });

  test('whose key is another App’s', async () => {
    const { appId } = appOf(running);
    expect(await refused({ app: { ...another, appId } })).toBe('credentials_rejected github_app_key');
  });
});
