/**
 * Whether our Contentjet for tests answers as the real one was recorded to (contentjet-api 0.17.1): every status, header,
 * member and value of every exchange. Once as it was, once with other ids, names, times and in another order.
 */
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Store } from '../servers/contentjet/store.ts';
import { getOrCreateTags } from '../servers/contentjet/tags.ts';
import { type RunningContentjet, startContentjet } from '../servers/contentjet.ts';
import { ContentjetSite } from '../servers/contentjet-site.ts';
import { LONG } from '../support/scale.ts';
import { recordedExchanges } from './contentjet-replay/recorded.ts';
import { type Difference, replay } from './contentjet-replay/replay.ts';
import { asRecorded, randomWorld, type World } from './contentjet-replay/worlds.ts';

/** Recorded, and not answered alike; each with its reason. */
const EXCEPTIONS: Record<string, string> = {
  'route-10-swagger': 'a page of Swagger UI, served from a package of that name: no part of the API',
};

const exchanges = recordedExchanges();

/** The same in every run, but new ones in the long suite. */
const seed = LONG ? Math.floor(Math.random() * 2 ** 32) : 20261121;

const worlds: [name: string, world: World][] = [
  ['as they were', asRecorded],
  [`with other ids, names, times and order (${seed})`, randomWorld(seed)],
];

test.each(worlds)('the recorded exchanges, %s', async (name, world) => {
  const differing = await replay(exchanges, world);
  const matched = exchanges.length - differing.length;
  console.log(`matched ${matched}/${exchanges.length} recorded exchanges, ${name}`);
  expect(matched / exchanges.length).toBeGreaterThanOrEqual(0.95);
  expect(unexpected(differing)).toEqual([]);
  expect(exchanges).toHaveLength(339);
});

const unexpected = (differing: readonly Difference[]): string[] =>
  differing
    .filter(({ name }) => EXCEPTIONS[name] === undefined)
    .map(({ name, found }) => `${name}: ${found.join('; ')}`);

describe('what a test may ask of it', () => {
  let contentjet: RunningContentjet;
  const clock = { time: Date.parse('2026-11-21T12:00:00Z'), now: () => clock.time };

  beforeAll(async () => {
    contentjet = await startContentjet({ clock });
  });
  afterAll(() => contentjet.stop());
  beforeEach(() => {
    contentjet.requests.length = 0;
  });

  const token = async (): Promise<string> => {
    const { username, password } = contentjet.users.author;
    const answer = await send('/authenticate', { username, password, grant_type: 'password' });
    return v.parse(v.object({ access_token: v.string() }), await answer.json()).access_token;
  };
  const send = (path: string, body: object, bearer = ''): Promise<Response> =>
    fetch(`${contentjet.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(bearer && { authorization: `Bearer ${bearer}` }) },
      body: JSON.stringify(body),
    });
  const create = (name: string, tags: string[], bearer: string, text = 'Hi'): Promise<Response> => {
    const published = '2099-12-30T00:00:00.000Z';
    const entry = { name, entryTypeId: contentjet.entryTypes.note, published, tags, fields: { text } };
    return send(`/project/${contentjet.project.id}/entry/`, entry, bearer);
  };

  test('every request is noted down, and whether its token was too old; those of the person at its interface are not', async () => {
    const bearer = await token();
    clock.time += 300_000;
    const site = new ContentjetSite(contentjet.url, contentjet.users.author);
    await site.entries();
    await create('Late', [], bearer);
    expect(contentjet.requests).toMatchObject([
      { method: 'POST', path: '/authenticate', status: 200, expiredToken: false },
      { method: 'POST', path: `/project/${contentjet.project.id}/entry/`, status: 401, expiredToken: true },
    ]);
    expect(contentjet.requests[1]?.body).toContain('"name":"Late"');
  });

  test.each([
    ['lost-after', 1],
    ['lost-before', 0],
    ['status-500', 0],
  ] as const)('the next request that matches is %s, once', async (how, made) => {
    const bearer = await token();
    contentjet.failNext(({ method, path }) => method === 'POST' && path.endsWith('/entry/'), how);
    if (how === 'status-500') expect((await create(how, [], bearer)).status).toBe(500);
    else await expect(create(how, [], bearer)).rejects.toThrow();
    const site = new ContentjetSite(contentjet.url, contentjet.users.author);
    expect(await site.countByName(how)).toBe(made);
    expect((await create(how, [], bearer)).status).toBe(200);
    expect(await site.countByName(how)).toBe(made + 1);
  });

  test.each([
    ['a NUL', '\0', 500],
    ['a NUL after a backslash', '\\\0', 500],
    ['its escape, written out', '\\u0000', 200],
    ['a backslash and its escape, written out', '\\\\u0000', 200],
  ])('the database refuses no text but with a NUL: %s', async (_, text, status) => {
    const answer = await create('With a sign', [], await token(), `One${text}two`);
    expect(answer.status).toBe(status);
    if (status === 200) expect(await answer.json()).toMatchObject({ fields: { text: `One${text}two` } });
  });

  test('of those who make the same new tag at the same time, one does; the others are told by the database', async () => {
    const { entryTags } = new Store();
    const made = await Promise.allSettled([1, 2, 3].map(() => getOrCreateTags(entryTags, ['quite-new'], 1)));
    expect(made.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(entryTags.all()).toHaveLength(1);
    expect(made[1]).toMatchObject({ reason: { status: 500, body: { code: '23505' } } });
  });

  test('a person publishes, edits, removes, and changes entry types', async () => {
    const site = new ContentjetSite(contentjet.url, contentjet.users.admin);
    const type = await site.addEntryType('Recipe', [{ name: 'text', fieldType: 'LONGTEXT', required: true }]);
    const id = await site.create(
      type,
      'Soup',
      { text: 'Salt' },
      { published: '2099-12-30T00:00:00.000Z', tags: ['hot'] },
    );
    await site.edit(id, { name: 'Good soup', fields: { text: 'More salt' } });
    await site.publish(id);
    expect(await site.entry(id)).toMatchObject({
      name: 'Good soup',
      fields: { text: 'More salt' },
      published: '2020-01-01T00:00:00.000Z',
      tags: ['hot'],
    });
    await site.changeEntryType(type, [{ name: 'text', fieldType: 'TEXT' }]);
    expect((await site.entryType(type)).fields).toMatchObject([{ name: 'text', fieldType: 'TEXT', required: false }]);
    await site.remove(id);
    await expect(site.entry(id)).rejects.toThrow('404');
  });

  test('an inactive person cannot sign in, a removed one is nobody, an inactive member sees no project', async () => {
    const other = await startContentjet({ clock });
    const { admin, author, outsider } = other.users;
    await new ContentjetSite(other.url, admin).deactivateUser(author.id);
    await expect(new ContentjetSite(other.url, author).entries()).rejects.toThrow('has no project');
    other.setUserActive(outsider.username, false);
    await expect(new ContentjetSite(other.url, outsider).entries()).rejects.toThrow('User is marked inactive');
    other.deleteUser(outsider.username);
    await expect(new ContentjetSite(other.url, outsider).entries()).rejects.toThrow('does not exist');
    await other.stop();
    await expect(fetch(other.url)).rejects.toThrow();
  });
});
