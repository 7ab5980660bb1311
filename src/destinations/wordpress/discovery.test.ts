import { describe, expect, test } from 'vitest';
import { type Fault, htmlPage, jsonAnswer } from '../../../test/servers/faults.ts';
import { everyHost } from '../../../test/support/every-host.ts';
import { DestinationError } from '../../core/errors.ts';
import type { Discovery } from '../destination.ts';
import { candidateFolders, discoverWordPress } from './discovery.ts';
import { explainWordPress } from './errors.ts';

const lab = everyHost('wordpress', explainWordPress);
const discover = (address: string, site?: string): Promise<Discovery> =>
  discoverWordPress(new URL(address), lab.io(), site === undefined ? undefined : new URL(site));

async function refused(address: string, site?: string): Promise<string> {
  const error = await discover(address, site).catch((thrown: unknown) => thrown);
  return error instanceof DestinationError ? `${error.code} ${error.reason}` : `found ${JSON.stringify(error)}`;
}

const APPLICATION_PASSWORDS = (url: string) => ({
  'application-passwords': { endpoints: { authorization: `${url}/wp-admin/authorize-application.php` } },
});
function root(url = 'https://blog.example', change: object = {}): Fault {
  const namespaces = ['oembed/1.0', 'jwt-auth/v1', 'wp/v2'];
  const authentication = APPLICATION_PASSWORDS(url);
  return jsonAnswer(200, { name: 'Tom &amp; Ann&#8217;s', url, home: url, namespaces, authentication, ...change });
}
const page = (html = '', link = ''): Fault => ({
  kind: 'answer',
  status: 200,
  headers: { 'content-type': 'text/html', ...(link === '' ? {} : { link: `<${link}>; rel="https://api.w.org/"` }) },
  body: `<!doctype html><title>Blog</title>${html}`,
});
const forward: Fault = { kind: 'redirect', status: 301, to: 'https://elsewhere.example/' };

/** `host/path` (without a query, but for `?rest_route=`) → answer; everything else is a theme's 404. */
function serve(answers: Record<string, Fault>): void {
  lab.server.set(({ path, headers }) => {
    const url = new URL(path, 'https://x.example');
    const route = url.searchParams.has('rest_route') ? '?rest_route=' : '';
    return answers[`${headers['x-host']}${url.pathname}${route}`] ?? htmlPage(404);
  });
}

test.each([
  ['https://x.example', ['/']],
  ['https://x.example/wp-admin/post.php?post=1', ['/']],
  ['https://x.example/blog/wp-login.php/', ['/blog/', '/']],
  ['https://x.example/blog/wp-json/wp/v2/posts/', ['/blog/', '/']],
  ['https://x.example/index.php?rest_route=/', ['/']],
  ['https://x.example/blog/a-post/', ['/blog/a-post/', '/blog/', '/']],
  ['https://x.example/a/b/c/d/e/f', ['/a/b/c/d/e/f/', '/a/b/c/d/e/', '/a/b/c/d/', '/']],
])('%s: likeliest folder first', (address, paths) => {
  expect(candidateFolders(new URL(address))).toEqual(paths.map((path) => `https://x.example${path}`));
});

describe('WordPress is found', () => {
  test('as the header of any page names it', async () => {
    serve({
      'blog.example/a-post/': page('<meta name="generator" content="WordPress 7.1.1">', 'https://blog.example/api/'),
      'blog.example/api/': root(),
    });
    expect(await discover('https://blog.example/a-post/')).toEqual({
      siteUrl: 'https://blog.example/',
      apiUrl: 'https://blog.example/api/',
      title: 'Tom & Ann’s',
      version: '7.1.1',
      origins: ['https://blog.example/*', 'https://www.blog.example/*'],
      authMethods: ['application_password', 'jwt_login'],
      authorizeUrl: 'https://blog.example/wp-admin/authorize-application.php',
      settings: { jwtNamespace: 'jwt-auth/v1', images: 'copy' },
    });
    expect(lab.asked).toHaveLength(2);
    expect(lab.server.requests.every(({ method, headers }) => method === 'GET' && !headers.authorization)).toBe(true);
  });

  test.each([
    ['as the page’s link names it', page('<link rel="https://api.w.org/" href="/api/">'), '/api/', ''],
    ['by its usual place', page(), '/wp-json/', ''],
    ['by its parameter', page(), '/', '?rest_route='],
    ['by its parameter behind index.php', page(), '/index.php', '?rest_route='],
  ])('%s', async (_name, home, path, route) => {
    serve({ 'blog.example/': home, [`blog.example${path}${route}`]: root() });
    const { apiUrl, siteUrl } = await discover('https://blog.example/');
    expect(apiUrl).toBe(`https://blog.example${path}${route === '' ? '' : '?rest_route=/'}`);
    expect(siteUrl).toBe('https://blog.example/');
  });

  test('in a folder, given a page that is not there and names nothing', async () => {
    serve({ 'blog.example/news/wp-json/': root('https://blog.example/news') });
    const found = await discover('https://blog.example/news/no-such-post/');
    expect(found).toMatchObject({
      siteUrl: 'https://blog.example/news/',
      apiUrl: 'https://blog.example/news/wp-json/',
    });
  });

  test('where a page says that the API is encrypted or is not, the address that was given decides', async () => {
    serve({
      'blog.example/': page('', 'http://blog.example/wp-json/'),
      'blog.example/wp-json/': root('http://blog.example'),
    });
    const found = await discover('https://blog.example/');
    expect(found).toMatchObject({ siteUrl: 'https://blog.example/', apiUrl: 'https://blog.example/wp-json/' });
    expect(found).not.toHaveProperty('authorizeUrl');
    expect(lab.asked.every((address) => address.startsWith('https:'))).toBe(true);
  });

  test('over http, which is remembered', async () => {
    serve({ 'nas/wp-json/': root('http://nas', { authentication: [] }) });
    const found = await discover('http://nas/');
    expect(found).toMatchObject({ origins: ['http://nas/*'], authMethods: ['jwt_login'] });
    expect(found.settings).toEqual({ jwtNamespace: 'jwt-auth/v1', images: 'copy', allowHttp: true });
  });

  test('wp-admin is never looked for on another host', async () => {
    serve({ 'blog.example/wp-json/': root('https://stranger.example') });
    const found = await discover('https://blog.example/');
    expect(found.siteUrl).toBe('https://blog.example/');
    expect(found).not.toHaveProperty('authorizeUrl');
  });
});

describe('ways to sign in', () => {
  test.each<[string, object, object]>([
    ['a fork’s namespace', { namespaces: ['my/jwt-auth/v2'] }, { jwtNamespace: 'my/jwt-auth/v2' }],
    ['two of them', { namespaces: ['jwt-auth/v2', 'jwt-auth/v1'] }, { jwtNamespace: 'jwt-auth/v1' }],
    ['one that is no path', { namespaces: ['jwt-auth/../../x'] }, { jwtNamespace: 'jwt-auth/v1' }],
  ])('%s', async (_name, change, settings) => {
    serve({ 'blog.example/wp-json/': root('https://blog.example', change) });
    expect((await discover('https://blog.example/')).settings).toMatchObject(settings);
  });

  test.each<[string, object, string[] | undefined]>([
    ['no plugin', { namespaces: ['wp/v2'] }, ['application_password']],
    ['no application passwords', { authentication: [] }, ['jwt_login']],
    ['neither: the person may know better', { namespaces: [], authentication: {} }, undefined],
  ])('%s', async (_name, change, methods) => {
    serve({ 'blog.example/wp-json/': root('https://blog.example', change) });
    expect((await discover('https://blog.example/')).authMethods).toEqual(methods);
  });

  test.each([
    ['rest_cannot_access', ['application_password']],
    ['jwt_auth_no_auth_header', ['jwt_login', 'application_password']],
  ])('an API that is closed to strangers: %s', async (code, methods) => {
    const closed = jsonAnswer(401, { code, message: 'x' });
    serve({ 'blog.example/': page('', 'https://blog.example/wp-json/'), 'blog.example/wp-json/': closed });
    const found = await discover('https://blog.example/');
    expect(found).toMatchObject({
      apiUrl: 'https://blog.example/wp-json/',
      title: 'blog.example',
      authMethods: methods,
    });
  });
});

describe('an address that forwards', () => {
  test.each([
    ['https://example.com/', 'www.example.com'],
    ['https://www.example.com/', 'example.com'],
  ])('%s: its twin is asked, for which the permission was given too', async (address, twin) => {
    const from = new URL(address).host;
    lab.server.set(({ headers, path }) => {
      if (headers['x-host'] === from) return forward;
      return path.startsWith('/wp-json/') ? root(`https://${twin}`) : page();
    });
    const found = await discover(address);
    expect(found.apiUrl).toBe(`https://${twin}/wp-json/`);
    expect([...found.origins].sort()).toEqual(['https://example.com/*', 'https://www.example.com/*']);
  });

  test('only its front page, not its API', async () => {
    serve({ 'example.com/': forward, 'example.com/wp-json/': root('https://example.com') });
    expect((await discover('https://example.com/')).apiUrl).toBe('https://example.com/wp-json/');
  });

  test('http: the same with https is proposed, and nothing is asked there', async () => {
    lab.server.set(forward);
    const found = await discover('http://blog.example/news/');
    expect(found.needs).toEqual({ url: 'https://blog.example/news/', reason: 'needs_wordpress_https' });
    expect(found.origins).toEqual(['https://blog.example/*']);
    expect(lab.asked.filter((one) => one.startsWith('https:'))).toEqual([]);
  });

  test.each(['https://blog.example.com/', 'https://example.com/', 'http://127.0.0.1/', 'http://blog.example:8080/'])(
    '%s: nothing says where to',
    async (address) => {
      lab.server.set(forward);
      expect(await refused(address)).toBe('redirected wordpress_forwards');
    },
  );

  test('what was proposed goes no further', async () => {
    lab.server.set(forward);
    expect(await refused('https://example.com/', 'http://example.com/')).toBe('redirected wordpress_forwards');
    expect(lab.asked.every((one) => one.startsWith('https://example.com/'))).toBe(true);
  });
});

describe('an API on another host', () => {
  const elsewhere = page('', 'https://cms.example/wp-json/');

  test('is proposed, and nothing is asked there', async () => {
    serve({ 'blog.example/': elsewhere });
    const found = await discover('https://blog.example/');
    expect(found.needs).toEqual({ url: 'https://cms.example/wp-json/', reason: 'needs_wordpress_api_host' });
    expect(lab.asked.filter((one) => one.includes('cms.example'))).toEqual([]);
  });

  test('is taken where it belongs to the site', async () => {
    serve({ 'cms.example/wp-json/': root('https://cms.example', { home: 'https://blog.example' }) });
    const found = await discover('https://cms.example/wp-json/', 'https://blog.example/');
    expect(found).toMatchObject({ siteUrl: 'https://cms.example/', apiUrl: 'https://cms.example/wp-json/' });
  });

  test('is not taken where it is another site’s', async () => {
    serve({ 'cms.example/wp-json/': root('https://cms.example') });
    expect(await refused('https://cms.example/wp-json/', 'https://blog.example/')).toBe(
      'not_this_system wordpress_other_site',
    );
  });

  test.each(['http://127.0.0.1/wp-json/', 'https://192.168.0.1/wp-json/', 'http://cms.example/wp-json/'])(
    'is never proposed at %s',
    async (named) => {
      serve({ 'blog.example/': page('', named) });
      expect(await refused('https://blog.example/')).toMatch(/^insufficient_scope/);
    },
  );
});

describe('nothing is found', () => {
  test.each<[string, Record<string, Fault>, string]>([
    ['another system', { 'blog.example/': page() }, 'not_this_system wordpress_none_here'],
    [
      'Ghost',
      { 'blog.example/': page('<meta name="generator" content="Ghost 6.65">') },
      'not_this_system wordpress_is_ghost',
    ],
    [
      'WordPress whose API is hidden',
      { 'blog.example/': page('<script src="/wp-includes/x.js"></script>') },
      'insufficient_scope wordpress_rest_blocked',
    ],
    [
      'another system that is wary of what looks like WordPress',
      { 'blog.example/': page(), 'blog.example/wp-json/': htmlPage(403) },
      'not_this_system wordpress_none_here',
    ],
    [
      'a firewall before a named API',
      {
        'blog.example/': page('', 'https://blog.example/wp-json/'),
        'blog.example/wp-json/': htmlPage(403),
      },
      'insufficient_scope wordpress_gate',
    ],
  ])('%s', async (_name, answers, expected) => {
    serve(answers);
    expect(await refused('https://blog.example/')).toBe(expected);
  });

  test('a staging site turns all away', async () => {
    lab.server.set(htmlPage(401));
    expect(await refused('https://blog.example/')).toBe('insufficient_scope wordpress_gate');
  });

  test('a host that does not answer is asked once', async () => {
    await lab.server.stop();
    expect(await refused('https://blog.example/a/b/c/')).toBe('offline undefined');
    expect(lab.asked).toHaveLength(1);
  });

  test('an address with a password in it is not asked at all', async () => {
    expect(await refused('https://a:b@blog.example/')).toBe('not_this_system address_userinfo');
    expect(lab.asked).toEqual([]);
  });
});
