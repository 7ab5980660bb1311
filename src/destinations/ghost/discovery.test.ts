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

  test('a site that forwards its admin elsewhere: the admin’s own address is asked for', async () => {
    server.set({ kind: 'redirect', status: 301, to: 'https://admin.example/ghost/api/admin/site/' });
    expect(await refused('/')).toEqual({ code: 'redirected', destination: 'ghost', reason: 'ghost_admin_elsewhere' });
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
