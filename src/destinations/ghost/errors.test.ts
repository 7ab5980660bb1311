import { describe, expect, test } from 'vitest';
import messages from '../../../public/_locales/en/messages.json' with { type: 'json' };
import recorded from '../../../test/fixtures/ghost/refusals.json' with { type: 'json' };
import recordedFrom5 from '../../../test/fixtures/ghost/refusals-5.json' with { type: 'json' };
import type { ErrorView } from '../../core/errors.ts';
import type { HttpFailure } from '../destination.ts';
import { explainGhost } from './errors.ts';

const failureOf = (name: string): HttpFailure => {
  const exchange = recorded.find((one) => one.name === name);
  if (exchange === undefined) throw new Error(`not recorded: ${name}`);
  const { status, body } = exchange.response;
  return { status, json: typeof body === 'string' ? undefined : body, headers: new Headers() };
};

/** Code and reason → the recorded exchanges that mean it. */
const READINGS: Record<string, string[]> = {
  'credentials_rejected ghost_unknown_key': ['unknown kid', 'content key as kid'],
  'credentials_rejected ghost_wrong_secret': ['wrong secret', 'secret used as utf8 text rather than hex'],
  'credentials_rejected ghost_clock': ['exp in the past', 'exp 1s past', 'iat 5m10 ago exp +1h'],
  'credentials_rejected ghost_wrong_version': [
    'aud /content/',
    'aud missing',
    'path /v2/admin aud /admin/',
    'path /v3/admin aud /admin/',
    'path /v4/admin aud /admin/',
    'path /canary/admin aud /admin/',
    'v2 path, aud /v3/admin/',
  ],
  'credentials_rejected ghost_token_refused': [
    'garbage token',
    'raw admin key instead of JWT',
    'kid missing',
    'no iat',
    'HS512',
    'alg none',
  ],
  'credentials_rejected ghost_header_lost': [
    'no Authorization',
    'Authorization: Bearer',
    'Ghost + empty token',
    'config no auth',
    'Content API no key',
  ],
  'insufficient_scope ghost_not_permitted': [
    'staff: DELETE db (blocked)',
    'integration: GET integrations (blocked)',
    'GET upper-case path',
  ],
  'not_found ghost_no_post': [
    'PUT unknown id',
    'GET unknown id',
    'DELETE again',
    'GET by the id sent',
    'lookup by missing slug path',
  ],
  'not_found ghost_no_such_api': [
    'path /v5/admin aud /admin/',
    'path /v5/admin aud /v5/admin/',
    'path /v6/admin aud /admin/',
    'path /v6/admin aud /v6/admin/',
    'wrong resource',
    'v1 path',
    'wrong resource with Accept-Version v7.0',
    'wrong resource with Accept-Version v4.0',
    'PATCH',
  ],
  'not_found ghost_no_api_here': ['wrong base /api/admin/posts/'],
  not_found: ['integration: GET users/me'],
  conflict: ['PUT stale updated_at'],
  'unexpected_response ghost_request_damaged': [
    'malformed JSON',
    'payload nested {payload:{posts}}',
    'payload {post:{}}',
    'payload {}',
    'empty body json ct',
    'text/plain JSON',
    'no content-type',
  ],
  'draft_rejected ghost_body_refused': ['html not string', 'rich clip'],
  draft_rejected: [
    'source=bogus',
    'payload {posts:{}} not array',
    'payload {posts:[]}',
    'payload two posts',
    'GET malformed id',
    'oembed youtube (needs internet)',
  ],
  'left to the status table': ['X-Ghost-Version 9.0', 'posts bad filter', 'posts unknown filter field'],
};

/** Refused fields: name of the exchange → what the person is told. */
const ISSUES: Record<string, string> = {
  'title missing': 'title required',
  'title blank': 'title required',
  'title number': 'title format',
  'title 256': 'title too_long 255',
  'title 2001': 'title too_long 2000',
  'excerpt 301': 'excerpt too_long 300',
  'status invalid': 'status format',
  'tag 192': 'tags too_long 191',
  'tag empty': 'tags required',
  'tag object without name': 'tags required',
  'canonical_url not url': 'canonical format',
  'canonical_url 2001': 'canonical too_long 2000',
  'feature_image bad': 'feature_image format',
  'feature_image_alt 192': 'feature_image_alt too_long 191',
  'slug 192': 'slug too_long 191',
  'meta_title 301': 'meta_title too_long 300',
  'PUT without updated_at': 'updated_at required',
};

const nameOf = (view: ErrorView | undefined): string =>
  view === undefined ? 'left to the status table' : [view.code, view.reason].filter(Boolean).join(' ');

describe.each(Object.entries(READINGS))('%s', (reading, names) => {
  test.each(names)('%s', (name) => {
    const failure = failureOf(name);
    const view = explainGhost(failure);
    expect(nameOf(view)).toBe(reading);
    if (view) expect(view).toMatchObject({ destination: 'ghost', status: failure.status });
  });
});

test.each(Object.entries(ISSUES))('%s: %s', (name, issue) => {
  const view = explainGhost(failureOf(name));
  expect(view?.code).toBe('draft_rejected');
  expect(view?.issues?.map(({ field, rule, limit }) => [field, rule, limit].filter(Boolean).join(' '))).toEqual([
    issue,
  ]);
});

test('every recorded refusal is read', () => {
  const read = [...Object.values(READINGS).flat(), ...Object.keys(ISSUES)];
  expect(recorded.map(({ name }) => name).filter((name) => !read.includes(name))).toEqual([]);
});

test('every reason has its sentence with the cure', () => {
  const reasons = Object.keys(READINGS).flatMap((reading) =>
    reading.split(' ').filter((word) => word.startsWith('ghost_')),
  );
  for (const reason of reasons) expect(messages).toHaveProperty(`error_${reason}`);
});

test.each(recordedFrom5.map((exchange) => [exchange.name, exchange] as const))(
  'Ghost 5 is read like Ghost 6: %s',
  (name, { response }) => {
    const five = explainGhost({ status: response.status, json: response.body, headers: new Headers() });
    const six = explainGhost(failureOf(name));
    expect({ ...five, status: undefined }).toEqual({ ...six, status: undefined });
  },
);

test.each([
  [503, 'server_error ghost_starting'],
  [502, 'server_error ghost_starting'],
  [404, 'not_found ghost_no_api_here'],
  [413, 'left to the status table'],
  [500, 'left to the status table'],
])('a page with %i is %s', (status, reading) => {
  expect(nameOf(explainGhost({ status, json: undefined, headers: new Headers() }))).toBe(reading);
});

test.each([null, [], {}, { errors: [] }, { errors: [7] }, { errors: 'x' }, 'text', { errors: [{ message: 7 }] }])(
  'a body of another shape is nobody’s: %j',
  (json) => {
    expect(explainGhost({ status: 422, json, headers: new Headers() })).toBeUndefined();
  },
);
