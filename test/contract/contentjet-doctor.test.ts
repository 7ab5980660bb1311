/**
 * The connection doctor before a Contentjet in which each cause is provoked: it must name that one, and there must be a
 * text with its cure.
 */
import '../support/english.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import messages from '../../public/_locales/en/messages.json' with { type: 'json' };
import { DestinationError } from '../../src/core/errors.ts';
import { contentjet } from '../../src/destinations/contentjet/adapter.ts';
import type { Mapping } from '../../src/destinations/contentjet/mapping.ts';
import type { ContentjetSettings } from '../../src/destinations/contentjet/settings.ts';
import type { CheckReport } from '../../src/destinations/destination.ts';
import { errorText } from '../../src/ui/error-text.ts';
import { type RunningContentjet, startContentjet } from '../servers/contentjet.ts';
import { ContentjetSite } from '../servers/contentjet-site.ts';
import { type FaultServer, htmlPage, jsonAnswer, startFaults } from '../servers/faults.ts';
import { memoryStore } from '../support/memory.ts';
import { settingsFor } from './contentjet-harness.ts';
import { type SessionAt, sessionAt } from './contentjet-session.ts';
import { anonymousIo } from './harness.ts';

let running: RunningContentjet;
let site: ContentjetSite;
let faults: FaultServer;
let settings: ContentjetSettings;
let foreignClient: { id: string; secret: string };
beforeAll(async () => {
  running = await startContentjet();
  site = new ContentjetSite(running.url, running.users.admin, running.project.id);
  faults = await startFaults(running.url);
  settings = await settingsFor(site, running.project.id, running.entryTypes.article);
  foreignClient = await new ContentjetSite(running.url, running.users.admin, running.otherProject.id).addClient(
    'Other',
  );
});
afterAll(async () => {
  await faults.stop();
  await running.stop();
});
beforeEach(() => faults.set({ kind: 'pass' }));

const check = async (how: Partial<SessionAt> = {}): Promise<CheckReport> =>
  contentjet.check(await sessionAt(running, { settings, ...how }));

/** `credentials contentjet_wrong_login`: the first step that is not well, and why. */
function finding({ steps }: CheckReport): string {
  const step = steps.find(({ outcome }) => outcome !== 'ok');
  return step === undefined ? 'all well' : `${step.id} ${step.error?.reason ?? step.error?.code ?? ''}`;
}

let provoked = 0;
const named = new Set<string>();

function expectNamed(cause: string, found: string, expected: string): void {
  provoked += 1;
  expect(found).toBe(expected);
  const [, reason = ''] = expected.split(' ');
  expect(messages).toHaveProperty(`error_${reason}`);
  named.add(cause);
}

const through = (): Partial<SessionAt> => ({ url: faults.url });

describe('all is well', () => {
  test.each([
    ['author', 'Author'],
    ['admin', 'Owner'],
  ] as const)('for the %s', async (as, role) => {
    const report = await check({ as });
    expect(finding(report)).toBe('all well');
    const { name } = running.users[as];
    expect(report.identity).toEqual({ siteTitle: running.project.name, userName: name, role });
    expect(report.steps.map(({ id }) => `check_${id}`).filter((key) => !(key in messages))).toEqual([]);
    expect(report.steps.find(({ id }) => id === 'credentials')?.detail).toBe(name);
  });

  test('without a client nothing is said of one', async () => {
    const report = await check({ client: null });
    expect(finding(report)).toBe('all well');
    expect(report.steps.map(({ id }) => id)).not.toContain('client');
  });
});

describe('the cause is named', () => {
  test.each<[string, () => Partial<SessionAt>, string]>([
    ['a wrong password', () => ({ password: 'not this one' }), 'credentials contentjet_wrong_login'],
    ['a sign-in that has ended', () => ({ password: null }), 'credentials contentjet_sign_in_again'],
    ['no project', () => ({ settings: { ...settings, project: null } }), 'project contentjet_no_project'],
    [
      'a project that is gone',
      () => ({ settings: { ...settings, project: { id: 9999, name: 'Gone' } } }),
      'project contentjet_project_gone',
    ],
    ['a stranger to the project', () => ({ as: 'outsider' }), 'project contentjet_not_member'],
    ['no entry type', () => ({ settings: { ...settings, entryType: null } }), 'entry_type contentjet_no_type'],
    [
      'an entry type that is gone',
      () => ({ settings: { ...settings, entryType: { id: 9999, name: 'Gone', fields: [] } } }),
      'entry_type contentjet_type_gone',
    ],
    ['no mapping yet', () => ({ settings: { ...settings, mapping: {} } }), 'mapping contentjet_mapping_incomplete'],
    [
      'a client that nobody knows',
      () => ({ client: { id: '0'.repeat(32), secret: '0'.repeat(32) } }),
      'client contentjet_wrong_client',
    ],
    [
      'a client with half a secret',
      () => ({ client: { ...running.client, secret: 'half' } }),
      'client contentjet_wrong_client',
    ],
    ['a client of another project', () => ({ client: foreignClient }), 'client contentjet_wrong_client'],
  ])('%s', async (cause, how, expected) => {
    const report = await check(how());
    expectNamed(cause, finding(report), expected);
    // The client is an addition: without it all goes on.
    expect(report.ok).toBe(expected.startsWith('client '));
  });

  test('fields of the type that need a value are named as the site names them', async () => {
    const strict = await settingsFor(site, running.project.id, running.entryTypes.strict);
    const { steps } = await check({
      settings: { ...strict, mapping: { title: { from: 'title' }, body: { from: 'body' } } },
    });
    const error = steps.find(({ id }) => id === 'mapping')?.error;
    expect(error && errorText(error)).toContain('is reviewed: must not be empty.');
    expect(error?.issues?.map(({ label }) => label)).toEqual([
      'is reviewed',
      'category',
      'rating',
      'accent',
      'related',
    ]);
  });

  test('a field that must hold an image, where images stay links: no draft would ever be taken', async () => {
    const id = await site.addEntryType('Photo', [
      { name: 'title', fieldType: 'TEXT', required: true },
      { name: 'photo', fieldType: 'MEDIA', required: true },
    ]);
    const mapping: Mapping = { title: { from: 'title' }, photo: { from: 'image' } };
    const copied = { ...(await settingsFor(site, running.project.id, id)), mapping };
    expect(finding(await check({ settings: copied }))).toBe('all well');
    const report = await check({ settings: { ...copied, images: 'link' } });
    expectNamed('images stay links', finding(report), 'mapping contentjet_needs_copies');
    expect(report.ok).toBe(false);
    const error = report.steps.find(({ id: step }) => step === 'mapping')?.error;
    expect(error && errorText(error)).toMatch(/links to the originals.* photo: must not be empty\./);
  });

  test('fields that have changed are named, and that is no obstacle as long as drafts fit', async () => {
    const id = await site.addEntryType('Changing', [
      { name: 'title', fieldType: 'TEXT', required: true },
      { name: 'body', fieldType: 'LONGTEXT' },
    ]);
    const before = await settingsFor(site, running.project.id, id);
    await site.changeEntryType(id, [
      { name: 'title', fieldType: 'TEXT', required: true, maxLength: 80 },
      { name: 'body', fieldType: 'LONGTEXT' },
      { name: 'note_of_day', fieldType: 'TEXT' },
    ]);
    const report = await check({ settings: before });
    expectNamed('changed fields', finding(report), 'entry_type contentjet_type_differs');
    expect(report.ok).toBe(true);
    expect(report.steps.find(({ id }) => id === 'entry_type')?.detail).toBe('title, note of day');
  });

  test('a user who was deleted while their token lasts', async () => {
    const again = await startContentjet();
    const tokens = memoryStore();
    const how = { settings, as: 'author', tokens } as const;
    expect(finding(await contentjet.check(await sessionAt(again, how)))).toBe('all well');
    again.deleteUser(again.users.author.username);
    const report = await contentjet.check(await sessionAt(again, { ...how, password: null }));
    expectNamed('deleted user', finding(report), 'credentials contentjet_user_gone');
    await again.stop();
  });

  test('a user who was switched off while their token lasts', async () => {
    const again = await startContentjet();
    const tokens = memoryStore();
    const how = { settings, as: 'author', tokens } as const;
    await contentjet.check(await sessionAt(again, how));
    again.setUserActive(again.users.author.username, false);
    expectNamed(
      'inactive',
      finding(await contentjet.check(await sessionAt(again, how))),
      'credentials contentjet_inactive',
    );
    const signedOut = await contentjet.check(await sessionAt(again, { settings }));
    expectNamed('inactive, signing in', finding(signedOut), 'credentials contentjet_inactive');
    await again.stop();
  });

  test('a member who was put out', async () => {
    await site.deactivateUser(running.users.author.id);
    const report = await check();
    await site.activateUser(running.users.author.id);
    expectNamed('put out', finding(report), 'project contentjet_not_member');
  });

  test.each<[string, Parameters<FaultServer['set']>[0], string]>([
    ['a page in its place', htmlPage(200), 'is_contentjet contentjet_none_here'],
    ['nothing in its place', htmlPage(404), 'is_contentjet contentjet_none_here'],
    ['another API', jsonAnswer(200, { ok: true }), 'is_contentjet contentjet_none_here'],
    ['a gate (401)', htmlPage(401), 'reach contentjet_gate'],
    ['another API that wants a sign-in', jsonAnswer(401, { error: 'login' }), 'reach contentjet_gate'],
    ['a gate (403)', htmlPage(403), 'reach contentjet_gate'],
    ['forwarded', { kind: 'redirect', status: 301, to: 'https://example.com/' }, 'reach contentjet_forwards'],
    ['a crash', jsonAnswer(500, {}), 'reach contentjet_crash'],
    [
      'its database is down',
      ({ path }) => (path === '/user/me' ? { kind: 'pass' } : jsonAnswer(500, { code: 'ECONNREFUSED' })),
      'credentials contentjet_database_down',
    ],
    [
      'a header that is taken away',
      ({ headers }) =>
        headers.authorization === undefined
          ? { kind: 'pass' }
          : jsonAnswer(401, { name: 'AuthenticationError', message: 'Authorization header is missing', status: 401 }),
      'credentials contentjet_header_lost',
    ],
  ])('%s', async (cause, fault, expected) => {
    faults.set(fault);
    const report = await check(through());
    expectNamed(cause, finding(report), expected);
    expect(report.identity).toBeNull();
  });
});

describe('the cause is named before there is an account', () => {
  const discover = async (path: string): Promise<string> => {
    const io = anonymousIo({ destination: contentjet });
    const error = await contentjet.discover(new URL(path, faults.url), io).catch((thrown: unknown) => thrown);
    return error instanceof DestinationError ? `${error.code} ${error.reason ?? ''}` : 'found';
  };
  test.each<[string, string, Parameters<FaultServer['set']>[0], string]>([
    ['a page for every path', '/', htmlPage(200), 'not_this_system contentjet_ui_address'],
    [
      'a page here and nothing else',
      '/',
      ({ path }) => (path === '/' ? htmlPage(200) : htmlPage(404)),
      'not_this_system contentjet_ui_address',
    ],
    ['the path of a page', '/project/1/entries/2/3', htmlPage(404), 'not_this_system contentjet_ui_address'],
    ['the pages’ list of projects', '/projects', htmlPage(404), 'not_this_system contentjet_ui_address'],
    ['nothing', '/', jsonAnswer(404, {}), 'not_this_system contentjet_none_here'],
    ['a gate', '/', htmlPage(401), 'insufficient_scope contentjet_gate'],
    [
      'forwarding',
      '/',
      { kind: 'redirect', status: 308, to: 'https://example.com/' },
      'redirected contentjet_forwards',
    ],
    ['a crash', '/', jsonAnswer(500, {}), 'server_error contentjet_crash'],
  ])('%s', async (cause, path, fault, expected) => {
    faults.set(fault);
    expectNamed(`${cause}, on discovery`, await discover(path), expected);
  });
});

test('all that was provoked was named', () => {
  console.log(`causes named/provoked: ${named.size}/${provoked}`);
  expect(provoked).toBeGreaterThan(30);
  expect(named.size).toBe(provoked);
});
