/** The connection doctor before answers that GitHub gives and its double does not: each is named, with its cure. */
import { describe, expect, test } from 'vitest';
import { type Fault, htmlPage, jsonAnswer, type RecordedRequest, startFaults } from '../servers/faults.ts';
import { countCauses, finding, gitHubToCheck } from './github-causes.ts';
import { appOf, BLOG } from './github-session.ts';

const { running, faults, check } = await gitHubToCheck();
const { expectNamed, expectAll } = countCauses();

describe('the cause is named', () => {
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

  test.each([
    ['no rules', at(/\/rules\/branches\/main$/, refusal(404, 'Not Found'))],
    ['no branches', at(/\/branches\/main$/, refusal(403, 'Resource not accessible by personal access token'))],
    ['something else', at(/\/branches\/main$/, jsonAnswer(200, { ok: true }))],
  ])('nothing of a protected branch where the server tells %s', async (_name, fault) => {
    faults.set(fault);
    const report = await check({ url: faults.url, settings: { ...BLOG, delivery: 'commit', hidesDrafts: true } });
    expect(finding(report)).toBe('all well');
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

test('every cause that was provoked was named', () => expectAll(24));
