/** A real Ghost whose admin has a host of its own (`admin.url`): found from the site's address, and written to. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Discovery, Io } from '../../src/destinations/destination.ts';
import { ghost } from '../../src/destinations/ghost/adapter.ts';
import { createHttp } from '../../src/destinations/http.ts';
import { aDraft, WORDS } from '../fixtures/draft.ts';
import { type RunningGhost, startGhost } from '../servers/ghost.ts';
import { authDeps, noHttp } from '../support/auth-deps.ts';
import { newKey } from './keys.ts';

const clock = { now: () => Date.now() };
const asked: string[] = [];
const deps = {
  fetch: (url: string, init: RequestInit) => {
    asked.push(url);
    return fetch(url, init);
  },
  ...({ clock, destination: 'ghost', explain: ghost.explain } as const),
};
const io: Io = { http: createHttp(deps), clock };

let server: RunningGhost;
beforeAll(async () => {
  const version = process.env.GHOST_VERSION === '5' ? '5' : '6';
  server = await startGhost({ version, adminElsewhere: true });
});
afterAll(() => server.stop());

const discoverAt = (path: string): Promise<Discovery> => ghost.discover(new URL(path, server.siteUrl), io);

test.each(['/', '/ghost/', '/coming-soon/', '/no-such-post/', '/ghost/api/admin/site/'])(
  'given the site’s %s, the admin’s host is proposed, and nothing is asked there',
  async (path) => {
    asked.length = 0;
    const { needs } = await discoverAt(path);
    expect(needs).toEqual({ url: `${server.url}/`, reason: 'needs_ghost_admin_host' });
    expect(asked.filter((url) => url.startsWith(server.url))).toEqual([]);
  },
);

test('at the proposed host stands that very site’s admin; a draft arrives, and its editor is there', async () => {
  const { needs } = await discoverAt('/');
  const found = await ghost.discover(new URL(needs?.url ?? ''), io, new URL(server.siteUrl));
  expect(found).toMatchObject({
    siteUrl: `${server.siteUrl}/`,
    apiUrl: `${server.url}/`,
    origins: ['http://127.0.0.1/*'],
    settings: { apiVersion: 'unversioned' },
  });
  expect(found.needs).toBeUndefined();

  const settings = ghost.parseSettings(found.settings);
  const authorizer = await ghost.authorizer(
    { method: 'admin_api_key', key: server.adminApiKey },
    settings,
    authDeps(noHttp, server.url),
  );
  const session = { ...found, settings, http: createHttp({ ...deps, authorizer }), clock, words: WORDS };
  asked.length = 0;
  expect((await ghost.check(session)).ok).toBe(true);
  const receipt = await ghost.createDraft(aDraft(), newKey(ghost), {}, session);
  expect(receipt.editUrl).toBe(`${server.url}/ghost/#/editor/post/${receipt.remoteId}`);
  expect(await ghost.getDraft(receipt, session)).toMatchObject({ title: 'A draft', status: 'draft' });
  await ghost.deleteDraft(receipt, session);
  expect(asked.filter((url) => !url.startsWith(`${server.url}/ghost/api/admin/`))).toEqual([]);
});

test('the admin of one site is a stranger to another', async () => {
  const elsewhere = ghost.discover(new URL(server.url), io, new URL('https://blog.example/'));
  await expect(elsewhere).rejects.toMatchObject({ code: 'not_this_system', reason: 'ghost_other_site' });
});

test('given the admin’s own address, it is found at once', async () => {
  const found = await ghost.discover(new URL('/ghost/', server.url), io);
  expect(found).toMatchObject({ siteUrl: `${server.siteUrl}/`, apiUrl: `${server.url}/` });
});
