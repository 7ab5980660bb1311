import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Fault, type FaultServer, htmlPage, jsonAnswer, startFaults } from '../../../test/servers/faults.ts';
import { DestinationError } from '../../core/errors.ts';
import type { Io } from '../destination.ts';
import { createHttp } from '../http.ts';
import { candidateBases, discoverGhost } from './discovery.ts';
import { explainGhost } from './errors.ts';

const clock = { now: () => Date.UTC(2026, 10, 21) };
const io: Io = {
  http: createHttp({ fetch: (url, init) => fetch(url, init), clock, destination: 'ghost', explain: explainGhost }),
  clock,
};

let server: FaultServer;
beforeEach(async () => {
  server = await startFaults();
});
afterEach(() => server.stop());

const site = (version = '6.65', url = 'https://blog.example/'): Fault =>
  jsonAnswer(200, { site: { title: 'Clip Lab', url, version, logo: null } });
const notFound = jsonAnswer(404, { errors: [{ message: 'Resource not found', type: 'NotFoundError' }] });

/** Ghost answers under `path` and the theme's 404 page elsewhere. */
function ghostAt(path: string, answer: Fault = site()): void {
  server.set((request) => (request.path === path ? answer : htmlPage(404)));
}

async function refused(path: string): Promise<unknown> {
  const error = await discoverGhost(new URL(path, server.url), io).catch((thrown: unknown) => thrown);
  return error instanceof DestinationError ? error.toView() : error;
}

test.each([
  ['https://x.example', ['/']],
  ['https://x.example/ghost/#/settings', ['/', '/ghost/']],
  [
    'https://x.example/ghost/api/admin/site/',
    ['/', '/ghost/api/admin/site/', '/ghost/api/admin/', '/ghost/api/', '/ghost/'].slice(0, 4),
  ],
  ['https://x.example/blog/ghost/', ['/blog/', '/blog/ghost/', '/']],
  ['https://x.example/blog/a-post/?ref=x', ['/blog/a-post/', '/blog/', '/']],
  ['https://x.example/a/b/c/d/e/f', ['/a/b/c/d/e/f/', '/a/b/c/d/e/', '/a/b/c/d/', '/a/b/c/', '/']],
])('%s: likeliest place first', (address, paths) => {
  expect(candidateBases(new URL(address)).slice(0, paths.length)).toEqual(
    paths.map((path) => `https://x.example${path}`),
  );
});

describe('Ghost is found', () => {
  test.each(['/', '/ghost/', '/ghost/#/editor/post/1', '/a-post/', '/2026/11/a-post/', '/ghost/api/admin/site/'])(
    'at the root, given %s',
    async (path) => {
      ghostAt('/ghost/api/admin/site/');
      expect(await discoverGhost(new URL(path, server.url), io)).toEqual({
        siteUrl: 'https://blog.example/',
        apiUrl: `${server.url}/`,
        title: 'Clip Lab',
        version: '6.65',
        origins: ['http://127.0.0.1/*'],
        settings: { apiVersion: 'unversioned' },
      });
      expect(server.requests.every(({ method, headers }) => method === 'GET' && !headers.authorization)).toBe(true);
    },
  );

  test.each(['/blog/', '/blog/ghost/', '/blog/a-post/'])('in a folder, given %s', async (path) => {
    ghostAt('/blog/ghost/api/admin/site/');
    expect(await discoverGhost(new URL(path, server.url), io)).toMatchObject({ apiUrl: `${server.url}/blog/` });
  });

  test.each([
    ['5.130', 'unversioned', '/ghost/api/admin/site/'],
    ['7.1', 'unversioned', '/ghost/api/admin/site/'],
    ['4.48', 'v4', '/ghost/api/v4/admin/site/'],
    ['3.42', 'v3', '/ghost/api/v3/admin/site/'],
    ['2.38', 'v2', '/ghost/api/v2/admin/site/'],
  ])('version %s is spoken to as %s', async (version, apiVersion, path) => {
    server.set((request) => (request.path === path ? site(version) : notFound));
    expect(await discoverGhost(new URL(server.url), io)).toMatchObject({ version, settings: { apiVersion } });
  });

  test.each(['javascript:alert(1)', 'https://u:p@blog.example/', 'nonsense'])(
    'and a public address of %s is not believed',
    async (url) => {
      ghostAt('/ghost/api/admin/site/', site('6.65', url));
      expect((await discoverGhost(new URL(server.url), io)).siteUrl).toBe(`${server.url}/`);
    },
  );
});

describe('Ghost is not found', () => {
  test.each([
    ['pages everywhere', htmlPage(200)],
    ['no such page', htmlPage(404)],
    ['another JSON', jsonAnswer(200, { site: 'mine' })],
    ['a login', htmlPage(401)],
  ])('behind %s', async (_name, fault) => {
    server.set(fault);
    expect(await refused('/')).toMatchObject({ code: 'not_this_system' });
  });

  test('a Ghost from before the Admin API is said to be too old', async () => {
    server.set(site('1.26'));
    expect(await refused('/')).toMatchObject({ code: 'not_this_system', reason: 'ghost_too_old' });
  });

  test('a host that fails as a whole is not asked again and again', async () => {
    server.set(htmlPage(503));
    expect(await refused('/a/b/')).toMatchObject({ code: 'server_error', reason: 'ghost_starting' });
    expect(server.requests).toHaveLength(1);
  });
});

describe('a site that forwards its admin', () => {
  const to = 'https://admin.example/ghost/';
  const forwards: Fault = { kind: 'redirect', status: 301, to };
  const page = (head: string): Fault => ({
    kind: 'answer',
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!doctype html><head>${head}</head><h1>Clip Lab</h1>`,
  });
  const naming = page('<script data-sodo-search="https://admin.example/"></script>');

  /** Ghost 6 forwards everything under `/ghost/`, Ghost 5 not the API. */
  function siteWith(front: Fault, { folder = '/', api = true } = {}): void {
    server.set(({ path }) => {
      if (path === folder) return front;
      const admin = path.startsWith(`${folder}ghost/`) && (api || !path.includes('/api/'));
      return admin ? forwards : htmlPage(404);
    });
  }

  test.each([
    ['/', '/', true],
    ['/a-post/', '/', true],
    ['/', '/', false],
    ['/a-post/', '/', false],
    ['/blog/a/b/', '/blog/', true],
  ])('given %s: the host its pages at %s name is proposed, and nothing is asked there', async (path, folder, api) => {
    siteWith(naming, { folder, api });
    const found = await discoverGhost(new URL(path, server.url), io);
    expect(found).toMatchObject({
      apiUrl: 'https://admin.example/',
      origins: ['https://admin.example/*'],
      needs: { url: 'https://admin.example/', reason: 'needs_ghost_admin_host' },
    });
    expect(server.requests.every(({ method, headers }) => method === 'GET' && !headers.authorization)).toBe(true);
  });

  test.each([
    ['no host', page('')],
    ['a hostile one', page('<script data-sodo-search="javascript:alert(1)"></script>')],
    ['no page', htmlPage(404)],
  ])('and names %s: the admin’s own address is asked for', async (_name, front) => {
    siteWith(front);
    expect(await refused('/')).toEqual({ code: 'redirected', destination: 'ghost', reason: 'ghost_admin_elsewhere' });
  });

  test('something under /ghost/ alone is no Ghost', async () => {
    siteWith(page(''), { api: false });
    expect(await refused('/')).toMatchObject({ code: 'not_this_system' });
  });

  test('a page is not read where nothing forwards', async () => {
    server.set(({ path }) => (path === '/' ? naming : htmlPage(404)));
    expect(await refused('/')).toMatchObject({ code: 'not_this_system' });
    expect(server.requests.map(({ path }) => path)).not.toContain('/');
  });

  test.each([
    ['http://blog.example/', 'site_forwards_https'],
    ['http://www.blog.example/', 'site_forwards_https'],
    ['https://www.blog.example/', 'site_forwards_www'],
    ['https://blog.example/', 'site_forwards'],
    ['http://localhost:2368/', 'site_forwards'],
  ])('%s, with all its pages: the likely twin is named (%s)', async (address, reason) => {
    const http = createHttp({
      fetch: async () => new Response(null, { status: 301, headers: { location: to } }),
      ...{ clock, destination: 'ghost', explain: explainGhost, allowHttp: true },
    });
    const error = await discoverGhost(new URL(address), { http, clock }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'redirected', reason });
  });
});

describe('at a host that a page has proposed', () => {
  const at = (publicUrl: string, given: string) => {
    ghostAt('/ghost/api/admin/site/', site('6.65', publicUrl));
    return discoverGhost(new URL(server.url), io, new URL(given)).catch((thrown: unknown) => thrown);
  };

  test.each([
    ['https://blog.example/', 'https://blog.example/'],
    ['https://blog.example/', 'https://www.blog.example/a-post/'],
    ['https://www.blog.example/', 'http://blog.example/'],
  ])('the admin of %s is the one of %s', async (publicUrl, given) => {
    expect(await at(publicUrl, given)).toMatchObject({ siteUrl: publicUrl, apiUrl: `${server.url}/` });
  });

  test.each(['https://other.example/', 'https://blog.example.evil.example/', 'https://blog.example:8443/', 'nonsense'])(
    'the admin of %s is a stranger',
    async (publicUrl) => {
      expect(await at(publicUrl, 'https://blog.example/')).toMatchObject({
        code: 'not_this_system',
        reason: 'ghost_other_site',
      });
    },
  );

  test('a further forwarding leads nowhere', async () => {
    server.set({ kind: 'redirect', status: 301, to: 'https://third.example/' });
    const error = await discoverGhost(new URL(server.url), io, new URL('https://blog.example/')).catch((e) => e);
    expect(error).toMatchObject({ code: 'redirected', reason: 'ghost_admin_elsewhere' });
    expect(server.requests.every(({ path }) => path.includes('/api/'))).toBe(true);
  });
});
