/**
 * The connection doctor before a GitHub in which each cause is provoked: it must name that one, and there must be a text
 * with its cure.
 */
import { describe, expect, test } from 'vitest';
import messages from '../../public/_locales/en/messages.json' with { type: 'json' };
import type { CheckReport } from '../../src/destinations/destination.ts';
import { presetOf } from '../../src/destinations/github/presets.ts';
import type { GitHubSettings } from '../../src/destinations/github/settings.ts';
import type { Permissions } from '../servers/github/records.ts';
import { countCauses, finding, gitHubToCheck } from './github-causes.ts';
import { appOf, BLOG, type GitHubSessionAt, SITE } from './github-session.ts';

const { running, check } = await gitHubToCheck();
running.world.addUser('eve');

const { expectNamed, expectAll } = countCauses();

const DAY = 24 * 60 * 60 * 1000;
const notes: GitHubSettings = { ...BLOG, repository: { owner: 'ada', name: 'notes', isPrivate: true } };
const of = (owner: string, name: string): Partial<GitHubSessionAt> => ({
  settings: { ...BLOG, repository: { owner, name, isPrivate: false } },
});
const tokenWith = (permissions: Permissions, login = 'ada'): string =>
  running.world.addFineGrainedToken(login, { permissions });

describe('all is well', () => {
  test('with a person’s own token', async () => {
    running.world.addRepository('ada/quiet', { 'README.md': '' }, { isPrivate: true });
    const report = await check(of('ada', 'quiet'));
    expect(report.ok).toBe(true);
    expect(report.identity).toEqual({ siteTitle: 'ada/quiet', userName: 'ada', role: null });
    expect(report).not.toHaveProperty('credentialsEndAt');
    expect(report.steps.map(({ id, detail = '' }) => `${id} ${detail}`.trim())).toEqual([
      ...['reach', 'is_github 3.19.0', 'credentials ada', 'repository ada/quiet', 'branch main', 'may_write'],
      'may_open_pulls',
    ]);
  });

  test('a public repository is said to be so, and is no cause for alarm', async () => {
    const report = await check();
    expect(report.ok).toBe(true);
    expect(report.steps.at(-1)).toEqual({ id: 'public', outcome: 'note' });
    expect(messages.check_public.message).toContain('Anyone can read');
    expect(finding(report)).toBe('all well');
  });

  test('with an App, whose installation has a line of its own', async () => {
    const installation = { id: running.installation.id, account: 'ada' };
    for (const settings of [BLOG, { ...BLOG, installation }]) {
      const report = await check({ app: appOf(running), settings });
      expect(report.ok).toBe(true);
      expect(report.identity).toEqual({ siteTitle: 'ada/blog', userName: 'Clipdraft of Ada', role: null });
      expect(report.steps.slice(2, 4)).toEqual([
        { id: 'credentials', outcome: 'ok', detail: 'Clipdraft of Ada' },
        { id: 'installation', outcome: 'ok', detail: 'ada' },
      ]);
    }
  });

  test('with an App that was uninstalled and installed anew', async () => {
    const { world, app } = running;
    world.addUser('una');
    world.addRepository('una/blog', { 'README.md': '' }, { isPrivate: true });
    const former = { id: world.install(app, 'una').id, account: 'una' };
    world.uninstall(former.id);
    world.install(app, 'una');
    const repository = { owner: 'una', name: 'blog', isPrivate: true };
    const report = await check({ app: appOf(running), settings: { ...BLOG, repository, installation: former } });
    expect(report.ok).toBe(true);
    expect(report.steps).toContainEqual({ id: 'installation', outcome: 'ok', detail: 'una' });
  });

  test('by commits nobody asks for pull requests', async () => {
    const token = tokenWith({ contents: 'write' });
    const { ok, steps } = await check({ token, settings: { ...BLOG, delivery: 'commit' } });
    expect(ok).toBe(true);
    expect(steps.find(({ id }) => id === 'may_open_pulls')?.outcome).toBe('skipped');
  });

  test('but not by commits where the site itself publishes drafts', async () => {
    running.world.addRepository('ada/open', { 'hugo.toml': 'buildDrafts = true\n', 'content/a.md': 'A' });
    const settings: GitHubSettings = {
      ...{ ...BLOG, repository: { owner: 'ada', name: 'open', isPrivate: false } },
      ...{ delivery: 'commit', layout: presetOf('hugo', 'commit') },
    };
    expectNamed(await check({ settings }), 'may_write github_shows_drafts');
  });

  describe('nor without a word by commits to a branch that is protected', () => {
    const commits = { ...BLOG, delivery: 'commit' } as const;
    const at = (name: string): GitHubSettings => ({ ...commits, repository: { owner: 'ada', name, isPrivate: false } });

    test.each(['reviews', 'ruleset'] as const)('by %s', async (protection) => {
      const name = `guarded-${protection}`;
      running.world.addRepository(`ada/${name}`, { 'README.md': '' }).protections.set('main', protection);
      const report = await check({ settings: at(name) });
      expectNamed(report, 'branch github_branch_protected');
      expect(report.ok).toBe(true);
      expect(report.steps.find(({ id }) => id === 'branch')?.detail).toBe('main');
      expect(finding(await check({ settings: { ...at(name), delivery: 'pull_request' } }))).toBe('all well');
    });

    test.each([
      ['deletion', 'all well'],
      ['non_fast_forward', 'all well'],
      ['update', 'branch github_branch_protected'],
    ] as const)('by a rule alone, if it is about commits: %s', async (rule, expected) => {
      const name = `ruled-${rule}`;
      running.world.addRepository(`ada/${name}`, { 'README.md': '' }).rules.push(rule);
      expect(finding(await check({ settings: at(name) }))).toBe(expected);
    });
  });

  test('and nothing is left behind', async () => {
    const { blog } = running;
    const before = [blog.branches(), blog.head(), blog.pulls.length];
    running.requests.length = 0;
    await check();
    expect([blog.branches(), blog.head(), blog.pulls.length]).toEqual(before);
    expect(running.requests.filter(({ method }) => method !== 'GET').map(({ path }) => path)).toEqual([
      ...['/repos/ada/blog/git/blobs', '/repos/ada/blog/pulls'],
    ]);
  });
});

describe('the end of a token is told', () => {
  async function ending(ms: number): Promise<CheckReport> {
    const at = Math.floor((Date.now() + ms) / 1000) * 1000;
    const endsAt = new Date(at).toISOString();
    const report = await check({ token: running.world.addFineGrainedToken('ada', { expiresAt: at }) });
    expect(report).toMatchObject({ ok: true, credentialsEndAt: endsAt });
    expect(report.steps.at(-1)).toMatchObject({ id: 'token_end', detail: endsAt.slice(0, 10) });
    return report;
  }

  test('in a month', async () => {
    expect(finding(await ending(30 * DAY))).toBe('all well');
  });

  test('within a week', async () => {
    expectNamed(await ending(6 * DAY), 'token_end github_token_ends');
  });

  test('also where something else is wrong', async () => {
    const expiresAt = Math.floor(Date.now() / 1000) * 1000 + DAY;
    const token = running.world.addFineGrainedToken('ada', { expiresAt });
    const report = await check({ token, settings: { ...BLOG, branch: 'gone' } });
    expect(report).toMatchObject({ ok: false, credentialsEndAt: new Date(expiresAt).toISOString() });
  });
});

describe('the cause is named', () => {
  test.each<[string, () => GitHubSessionAt, string]>([
    ['a token that nobody knows', () => ({ token: `ghp_${'a'.repeat(36)}` }), 'credentials github_bad_credentials'],
    [
      'a token that has ended',
      () => ({ token: running.world.addFineGrainedToken('ada', { expiresAt: Date.now() - DAY }) }),
      'credentials github_bad_credentials',
    ],
    ['no repository', () => ({ settings: { ...BLOG, repository: null } }), 'repository github_no_repository'],
    ['a repository that is gone', () => of('ada', 'gone'), 'repository github_not_found'],
    ['a repository that the token is not for', () => ({ settings: SITE }), 'repository github_not_found'],
    ['no branch', () => ({ settings: { ...BLOG, branch: '' } }), 'branch github_no_branch'],
    ['a branch that is gone', () => ({ settings: { ...BLOG, branch: 'gone' } }), 'branch github_branch_gone'],
    [
      'a token that may only read',
      () => ({ token: tokenWith({ contents: 'read', pull_requests: 'write' }) }),
      'may_write github_no_contents_permission',
    ],
    [
      'a token that may not open pull requests',
      () => ({ token: tokenWith({ contents: 'write' }) }),
      'may_open_pulls github_no_pull_permission',
    ],
    [
      'a classic token without the scope, for what is private',
      () => ({ token: running.world.addClassicToken('ada', { scopes: ['public_repo'] }), settings: notes }),
      'repository github_no_scope',
    ],
    [
      'a classic token without any scope',
      () => ({ token: running.world.addClassicToken('ada', { scopes: [''] }) }),
      'may_write github_no_scope',
    ],
    [
      'a repository that was private once',
      () => ({ settings: { ...BLOG, repository: { owner: 'ada', name: 'blog', isPrivate: true } } }),
      'public github_public',
    ],
    [
      'an App’s key that is another’s',
      () => ({ app: { ...appOf(running), privateKey: running.world.addApp('eve', 'Eve').privateKey } }),
      'credentials github_app_key',
    ],
    [
      'an App that nobody knows',
      () => ({ app: { appId: '999999', privateKey: running.privateKey } }),
      'credentials github_app_key',
    ],
    [
      'an installation that is gone',
      () => ({ app: appOf(running), settings: { ...SITE, installation: { id: 999_999, account: 'press' } } }),
      'installation github_installation_gone',
    ],
    [
      'an App that is chosen nowhere',
      () => ({ app: appOf(running), settings: { ...BLOG, repository: null } }),
      'installation github_installation_not_chosen',
    ],
  ])('%s', async (_name, how, expected) => {
    const report = await check(how());
    expectNamed(report, expected);
    // Without pull requests a draft has its branch still, and what is public was meant to be.
    expect(report.ok).toBe(/^(public|may_open_pulls) /.test(expected));
  });

  test('an empty repository', async () => {
    running.world.addRepository('ada/empty', null);
    expectNamed(await check(of('ada', 'empty')), 'branch github_empty_repository');
  });

  test('an archived repository', async () => {
    running.world.addRepository('ada/old', { 'README.md': '' }).archived = true;
    expectNamed(await check(of('ada', 'old')), 'repository github_archived');
  });

  test('a repository that the person may only read', async () => {
    running.world.addRepository('eve/blog', { 'README.md': '' }, { roles: { ada: 'read' } });
    const token = running.world.addClassicToken('ada');
    expectNamed(await check({ token, ...of('eve', 'blog') }), 'may_write github_not_writer');
  });

  test('somebody else’s public repository', async () => {
    running.world.addRepository('eve/public', { 'README.md': '' });
    expectNamed(await check(of('eve', 'public')), 'may_write github_not_writer');
  });

  test('a plan without draft pull requests is no obstacle', async () => {
    const report = await check({ settings: notes });
    expect(report.ok).toBe(true);
  });

  test('an App that is suspended where it is installed', async () => {
    const { world, installation } = running;
    world.suspend(installation.id);
    const report = await check({ app: appOf(running) });
    world.suspend(installation.id, false);
    expectNamed(report, 'installation github_installation_suspended');
  });

  test('an App that is installed for other repositories', async () => {
    const { world } = running;
    world.addUser('tom');
    world.addRepository('tom/in', { 'README.md': '' });
    world.addRepository('tom/out', { 'README.md': '' });
    const { id } = world.install(running.app, 'tom', { repositories: ['tom/in'] });
    const repository = { owner: 'tom', name: 'out', isPrivate: false };
    const settings = { ...BLOG, repository, installation: { id, account: 'tom' } };
    const report = await check({ app: appOf(running), settings });
    expectNamed(report, 'repository github_not_installed_here');
  });

  test.each<[string, Permissions, string]>([
    ['none', {}, 'branch github_no_contents_permission'],
    ['reading', { contents: 'read' }, 'may_write github_no_contents_permission'],
    ['writing', { contents: 'write' }, 'may_open_pulls github_no_pull_permission'],
  ])('an App that was given no more than %s', async (login, permissions, expected) => {
    const { world } = running;
    world.addUser(login);
    world.addRepository(`${login}/blog`, { 'README.md': '' }, { isPrivate: true });
    const installation = { id: world.install(running.app, login, { permissions }).id, account: login };
    const repository = { owner: login, name: 'blog', isPrivate: true };
    const report = await check({ app: appOf(running), settings: { ...BLOG, repository, installation } });
    expectNamed(report, expected);
  });

  test('a used-up limit, with the time to wait', async () => {
    running.limits.exhaust(600);
    const report = await check();
    running.limits.limit = 5000;
    expectNamed(report, 'credentials github_rate_limit');
    const wait = report.steps.find(({ outcome }) => outcome === 'failed')?.error?.retryAfter ?? 0;
    expect(wait).toBeGreaterThan(590_000);
    expect(wait).toBeLessThan(610_000);
  });

  test.each([
    [null, 60_000],
    [25, 25_000],
  ])('a secondary limit, with the time to wait (%s s)', async (retryAfter, expected) => {
    running.limits.secondary = { status: 403, retryAfter };
    const report = await check();
    running.limits.secondary = null;
    expectNamed(report, 'may_write github_secondary_limit');
    expect(report.steps.find(({ outcome }) => outcome === 'failed')?.error?.retryAfter).toBe(expected);
  });
});

test('a clock that is an hour ahead is no obstacle to an App', async () => {
  const report = await check({ app: appOf(running), clockOffset: 60 * 60 * 1000 });
  expect(report.ok).toBe(true);
});

test('every cause that was provoked was named', () => expectAll(32));
