/** The adapter against scripted answers; what real Ghosts do is in the contract run. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aDraft, WORDS } from '../../../test/fixtures/draft.ts';
import recorded from '../../../test/fixtures/ghost/refusals.json' with { type: 'json' };
import { type Fault, type FaultServer, htmlPage, jsonAnswer, startFaults } from '../../../test/servers/faults.ts';
import { authDeps, noHttp } from '../../../test/support/auth-deps.ts';
import { DestinationError } from '../../core/errors.ts';
import type { Receipt, Session } from '../destination.ts';
import { createHttp } from '../http.ts';
import { ghost } from './adapter.ts';
import type { GhostSettings } from './settings.ts';

const ID = '6b00fd69ca1e561a3abcd7e6';
const SECRET = '0123456789abcdef'.repeat(4);
const KEY = 'a-draft-0a1b2c3d';
const NOON = Date.UTC(2026, 10, 21, 12, 0, 0);
const POST = {
  id: 'aaaaaaaaaaaaaaaaaaaaaaaa',
  slug: KEY,
  status: 'draft',
  updated_at: '2026-11-21T12:00:00.000Z',
  created_at: '2026-11-21T12:00:00.000Z',
  url: 'https://attacker.example/p/',
};
const noPost = jsonAnswer(404, {
  errors: [{ message: 'Resource not found error, cannot read post.', context: 'Post not found.' }],
});
const collision = jsonAnswer(409, {
  errors: [{ message: 'Saving failed!', type: 'UpdateCollisionError', code: 'UPDATE_COLLISION' }],
});

let server: FaultServer;
let session: Session<GhostSettings>;
beforeEach(async () => {
  server = await startFaults();
  session = await sessionFor({ apiVersion: 'unversioned' });
});
afterEach(() => server.stop());

async function sessionFor(settings: GhostSettings): Promise<Session<GhostSettings>> {
  const clock = { now: () => NOON };
  const authorizer = await ghost.authorizer(
    { method: 'admin_api_key', key: `${ID}:${SECRET}` },
    settings,
    authDeps(noHttp, server.url),
  );
  const http = createHttp({
    fetch: (url, init) => fetch(url, init),
    clock,
    destination: 'ghost',
    explain: ghost.explain,
    authorizer,
  });
  return { siteUrl: 'https://blog.example/', apiUrl: `${server.url}/blog/`, settings, http, clock, words: WORDS };
}

const receipt: Receipt = {
  v: 1,
  remoteId: POST.id,
  remote: { id: POST.id, slug: POST.slug, updated_at: POST.updated_at },
  editUrl: 'https://blog.example/ghost/',
  createdAt: '2026-11-21T12:00:00.000Z',
  leftOut: [],
};

const asked = (): string[] => server.requests.map(({ method, path }) => `${method} ${path}`);

/** Answers by method; what is not named is a 500. */
function answer(faults: Partial<Record<'GET' | 'POST' | 'PUT' | 'DELETE', Fault>>): void {
  server.set(({ method }) => (method in faults ? (faults[method as 'GET'] ?? htmlPage(500)) : htmlPage(500)));
}

describe('creating', () => {
  test('sends one draft as html under its key, and links to the editor at the account’s own address', async () => {
    server.set(jsonAnswer(201, { posts: [POST] }));
    const made = await ghost.createDraft(aDraft({ tags: ['News'] }), KEY, {}, session);
    expect(asked()).toEqual(['POST /blog/ghost/api/admin/posts/?source=html']);
    const sent = JSON.parse(server.requests[0]?.body ?? '');
    expect(Object.keys(sent.posts[0]).sort()).toEqual(['html', 'slug', 'status', 'tags', 'title']);
    expect(sent.posts[0]).toMatchObject({ title: 'A draft', slug: KEY, status: 'draft', tags: ['News'] });
    expect(sent.posts[0].html).toContain('<strong>strong words</strong>');
    expect(made).toEqual({
      v: 1,
      remoteId: POST.id,
      revision: POST.updated_at,
      remote: { id: POST.id, slug: KEY, updated_at: POST.updated_at },
      editUrl: `${server.url}/blog/ghost/#/editor/post/${POST.id}`,
      createdAt: '2026-11-21T12:00:00.000Z',
      leftOut: [],
    });
  });

  test('on a versioned path, with that version’s audience', async () => {
    server.set(jsonAnswer(201, { posts: [POST] }));
    await ghost.createDraft(aDraft(), KEY, {}, await sessionFor({ apiVersion: 'v3' }));
    expect(asked()).toEqual(['POST /blog/ghost/api/v3/admin/posts/?source=html']);
    const token = server.requests[0]?.headers.authorization?.split('.')[1] ?? '';
    expect(JSON.parse(Buffer.from(token, 'base64url').toString())).toMatchObject({ aud: '/v3/admin/' });
  });

  test.each([
    ['200 instead of 201', jsonAnswer(200, { posts: [POST] })],
    ['no id', jsonAnswer(201, { posts: [{ ...POST, id: undefined }] })],
    ['an id that would lead elsewhere', jsonAnswer(201, { posts: [{ ...POST, id: '../../../x' }] })],
    ['two posts', jsonAnswer(201, { posts: [POST, POST] })],
  ])('%s is no success', async (_name, fault) => {
    server.set(fault);
    await expect(ghost.createDraft(aDraft(), KEY, {}, session)).rejects.toMatchObject({ code: 'unexpected_response' });
  });

  test('what Ghost would refuse never leaves', async () => {
    const long = aDraft({ title: 'a'.repeat(256) });
    await expect(ghost.createDraft(long, KEY, {}, session)).rejects.toMatchObject({ code: 'draft_rejected' });
    expect(server.requests).toEqual([]);
  });
});

describe('finding', () => {
  test('a post under the key is the draft, whatever was made of it', async () => {
    server.set(jsonAnswer(200, { posts: [{ ...POST, status: 'published' }] }));
    expect(await ghost.findDraft(KEY, session)).toMatchObject({ remoteId: POST.id });
    expect(asked()).toEqual([
      `GET /blog/ghost/api/admin/posts/slug/${KEY}/?fields=id,slug,status,updated_at,created_at`,
    ]);
  });

  test('only Ghost’s own word that there is no such post means that it never arrived', async () => {
    server.set(noPost);
    expect(await ghost.findDraft(KEY, session)).toBeNull();
    server.set(htmlPage(404));
    await expect(ghost.findDraft(KEY, session)).rejects.toMatchObject({ code: 'not_found' });
    server.set(jsonAnswer(404, { errors: [{ message: 'Resource not found' }] }));
    await expect(ghost.findDraft(KEY, session)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('tidying', () => {
  test('lets Ghost derive the slug, guarded by the time of its last change', async () => {
    answer({ PUT: jsonAnswer(200, { posts: [POST] }) });
    await ghost.tidy(receipt, aDraft(), session);
    expect(asked()).toEqual([`PUT /blog/ghost/api/admin/posts/${POST.id}/`]);
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({ posts: [{ slug: '', updated_at: POST.updated_at }] });
  });

  test.each([
    ['changed', collision],
    ['deleted', noPost],
  ])('leaves a post that was %s meanwhile', async (_name, fault) => {
    answer({ PUT: fault });
    await expect(ghost.tidy(receipt, aDraft(), session)).resolves.toBeUndefined();
  });

  test('says when it could not be done', async () => {
    answer({ PUT: htmlPage(500) });
    await expect(ghost.tidy(receipt, aDraft(), session)).rejects.toMatchObject({ code: 'server_error' });
  });
});

describe('deleting', () => {
  test('looks first, then deletes', async () => {
    answer({ GET: jsonAnswer(200, { posts: [POST] }), DELETE: { kind: 'answer', status: 204, body: '' } });
    await ghost.deleteDraft(receipt, session);
    expect(server.requests.map(({ method }) => method)).toEqual(['GET', 'DELETE']);
  });

  test.each(['published', 'scheduled', 'sent'])('never deletes a post that is %s', async (status) => {
    answer({ GET: jsonAnswer(200, { posts: [{ ...POST, status }] }) });
    await expect(ghost.deleteDraft(receipt, session)).rejects.toMatchObject({
      code: 'conflict',
      reason: 'ghost_no_longer_draft',
    });
    expect(server.requests.map(({ method }) => method)).toEqual(['GET']);
  });

  test('a post that is gone counts as deleted', async () => {
    answer({ GET: noPost });
    await expect(ghost.deleteDraft(receipt, session)).resolves.toBeUndefined();
    answer({ GET: jsonAnswer(200, { posts: [POST] }), DELETE: noPost });
    await expect(ghost.deleteDraft(receipt, session)).resolves.toBeUndefined();
  });

  test('a receipt that is damaged deletes nothing', async () => {
    await expect(ghost.deleteDraft({ ...receipt, remote: { id: '../tags/1' } }, session)).rejects.toThrow();
    expect(server.requests).toEqual([]);
  });
});

describe('options', () => {
  test('tags are read page by page', async () => {
    server.set(({ path }) => {
      const page = Number(new URL(path, 'http://x').searchParams.get('page'));
      if (path.includes('/users/'))
        return jsonAnswer(200, { users: [{ id: ID, name: 'Olive' }], meta: { pagination: { next: null } } });
      return jsonAnswer(200, {
        tags: [{ name: `tag ${page}` }],
        meta: { pagination: { next: page < 3 ? page + 1 : null } },
      });
    });
    expect(await ghost.options(session)).toEqual({
      tags: ['tag 1', 'tag 2', 'tag 3'],
      authors: [{ id: ID, name: 'Olive' }],
    });
  });

  test('a key that may not see the users offers none', async () => {
    const refusal = jsonAnswer(403, { errors: [{ message: 'No permission', type: 'NoPermissionError' }] });
    server.set(({ path }) =>
      path.includes('/users/') ? refusal : jsonAnswer(200, { tags: [], meta: { pagination: { next: null } } }),
    );
    expect(await ghost.options(session)).toEqual({ tags: [], authors: [] });
  });

  test('a server that pages forever is left at last', async () => {
    server.set(({ path }) =>
      path.includes('/users/')
        ? jsonAnswer(200, { users: [], meta: { pagination: { next: null } } })
        : jsonAnswer(200, { tags: [], meta: { pagination: { next: 2 } } }),
    );
    await ghost.options(session);
    expect(server.requests.length).toBeLessThan(60);
  });
});

test.each(recorded)('$name: no error carries the key or a token', async ({ response }) => {
  const { status, body } = response;
  server.set(typeof body === 'string' ? htmlPage(status) : jsonAnswer(status, body));
  for (const call of [
    () => ghost.createDraft(aDraft(), KEY, {}, session),
    () => ghost.tidy(receipt, aDraft(), session),
    () => ghost.options(session),
  ]) {
    const error = await call().catch((thrown: unknown) => thrown);
    if (error === undefined) continue;
    expect(error).toBeInstanceOf(DestinationError);
    const token = server.requests.at(-1)?.headers.authorization?.split(' ')[1] ?? 'none was sent';
    for (const shown of [
      String(error),
      JSON.stringify(error),
      error instanceof DestinationError ? JSON.stringify(error.toView()) : '',
    ]) {
      expect(shown).not.toContain(SECRET);
      expect(shown).not.toContain(token);
    }
  }
  const statuses = server.requests.map(({ body: sent }) => /"status":"(\w+)"/.exec(sent)?.[1]).filter(Boolean);
  expect(new Set(statuses)).toEqual(new Set(['draft']));
});

describe('settings', () => {
  test('are read back from storage', () => {
    expect(ghost.parseSettings({ apiVersion: 'v4', allowHttp: true })).toEqual({ apiVersion: 'v4', allowHttp: true });
  });

  test.each([null, {}, { apiVersion: 'v9' }, { apiVersion: 'v4', allowHttp: 'yes' }])('%j is damaged', (stored) => {
    expect(() => ghost.parseSettings(stored)).toThrow();
  });
});
