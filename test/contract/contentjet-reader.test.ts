/** What the project's client is good for once the person's sign-in has ended, and what it is not; what can be chosen. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DestinationError } from '../../src/core/errors.ts';
import { contentjet } from '../../src/destinations/contentjet/adapter.ts';
import type { ContentjetSettings } from '../../src/destinations/contentjet/settings.ts';
import type { ProjectChoices, Session } from '../../src/destinations/destination.ts';
import { aDraft } from '../fixtures/draft.ts';
import { type RunningContentjet, startContentjet } from '../servers/contentjet.ts';
import { ContentjetSite } from '../servers/contentjet-site.ts';
import { DISCOVERED, settingsFor } from './contentjet-harness.ts';
import { type SessionAt, sessionAt } from './contentjet-session.ts';
import { newNonce } from './keys.ts';

const choices = async (session: Session<ContentjetSettings>): Promise<ProjectChoices> => {
  const all = await contentjet.choices?.(session);
  if (all === undefined || !('projects' in all)) throw new Error('Contentjet has projects');
  return all;
};

let running: RunningContentjet;
let site: ContentjetSite;
let settings: ContentjetSettings;
beforeAll(async () => {
  running = await startContentjet();
  site = new ContentjetSite(running.url, running.users.admin, running.project.id);
  settings = await settingsFor(site, running.project.id, running.entryTypes.article);
});
afterAll(() => running.stop());
beforeEach(() => {
  running.requests.length = 0;
});

const session = (how: Partial<SessionAt> = {}) => sessionAt(running, { settings, ...how });
/** Their token has ended, and the password was not kept. */
const signedOut = (how: Partial<SessionAt> = {}) => session({ password: null, ...how });
const NOBODY = { id: '0'.repeat(32), secret: '0'.repeat(32) };

const reasonOf = async (failing: Promise<unknown>): Promise<string | undefined> => {
  const error: unknown = await failing.catch((thrown: unknown) => thrown);
  if (error instanceof DestinationError) return error.reason;
  throw new Error('expected a DestinationError');
};

describe('signed out, the project’s client', () => {
  test('finds a draft whose answer was lost', async () => {
    const draft = aDraft();
    const key = await contentjet.deliveryKey(draft, newNonce(), await session());
    const { remoteId } = await contentjet.createDraft(draft, key, {}, await session());
    expect(await contentjet.findDraft(key, await signedOut())).toMatchObject({ remoteId });
    const other = await contentjet.deliveryKey(draft, newNonce(), await signedOut());
    expect(await contentjet.findDraft(other, await signedOut())).toBeNull();
  });

  test('tells the tags', async () => {
    await site.create(running.entryTypes.note, 'With a tag', { text: 'x' }, { tags: ['of-the-site'] });
    expect((await contentjet.options(await signedOut())).tags).toContain('of-the-site');
  });

  test('tells the entry types of its own project, and of nobody who signed in', async () => {
    const { identity, projects, entryTypes } = await choices(await signedOut());
    expect(identity).toBeNull();
    expect(projects).toEqual([running.project]);
    expect(entryTypes?.map(({ name }) => name)).toContain('Article');
  });

  test('writes nothing: the person has to sign in', async () => {
    const draft = aDraft();
    const key = await contentjet.deliveryKey(draft, newNonce(), await signedOut());
    const create = contentjet.createDraft(draft, key, {}, await signedOut());
    expect(await reasonOf(create)).toBe('contentjet_sign_in_again');
    expect(running.requests).toEqual([]);
  });

  test.each([
    ['none', null],
    ['one that nobody knows', NOBODY],
  ])('%s: it is the person’s sign-in that is missing', async (_name, client) => {
    const alone = await signedOut({ client });
    const key = await contentjet.deliveryKey(aDraft(), newNonce(), alone);
    expect(await reasonOf(contentjet.findDraft(key, alone))).toBe('contentjet_sign_in_again');
    expect(await reasonOf(contentjet.options(alone))).toBe('contentjet_sign_in_again');
    expect(await reasonOf(choices(alone))).toBe('contentjet_sign_in_again');
  });
});

describe('signed in', () => {
  test('the client is not asked', async () => {
    await contentjet.options(await session());
    expect(running.requests.filter(({ path }) => path.includes('/client/'))).toEqual([]);
  });

  test.each<[string, Partial<SessionAt>, () => void, string]>([
    [
      'a server in trouble',
      {},
      () => running.failNext(({ path }) => path.endsWith('/entry-tag/'), 'status-500'),
      'server_error contentjet_crash',
    ],
    ['somebody who is no member', { as: 'outsider' }, () => {}, 'insufficient_scope contentjet_not_member'],
  ])('nor is it in the place of %s', async (_, how, happens, expected) => {
    happens();
    const error: unknown = await session(how)
      .then(contentjet.options)
      .catch((thrown: unknown) => thrown);
    expect(error instanceof DestinationError && `${error.code} ${error.reason}`).toBe(expected);
    expect(running.requests.filter(({ path }) => path.includes('/client/'))).toEqual([]);
  });

  test('a wrong password is told, whatever the client could tell', async () => {
    expect(await reasonOf(choices(await session({ password: 'not this one' })))).toBe('contentjet_wrong_login');
  });
});

describe('what can be chosen', () => {
  test('before a project is chosen: all that one is a member of, page by page', async () => {
    const again = await startContentjet();
    const token = async (): Promise<string> => {
      const { username, password } = again.users.admin;
      const grant = { username, password, grant_type: 'password' };
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${again.url}/authenticate`, { method: 'POST', headers, body: JSON.stringify(grant) });
      return String(Object(await answer.json()).access_token);
    };
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${await token()}` };
    for (let n = 1; n <= 65; n += 1) {
      await fetch(`${again.url}/project/`, { method: 'POST', headers, body: JSON.stringify({ name: `Project ${n}` }) });
    }
    const { identity, projects, entryTypes } = await choices(
      await sessionAt(again, { settings: DISCOVERED, as: 'admin' }),
    );
    expect(new Set(projects.map(({ name }) => name)).size).toBe(67);
    expect(identity).toEqual({ siteTitle: new URL(again.url).host, userName: 'Ada Admin', role: null });
    expect(entryTypes).toBeNull();
    await again.stop();
  });

  test('then its entry types, page by page, with their fields', async () => {
    for (let n = 1; n <= 40; n += 1) await site.addEntryType(`Type number ${n}`, []);
    const { identity, projects, entryTypes } = await choices(await session());
    expect(projects).toEqual([running.project]);
    expect(identity?.siteTitle).toBe(running.project.name);
    expect(new Set(entryTypes?.map(({ id }) => id)).size).toBe(44);
    expect(entryTypes?.find(({ name }) => name === 'Article')).toEqual(settings.entryType);
  });

  test('nothing, for somebody who is a member of none', async () => {
    const { projects } = await choices(await session({ as: 'outsider', settings: DISCOVERED }));
    expect(projects).toEqual([]);
    expect(await reasonOf(choices(await session({ as: 'outsider' })))).toBe('contentjet_not_member');
  });
});
