/**
 * The connection doctor before a GitHub in which each cause is provoked: it must name that one, and there must be a text
 * with its cure.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import messages from '../../public/_locales/en/messages.json' with { type: 'json' };
import type { CheckReport } from '../../src/destinations/destination.ts';
import { github } from '../../src/destinations/github/adapter.ts';
import { presetOf } from '../../src/destinations/github/presets.ts';
import type { GitHubSettings } from '../../src/destinations/github/settings.ts';
import {
  type Fault,
  type FaultServer,
  htmlPage,
  jsonAnswer,
  type RecordedRequest,
  startFaults,
} from '../servers/faults.ts';
import type { Permissions } from '../servers/github/records.ts';
import { type RunningGitHub, startGitHub } from '../servers/github.ts';
import { appOf, BLOG, type GitHubSessionAt, githubSession, SITE } from './github-session.ts';

let running: RunningGitHub;
let faults: FaultServer;
beforeAll(async () => {
  running = await startGitHub();
  faults = await startFaults(running.url);
  running.world.addUser('eve');
});
afterAll(async () => {
  await faults.stop();
  await running.stop();
  expect(running.violations).toEqual([]);
});
beforeEach(() => faults.set({ kind: 'pass' }));

const check = async (how: GitHubSessionAt = {}): Promise<CheckReport> =>
  github.check(await githubSession(running, how));

/** `credentials github_bad_credentials`: the first step that is not well, and why. */
function finding({ steps }: CheckReport): string {
  const step = steps.find(({ outcome }) => outcome === 'failed') ?? steps.find(({ outcome }) => outcome === 'warning');
  return step === undefined ? 'all well' : `${step.id} ${step.error?.reason ?? step.error?.code ?? ''}`;
}

let provoked = 0;
let named = 0;

function expectNamed(report: CheckReport, expected: string): void {
  provoked += 1;
  expect(finding(report)).toBe(expected);
  expect(messages).toHaveProperty(`error_${expected.split(' ')[1]}`);
  for (const { id } of report.steps) expect(messages).toHaveProperty(`check_${id}`);
  named += 1;
}

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
  test.each([
    ['in a month', 30 * DAY, 'public github_public'],
    ['within a week', 6 * DAY, 'token_end github_token_ends'],
  ])('%s', async (_name, ms, expected) => {
    const at = Math.floor((Date.now() + ms) / 1000) * 1000;
    const endsAt = new Date(at).toISOString();
    const report = await check({ token: running.world.addFineGrainedToken('ada', { expiresAt: at }) });
    expect(report).toMatchObject({ ok: true, credentialsEndAt: endsAt });
    const last = report.steps.at(-1);
    expect(last).toMatchObject({ id: 'token_end', detail: endsAt.slice(0, 10) });
    expectNamed({ ...report, steps: expected.startsWith('public') ? report.steps : report.steps.slice(-1) }, expected);
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
    ['a public repository', () => ({}), 'public github_public'],
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
      () => ({ app: appOf(running), settings: { ...BLOG, installation: { id: 999_999, account: 'ada' } } }),
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

describe('the cause is named, of what no double has', () => {
  const DOCS = 'https://docs.github.com/rest';
  const refusal = (status: number, message: string, headers: Record<string, string> = {}): Fault =>
    jsonAnswer(status, { message, documentation_url: DOCS, status: String(status) }, headers);
  const forward: Fault = { kind: 'redirect', status: 301, to: 'https://api.github.com/repositories/1' };

  /** The fault where the path matches; else the double answers. */
  const at =
    (path: RegExp, fault: Fault) =>
    (request: RecordedRequest): Fault =>
      path.test(request.path) ? fault : { kind: 'pass' };
  const anywhere = /./;
  const repository = /\/repos\/ada\/blog$/;
  const blobs = /\/git\/blobs$/;

  test.each<[string, ReturnType<typeof at>, string]>([
    ['a page in its place', at(anywhere, htmlPage(200)), 'is_github github_none_here'],
    ['nothing in its place', at(anywhere, htmlPage(404)), 'is_github github_none_here'],
    ['another API', at(anywhere, jsonAnswer(200, { ok: true })), 'is_github github_none_here'],
    ['a gate (401)', at(anywhere, htmlPage(401)), 'reach github_gate'],
    ['a gate (403)', at(anywhere, htmlPage(403)), 'reach github_gate'],
    ['forwarded', at(anywhere, forward), 'reach github_forwards'],
    ['a unicorn', at(anywhere, htmlPage(502)), 'reach github_down'],
    ['trouble later', at(/\/user$/, refusal(500, 'Server Error')), 'credentials github_down'],
    [
      'a header that is taken away',
      at(/\/user$/, refusal(401, 'Requires authentication')),
      'credentials github_header_lost',
    ],
    [
      'a suspended user',
      at(/\/user$/, refusal(403, 'Sorry. Your account was suspended.')),
      'credentials github_suspended',
    ],
    [
      'too many failed sign-ins',
      at(/\/user$/, refusal(403, 'Maximum number of login attempts exceeded. Please try again later.')),
      'credentials github_locked_out',
    ],
    ['a page in the API’s place', at(/\/user$/, htmlPage(404)), 'credentials github_no_api_here'],
    ['a renamed repository', at(repository, forward), 'repository github_renamed'],
    ['a blocked repository', at(repository, refusal(451, 'Repository access blocked')), 'repository github_blocked'],
    [
      'single sign-on',
      at(
        repository,
        refusal(403, 'Resource protected by organization SAML enforcement.', {
          'x-github-sso': 'required; url=https://github.com/orgs/x/sso',
        }),
      ),
      'repository github_sso',
    ],
    [
      'a list of networks',
      at(
        repository,
        refusal(
          403,
          'Although you appear to have the correct authorization credentials, the `x` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.',
        ),
      ),
      'repository github_ip_not_allowed',
    ],
    [
      'a token that lasts too long',
      at(
        repository,
        refusal(
          403,
          "The 'x' organization forbids access via a fine-grained personal access tokens if the token's lifetime is greater than 366 days.",
        ),
      ),
      'repository github_token_life',
    ],
    [
      'a kind of token that is not taken',
      at(repository, refusal(403, '`x` forbids access via a personal access token (classic).')),
      'repository github_token_kind',
    ],
    [
      'a permission of another name',
      at(
        blobs,
        refusal(403, 'Resource not accessible by personal access token', {
          'x-accepted-github-permissions': 'workflows=write',
        }),
      ),
      'may_write github_no_permission',
    ],
    [
      'a repository archived meanwhile',
      at(blobs, refusal(403, 'Repository was archived so is read-only.')),
      'may_write github_archived',
    ],
    ['no push access', at(blobs, refusal(403, 'Must have push access to repository')), 'may_write github_not_writer'],
    [
      'a plan without draft pull requests',
      at(/\/pulls$/, refusal(422, 'Draft pull requests are not supported in this repository.')),
      'may_open_pulls github_no_draft_pulls',
    ],
  ])('%s', async (_name, fault, expected) => {
    faults.set(fault);
    expectNamed(await check({ url: faults.url }), expected);
  });

  test('clocks that differ, past the one corrected retry', async () => {
    faults.set(at(/\/app$/, refusal(401, "'Expiration time' claim ('exp') is too far in the future")));
    expectNamed(await check({ url: faults.url, app: appOf(running) }), 'credentials github_clock');
  });

  test('an App whose permissions were never accepted', async () => {
    faults.set(at(/\/access_tokens$/, refusal(422, 'The permissions requested are not granted to this installation.')));
    const report = await check({ url: faults.url, app: appOf(running) });
    expectNamed(report, 'repository github_app_permissions');
  });

  test('a host that is down', async () => {
    const nobody = await startFaults();
    await nobody.stop();
    expect(finding(await check({ url: nobody.url }))).toBe('reach offline');
  });
});

test('a clock that is an hour ahead is no obstacle to an App', async () => {
  const report = await check({ app: appOf(running), clockOffset: 60 * 60 * 1000 });
  expect(report.ok).toBe(true);
});

test('every cause that was provoked was named', () => {
  console.log(`GitHub: causes named/causes provoked ${named}/${provoked}`);
  expect(provoked).toBeGreaterThan(45);
  expect(named).toBe(provoked);
});
