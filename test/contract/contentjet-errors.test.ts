/**
 * Every way in which Contentjet refuses is provoked on the double; what is made of it must name the right cause, have a
 * text with its cure, and hold nothing of what was sent or of what the database said.
 */
import '../support/english.ts';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import messages from '../../public/_locales/en/messages.json' with { type: 'json' };
import { DestinationError, type ErrorView } from '../../src/core/errors.ts';
import { explainContentjet } from '../../src/destinations/contentjet/errors.ts';
import { inTermsOfDraft } from '../../src/destinations/contentjet/issues.ts';
import type { ContentjetSettings } from '../../src/destinations/contentjet/settings.ts';
import { createHttp } from '../../src/destinations/http.ts';
import { errorText } from '../../src/ui/error-text.ts';
import { signToken } from '../servers/contentjet/tokens.ts';
import { type RunningContentjet, startContentjet } from '../servers/contentjet.ts';
import { ContentjetSite } from '../servers/contentjet-site.ts';
import { type FaultServer, jsonAnswer, startFaults } from '../servers/faults.ts';
import { settingsFor } from './contentjet-harness.ts';
import {
  bearer,
  CREATE,
  FIELDS,
  MAPPING,
  MEDIA,
  type Refusals,
  type Refused,
  SIGN_IN,
  TRANSPORT,
  type World,
} from './contentjet-refusals.ts';

const SECRET = 'of this test';

let contentjet: RunningContentjet;
let faults: FaultServer;
let world: World;
let settings: ContentjetSettings;
beforeAll(async () => {
  contentjet = await startContentjet({ secret: SECRET });
  faults = await startFaults();
  const { users, project, entryTypes } = contentjet;
  const site = new ContentjetSite(contentjet.url, users.admin, project.id);
  expect(await site.create(entryTypes.note, 'An entry', { text: 'Text' })).toBe(1);
  settings = { ...(await settingsFor(site, project.id, entryTypes.full)), mapping: MAPPING };
  contentjet.setUserActive(users.outsider.username, false);
  const now = Math.floor(Date.now() / 1000);
  const token = (claims: object, from = 0): string => signToken(SECRET, { iat: now, exp: now + from + 300, ...claims });
  const author = { userId: users.author.id };
  world = {
    ...contentjet,
    tokens: {
      author: token(author),
      outsider: token({ userId: users.outsider.id }),
      client: token({ clientId: 1 }),
      expired: token(author, -600),
      early: token({ ...author, nbf: now + 600 }),
      deleted: token({ userId: 9999 }),
    },
  };
});
afterAll(async () => {
  await faults.stop();
  await contentjet.stop();
});

/** As the adapter speaks, through whatever stands on the way. */
function httpThrough(onTheWay: (init: RequestInit) => RequestInit = (init) => init) {
  return createHttp({
    fetch: (url, init) => fetch(url, onTheWay(init)),
    clock: { now: () => Date.now() },
    ...{ destination: 'contentjet', explain: explainContentjet },
  });
}

async function errorOf(refused: Refused, url = contentjet.url): Promise<DestinationError> {
  const { method = 'GET', path, json, form, onTheWay, authorization = bearer(world.tokens.author) } = refused;
  const error: unknown = await httpThrough(onTheWay)
    .request({
      ...{ method, url: `${url}/${path}`, expect: [200, 201, 204], schema: v.unknown() },
      ...(json === undefined ? {} : { json }),
      ...(form === undefined ? {} : { form }),
      headers: authorization === null ? {} : { authorization },
    })
    .catch((thrown: unknown) => thrown);
  if (error instanceof DestinationError) return error;
  throw new Error(`not refused: ${JSON.stringify(error)}`);
}

/** `draft_rejected title too_long 128, tags format` */
function shown({ code, reason, issues = [] }: ErrorView): string {
  const named = issues.map(({ field, rule, limit }) =>
    [field, rule, ...(limit === undefined ? [] : [limit])].join(' '),
  );
  return [code, ...(reason === undefined ? [] : [reason]), ...(named.length === 0 ? [] : [named.join(', ')])].join(' ');
}

let provoked = 0;
const named = new Set<string>();

/** What stands in requests and in answers and must stay there. */
const PRIVATE = /hush|adminpass|authorpass|eyJ|already exists|pkey|severity|22P05|22021|23505|22001|127\.0\.0\.1/;

function expectNamed(cause: string, refusal: DestinationError, expected: string): void {
  const error = inTermsOfDraft(refusal, settings);
  if (!(error instanceof DestinationError)) throw error;
  const view = error.toView();
  expect(shown(view)).toBe(expected);
  if (view.reason !== undefined) expect(messages).toHaveProperty(`error_${view.reason}`);
  const text = errorText(view);
  expect(text).toMatch(/^[A-Z][^$_]+\.$/);
  for (const { label } of view.issues ?? []) if (label !== undefined) expect(text).toContain(`${label}: `);
  expect(error.cause).toBeUndefined();
  expect(`${text} ${JSON.stringify(view)} ${error.stack?.split('\n')[0]}`).not.toMatch(PRIVATE);
  named.add(cause);
}

function refusals(table: Refusals): void {
  test.each(Object.entries(table))('%s', async (cause, [refused, expected]) => {
    provoked += 1;
    expectNamed(cause, await errorOf(refused(world)), expected);
  });
}

describe('on the way', () => {
  refusals(TRANSPORT);

  test.each<[string, number, unknown, string]>([
    [
      'the database is down',
      500,
      { errno: -111, code: 'ECONNREFUSED', syscall: 'connect', address: '127.0.0.1', port: 5432 },
      'server_error contentjet_database_down',
    ],
    ['a page with 401', 401, '<p>Who are you?</p>', 'insufficient_scope contentjet_gate'],
    ['a page with 403', 403, '<p>No.</p>', 'insufficient_scope contentjet_gate'],
    ['a page with 404', 404, '<p>Nothing.</p>', 'not_found contentjet_no_api_here'],
    ['a page with 413', 413, '<p>Too much.</p>', 'too_large contentjet_too_large'],
    ['a page with 500', 500, '<p>Sorry.</p>', 'server_error'],
    ['a gateway without Contentjet', 502, '<p>Bad gateway</p>', 'server_error'],
  ])('%s', async (cause, status, body, expected) => {
    provoked += 1;
    const page = { 'content-type': 'text/html' };
    faults.set(typeof body === 'string' ? { kind: 'answer', status, headers: page, body } : jsonAnswer(status, body));
    expectNamed(cause, await errorOf({ path: 'user/me' }, faults.url), expected);
  });
});

describe('signing in', () => refusals(SIGN_IN));
describe('an entry', () => refusals(CREATE));
describe('its fields', () => refusals(FIELDS));
describe('a file', () => refusals(MEDIA));

test('all that was provoked was named', () => {
  console.log(`refusals named/provoked: ${named.size}/${provoked}`);
  expect(provoked).toBeGreaterThan(100);
  expect(named.size).toBe(provoked);
});
