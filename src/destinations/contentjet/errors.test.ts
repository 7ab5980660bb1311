import { describe, expect, test } from 'vitest';
import { recordedExchanges } from '../../../test/contract/contentjet-replay/recorded.ts';
import type { ErrorView } from '../../core/errors.ts';
import { explainContentjet } from './errors.ts';

/** Every refusal of the recordings, by the exchange's name. */
const REFUSALS = new Map(
  recordedExchanges().flatMap(({ name, answer: { status, json } }) =>
    status !== null && status >= 400 ? [[name, { status, json, headers: new Headers() }] as const] : [],
  ),
);

function explained(name: string): ErrorView {
  const failure = REFUSALS.get(name);
  const view = failure && explainContentjet(failure);
  if (view === undefined) throw new Error(`${name} is not explained`);
  return view;
}

/** `draft_rejected title too_long 128` */
function shown({ code, reason, issues = [] }: ErrorView): string {
  const fields = issues.map(({ field, rule, limit }) => [field, rule, limit].filter((part) => part !== undefined));
  return [code, reason, ...fields.flat()].filter((part) => part !== undefined).join(' ');
}

const STALE = 'reauthorization_required contentjet_token';
const DAMAGED = 'unexpected_response contentjet_request_damaged';

test.each([
  ['auth-02-wrong-password', 'credentials_rejected contentjet_wrong_login'],
  ['auth-08-case-differs', 'credentials_rejected contentjet_wrong_login'],
  ['auth-05-missing-password', 'credentials_rejected contentjet_wrong_login'],
  ['auth-20-inactive-user', 'credentials_rejected contentjet_inactive'],
  ['auth-12-text-plain', DAMAGED],
  ['auth-13-malformed-json', DAMAGED],
  ['auth-17-get', 'unexpected_response contentjet_other_version'],
  ['auth-18-old-path', 'not_found contentjet_not_found'],
  ['bearer-01-missing', 'credentials_rejected contentjet_header_lost'],
  ['bearer-02-basic', 'credentials_rejected contentjet_header_lost'],
  ['bearer-04-empty', STALE],
  ['bearer-05-garbage', STALE],
  ['bearer-06-bad-signature', STALE],
  ['bearer-07-three-part-garbage', STALE],
  ['bearer-08-nbf-future', STALE],
  ['expiry-02-write-after-expiry', STALE],
  ['refresh-07-missing-fields', STALE],
  ['refresh-11-refresh-non-string', STALE],
  ['client-auth-08-refresh-with-client-token', STALE],
  ['client-auth-02-bad-secret', 'credentials_rejected contentjet_wrong_client'],
  ['client-auth-03-short-secret', 'credentials_rejected contentjet_wrong_client'],
  ['entry-auth-02-client-token', 'insufficient_scope contentjet_not_member'],
  ['body-05-empty', DAMAGED],
  ['body-07-over-1mb', 'too_large contentjet_too_large'],
  ['body-13-content-encoding-unknown', DAMAGED],
  ['entry-create-16-name-whitespace', 'draft_rejected title required'],
  ['entry-create-17-name-129', 'draft_rejected title too_long 128'],
  ['entry-create-09-published-date-only', 'draft_rejected published format'],
  ['entry-create-23-type-unknown', 'not_found contentjet_type_gone'],
  ['entry-create-29-fields-null', 'draft_rejected fields required'],
  ['entry-create-36-tags-bad-slug', 'draft_rejected tags format'],
  ['entry-create-39-tags-33', 'draft_rejected tags too_long 32'],
  ['entry-create-41-tags-duplicate-new', 'server_error contentjet_fault'],
  ['entry-field-56-nul-char', 'server_error contentjet_fault'],
  ['entry-field-17-longtext-30001', 'draft_rejected fields.body_markdown too_long 30000'],
  ['entry-field-19-longtext-short', 'draft_rejected fields.body_short too_short 5'],
  ['entry-field-43-media-unknown', 'draft_rejected fields.images unknown'],
  ['entry-field-45-link-three', 'draft_rejected fields.related unknown'],
  ['entry-field-47-list-four', 'draft_rejected fields.bullets too_long 3'],
  ['entry-field-54-multi-errors', 'draft_rejected title required tags format'],
  ['entry-update-01-ok', 'draft_rejected userId required'],
  ['entry-update-05-unknown-top-level', 'draft_rejected extra format userId required'],
  ['media-04-no-file', 'server_error contentjet_crash'],
  ['media-05-wrong-field-name', 'server_error contentjet_fault'],
  ['project-get-04-not-found-no-auth', 'not_found contentjet_not_found'],
])('%s: %s', (name, expected) => {
  expect(shown(explained(name))).toBe(expected);
});

describe('every refusal that was recorded', () => {
  const names = [...REFUSALS.keys()];

  test('is explained, with its status', () => {
    expect(names.length).toBeGreaterThan(150);
    for (const name of names) expect(explained(name).status, name).toBe(REFUSALS.get(name)?.status);
  });

  test('leaves nothing of its body in the error', () => {
    for (const [name, failure] of REFUSALS) {
      const view = JSON.stringify(explained(name));
      for (const text of textsIn(failure.json)) expect(view, name).not.toContain(text);
    }
  });
});

/** What the server says, but for the names of fields. */
function textsIn(json: unknown): string[] {
  if (typeof json === 'string') return /^[a-z]{0,10}$/i.test(json) ? [] : [JSON.stringify(json).slice(1, -1)];
  return typeof json === 'object' && json !== null ? Object.values(json).flatMap(textsIn) : [];
}

test.each([
  ['a database that is down', { code: 'ECONNREFUSED', address: '127.0.0.1' }, 'contentjet_database_down'],
  ['a database that is shutting down', { name: 'error', code: '57P01' }, 'contentjet_database_down'],
  ['a database without room for us', { name: 'error', code: '53300' }, 'contentjet_database_down'],
  ['an error of the database', { name: 'error', code: '42P01' }, 'contentjet_fault'],
  ['an error of its own', {}, 'contentjet_crash'],
  ['no JSON', undefined, undefined],
])('500 with %s', (_name, json, reason) => {
  expect(explainContentjet({ status: 500, json, headers: new Headers() })?.reason).toBe(reason);
});

test.each([
  [401, 'contentjet_gate'],
  [403, 'contentjet_gate'],
  [404, 'contentjet_no_api_here'],
])('a page with %i is somebody else’s', (status, reason) => {
  expect(explainContentjet({ status, json: undefined, headers: new Headers() })?.reason).toBe(reason);
});

test.each([400, 402, 409, 429, 502, 503])('a page with %i is left to the status table', (status) => {
  expect(explainContentjet({ status, json: undefined, headers: new Headers() })).toBeUndefined();
});

test.each([
  [{ name: 'ValidationError', message: 'Something else', status: 400 }, 'draft_rejected'],
  [{ name: 'ValidationError', message: 'A', errors: 'a text' }, 'draft_rejected'],
  [
    { name: 'ValidationError', message: 'A', errors: { fields: [{ keyword: 'maxLength' }] } },
    'draft_rejected fields too_long',
  ],
  [{ name: 'ValidationError', message: 'A', errors: { headline: null } }, 'draft_rejected headline format'],
  [
    { name: 'ValidationError', message: 'A', errors: { name: [{ keyword: 'maxLength', params: { limit: 'x' } }] } },
    'draft_rejected title format',
  ],
])('a refusal of another shape: %j', (json, expected) => {
  const view = explainContentjet({ status: 400, json, headers: new Headers() });
  expect(view && shown(view)).toBe(expected);
});
