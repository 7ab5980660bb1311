import { describe, expect, test } from 'vitest';
import { type Fault, htmlPage, jsonAnswer } from '../../../test/servers/faults.ts';
import { everyHost } from '../../../test/support/every-host.ts';
import { DestinationError } from '../../core/errors.ts';
import { discoverGitHub } from './discovery.ts';
import { explainGitHub } from './errors.ts';
import { presetOf } from './presets.ts';
import { parseGitHubSettings } from './settings.ts';

const lab = everyHost('github', explainGitHub);
const discover = (address: string) => discoverGitHub(new URL(address), lab.io());

async function refused(address: string): Promise<string> {
  const error = await discover(address).catch((thrown: unknown) => thrown);
  return error instanceof DestinationError ? `${error.code} ${error.reason ?? ''}`.trim() : 'found';
}

const LIMITS = { limit: 60, used: 0, remaining: 60, reset: 1_795_262_400 };
const GREETING = jsonAnswer(200, { resources: { core: LIMITS, search: LIMITS }, rate: LIMITS });
const refusal = (status: number, message: string): Fault =>
  jsonAnswer(status, { message, documentation_url: 'https://docs.github.com/enterprise-server@3.14/rest' });
const forward: Fault = { kind: 'redirect', status: 302, to: 'https://login.example/' };

/** `host/path` → answer; everything else is nothing of GitHub's. */
function serve(answers: Record<string, Fault>, otherwise: Fault = htmlPage(404)): void {
  lab.server.set(({ path, headers }) => answers[`${headers['x-host']}${path}`] ?? otherwise);
}

describe('GitHub is found', () => {
  test.each([
    ['https://github.com/', 'github.com', 'api.github.com/', null],
    ['https://github.com/you/blog/tree/main/_posts/', 'github.com', 'api.github.com/', 'you/blog'],
    ['https://you.github.io/', 'github.com', 'api.github.com/', 'you/you.github.io'],
    ['https://octo.ghe.com/you/blog/', 'octo.ghe.com', 'api.octo.ghe.com/', 'you/blog'],
    ['https://code.example.org/you/blog/', 'code.example.org', 'code.example.org/api/v3/', 'you/blog'],
  ])('behind %s', async (address, site, api, repository) => {
    serve({ [`${api}rate_limit`]: GREETING });
    const found = await discover(address);
    const [owner = '', name = ''] = repository?.split('/') ?? [];
    expect(found).toEqual({
      ...{ siteUrl: `https://${site}/`, apiUrl: `https://${api}`, title: repository ?? site, version: '' },
      origins: [`https://${new URL(`https://${api}`).hostname}/*`],
      settings: {
        ...{ installation: null, repository: repository && { owner, name, isPrivate: false }, branch: '' },
        ...{ delivery: 'pull_request', hidesDrafts: false, images: 'copy' },
        layout: presetOf('plain', 'pull_request'),
      },
    });
    expect(parseGitHubSettings(found.settings)).toEqual(found.settings);
    expect(lab.asked).toEqual([`https://${api}rate_limit`]);
  });

  test('at a server that tells its version', async () => {
    const { status, headers, body } = GREETING.kind === 'answer' ? GREETING : expect.fail();
    const told = {
      kind: 'answer',
      status,
      body,
      headers: { ...headers, 'x-github-enterprise-version': '3.14.2' },
    } as const;
    serve({ 'code.example.org/api/v3/rate_limit': told });
    expect((await discover('https://code.example.org')).version).toBe('3.14.2');
  });

  test.each([
    ['that talks to members alone', refusal(401, 'Must authenticate to access this API.')],
    ['that has no limits', refusal(404, 'Rate limiting is not enabled.')],
  ])('at a server %s', async (_name, answer) => {
    serve({ 'code.example.org/api/v3/rate_limit': answer });
    expect((await discover('https://code.example.org/you/blog')).title).toBe('you/blog');
  });

  test('without encryption at a server of one’s own, which is noted; never at GitHub itself', async () => {
    serve({ 'code.lan/api/v3/rate_limit': GREETING, 'api.github.com/rate_limit': GREETING });
    const { settings, origins } = await discover('http://code.lan');
    expect(settings).toMatchObject({ allowHttp: true });
    expect(origins).toEqual(['http://code.lan/*']);
    const itself = await discover('http://github.com/you/blog');
    expect(itself.apiUrl).toBe('https://api.github.com/');
    expect(itself.settings).not.toHaveProperty('allowHttp');
  });
});

describe('a page below you.github.io', () => {
  const repository = {
    ...{ owner: { login: 'you' }, name: 'blog', private: false, default_branch: 'main', archived: false },
    ...{ pushed_at: null, has_pages: true },
  };
  test.each<[string, Fault, string]>([
    ['is of the repository of that name', jsonAnswer(200, repository), 'you/blog'],
    ['is of the person’s site where there is none', refusal(404, 'Not Found'), 'you/you.github.io'],
    ['is of the person’s site where strangers may not ask', refusal(403, 'rate limit exceeded'), 'you/you.github.io'],
  ])('%s', async (_name, answer, title) => {
    serve({ 'api.github.com/rate_limit': GREETING, 'api.github.com/repos/you/blog': answer });
    expect((await discover('https://you.github.io/blog/2026/')).title).toBe(title);
  });
});

test('only the API’s host is asked, by GET, and without credentials', async () => {
  serve({});
  await refused('https://code.example.org/you/blog');
  expect(lab.asked).toEqual(['https://code.example.org/api/v3/rate_limit']);
  expect(
    lab.server.requests.every(({ method, headers }) => method === 'GET' && headers.authorization === undefined),
  ).toBe(true);
});

describe('why there is none', () => {
  const OWN = 'https://code.example.org/you/blog/';
  test.each<[string, string, Fault, string]>([
    ['nothing of the kind', OWN, htmlPage(404), 'not_this_system github_none_here'],
    ['a page for everything', OWN, htmlPage(200), 'not_this_system github_none_here'],
    ['JSON for everything', OWN, jsonAnswer(200, { ok: true }), 'not_this_system github_none_here'],
    [
      'GitLab',
      'https://gitlab.com/you/blog/',
      jsonAnswer(404, { error: '404 Not Found' }),
      'not_this_system github_none_here',
    ],
    [
      'an API that is gone',
      OWN,
      jsonAnswer(410, { error: 'API V3 is no longer supported.' }),
      'not_this_system github_none_here',
    ],
    ['a gate', OWN, htmlPage(401), 'insufficient_scope github_gate'],
    ['another gate', OWN, htmlPage(403), 'insufficient_scope github_gate'],
    ['a forwarding host', OWN, forward, 'redirected github_forwards'],
    ['an update', OWN, htmlPage(503), 'server_error github_down'],
    ['a network’s own page', 'https://github.com/', htmlPage(200), 'insufficient_scope github_gate'],
    ['a network that forwards', 'https://github.com/', forward, 'insufficient_scope github_gate'],
    ['a network’s 404', 'https://github.com/', htmlPage(404), 'insufficient_scope github_gate'],
    ['a unicorn', 'https://github.com/', htmlPage(502), 'server_error github_down'],
    [
      'too many strangers',
      'https://github.com/',
      refusal(403, 'API rate limit exceeded for 192.0.2.1.'),
      'rate_limited github_rate_limit',
    ],
  ])('%s', async (_name, address, answer, expected) => {
    serve({}, answer);
    expect(await refused(address)).toBe(expected);
    expect(lab.asked).toHaveLength(1);
  });

  test('a host that is down', async () => {
    await lab.server.stop();
    expect(await refused(OWN)).toBe('offline');
  });

  test.each([
    ['https://me:secret@github.com/', 'not_this_system address_userinfo'],
    ['ftp://github.com/', 'not_this_system address_invalid'],
  ])('%s is asked nothing', async (address, expected) => {
    expect(await refused(address)).toBe(expected);
    expect(lab.asked).toEqual([]);
  });
});
