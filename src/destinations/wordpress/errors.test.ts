import { describe, expect, test } from 'vitest';
import messages from '../../../public/_locales/en/messages.json' with { type: 'json' };
import recorded from '../../../test/fixtures/wordpress/refusals.json' with { type: 'json' };
import type { ErrorView } from '../../core/errors.ts';
import type { HttpFailure } from '../destination.ts';
import { explainWordPress } from './errors.ts';

const failure = (status: number, json: unknown): HttpFailure => ({ status, json, headers: new Headers() });
const nameOf = (view: ErrorView | undefined): string =>
  view === undefined ? 'left to the status table' : [view.code, view.reason].filter(Boolean).join(' ');
const issuesOf = (view: ErrorView | undefined): string[] =>
  (view?.issues ?? []).map(({ field, rule }) => `${field} ${rule}`);

/** `<status> <code>` as recorded → what it means. A code that means two things is below. */
const READINGS: Record<string, string> = {
  '403 [jwt_auth] incorrect_password': 'credentials_rejected wordpress_wrong_login',
  '403 [jwt_auth] empty_password': 'credentials_rejected wordpress_wrong_login',
  '403 [jwt_auth] empty_username': 'credentials_rejected wordpress_wrong_login',
  '403 [jwt_auth] application_passwords_disabled': 'credentials_rejected wordpress_wrong_login',
  '403 [jwt_auth] invalid_username': 'credentials_rejected wordpress_unknown_user',
  '403 [jwt_auth] invalid_email': 'credentials_rejected wordpress_unknown_user',
  '403 [jwt_auth] invalid_application_credentials': 'credentials_rejected wordpress_two_factor',
  '403 [jwt_auth] recaptcha_error': 'credentials_rejected wordpress_captcha',
  '403 [jwt_auth] too_many_retries': 'credentials_rejected wordpress_locked_out',
  '403 jwt_auth_bad_config': 'credentials_rejected wordpress_secret_missing',
  '403 jwt_auth_no_auth_header': 'credentials_rejected wordpress_header_lost',
  '403 jwt_auth_bad_auth_header': 'credentials_rejected wordpress_header_lost',
  '403 jwt_auth_bad_iss': 'credentials_rejected wordpress_token_refused',
  '403 jwt_auth_bad_request': 'credentials_rejected wordpress_token_refused',
  '401 rest_not_logged_in': 'credentials_rejected wordpress_not_signed_in',
  '401 rest_cannot_create': 'credentials_rejected wordpress_not_signed_in',
  '403 rest_cannot_create': 'insufficient_scope wordpress_role_too_low',
  '403 rest_cannot_edit_others': 'insufficient_scope wordpress_role_too_low',
  '403 rest_cannot_publish': 'insufficient_scope wordpress_role_too_low',
  '401 rest_cannot_access': 'insufficient_scope wordpress_rest_blocked',
  '501 application_passwords_disabled': 'insufficient_scope wordpress_application_passwords_off',
  '404 rest_no_route': 'not_found wordpress_no_route',
  '404 rest_post_invalid_id': 'not_found wordpress_no_post',
  '404 rest_no_authenticated_app_password': 'left to the status table',
  '404 null': 'not_found wordpress_no_api_here',
  '400 rest_invalid_json': 'unexpected_response wordpress_request_damaged',
  '400 rest_missing_callback_param': 'unexpected_response wordpress_request_damaged',
  '400 empty_content': 'draft_rejected',
  '400 rest_post_exists': 'draft_rejected',
  '400 term_exists': 'draft_rejected',
  '500 empty_term_name': 'left to the status table',
  '400 rest_upload_no_content_disposition': 'too_large wordpress_upload_too_large',
  '400 rest_upload_no_data': 'too_large wordpress_upload_too_large',
  '500 rest_upload_unknown_error': 'too_large wordpress_upload_too_large',
  '500 rest_upload_sideload_error': 'draft_rejected wordpress_file_refused',
  '500 internal_server_error': 'server_error wordpress_fatal',
  '503 wp_die': 'server_error wordpress_maintenance',
};
/** The messages decide: a token that has ended or has not begun, or is none that the site made. */
const TOKENS: [string, string[]][] = [
  ['wordpress_token_life', ['me-expired', 'create-expired', 'validate-not-yet-valid', 'public-get-expired']],
  ['wordpress_token_refused', ['me-bad-signature', 'create-other-secret', 'validate-malformed-garbage', 'me-alg-none']],
];
const CODES_BELOW = ['jwt_auth_invalid_token', 'rest_invalid_param'];

test.each(
  recorded.filter(({ body }) => !CODES_BELOW.includes(body?.code ?? '')).map((one) => [one.name, one] as const),
)('%s', (_name, { status, body }) => {
  const view = explainWordPress(failure(status, body ?? undefined));
  const key = `${status} ${body?.code ?? null}`;
  expect({ [key]: nameOf(view) }).toEqual({ [key]: READINGS[key] });
  if (view) expect(view).toMatchObject({ destination: 'wordpress', status });
});

describe.each(TOKENS)('%s', (reason, names) => {
  test.each(names)('%s', (name) => {
    const one = recorded.find((other) => other.name === name);
    expect(nameOf(explainWordPress(failure(one?.status ?? 0, one?.body)))).toBe(`credentials_rejected ${reason}`);
  });
});

test.each([
  ['create-bad-date', 'draft_rejected', ['date format']],
  ['create-bad-status', 'draft_rejected', ['status format']],
  ['create-tag-names', 'draft_rejected', ['tags format']],
  ['create-empty', 'draft_rejected', ['body required']],
  ['idem-lookup-noauth', 'credentials_rejected wordpress_not_signed_in', []],
  ['idem-lookup-sub', 'insufficient_scope wordpress_role_too_low', []],
])('%s: fields are named as we name them; a forbidden question is no wrong one', (name, reading, issues) => {
  const one = recorded.find((other) => other.name === name);
  const view = explainWordPress(failure(one?.status ?? 0, one?.body));
  expect([nameOf(view), issuesOf(view)]).toEqual([reading, issues]);
});

test.each([
  [401, { code: 'incorrect_password' }, 'credentials_rejected wordpress_wrong_login'],
  [401, { code: 'invalid_username', success: false, data: [] }, 'credentials_rejected wordpress_unknown_user'],
  [401, { code: 'jwt_auth_no_auth_header' }, 'credentials_rejected wordpress_header_lost'],
  [401, { code: 'jwt_auth_obsolete_token' }, 'credentials_rejected wordpress_token_refused'],
  [401, { code: 'jwt_auth_user_not_found' }, 'credentials_rejected wordpress_unknown_user'],
  [500, { code: 'jwt_auth_bad_config' }, 'credentials_rejected wordpress_secret_missing'],
])('the other JWT plugin, and WordPress itself, without a prefix: %i %j', (status, json, reading) => {
  expect(nameOf(explainWordPress(failure(status, json)))).toBe(reading);
});

test.each(['hcaptcha_failed', 'cf-turnstile', 'wfls_captcha_verify'])('a captcha by another name: %s', (code) => {
  expect(explainWordPress(failure(403, { code: `[jwt_auth] ${code}` }))?.reason).toBe('wordpress_captcha');
});

test.each([
  ['wfls_twofactor_required', 'wordpress_two_factor'],
  ['limit_login_lockout', 'wordpress_locked_out'],
  ['pending_approval', 'wordpress_login_blocked_by_plugin'],
  ['constructor', 'wordpress_login_blocked_by_plugin'],
  ['', 'wordpress_login_blocked_by_plugin'],
])('any other code behind the prefix means that the sign-in was refused: %s', (code, reason) => {
  expect(explainWordPress(failure(403, { code: `[jwt_auth] ${code}` }))).toMatchObject({
    code: 'credentials_rejected',
    reason,
  });
});

test.each([
  [401, 'rest_login_required'],
  [403, 'itsec_rest_api_access_restricted'],
  [403, 'rest_disabled'],
  [403, 'toString'],
])('a security plugin’s %i %s', (status, code) => {
  expect(explainWordPress(failure(status, { code }))?.reason).toBe('wordpress_rest_blocked');
});

test.each([
  [401, 'insufficient_scope wordpress_gate'],
  [403, 'insufficient_scope wordpress_gate'],
  [406, 'insufficient_scope wordpress_gate'],
  [404, 'not_found wordpress_no_api_here'],
  [503, 'server_error wordpress_maintenance'],
  [413, 'left to the status table'],
  [429, 'left to the status table'],
  [500, 'left to the status table'],
])('a page with %i is %s', (status, reading) => {
  expect(nameOf(explainWordPress(failure(status, undefined)))).toBe(reading);
});

test('nothing that a message says is kept: it may repeat what was typed', () => {
  const kept = recorded.map(({ status, body }) => JSON.stringify(explainWordPress(failure(status, body)) ?? null));
  const secret = '<strong>oscar</strong> s3cret';
  kept.push(JSON.stringify(explainWordPress(failure(403, { code: '[jwt_auth] x', message: secret, data: secret }))));
  expect(kept.join()).not.toMatch(/strong|s3cret|<|labauthor/);
});

test.each([null, [], 'text', 7, {}, { code: 7 }, { code: null, message: 'x' }])(
  'a body of another shape is nobody’s: %j',
  (json) => {
    expect(explainWordPress(failure(422, json))).toBeUndefined();
  },
);

test('every reason has its sentence with the cure', () => {
  const reasons = Object.values(READINGS).flatMap((reading) => reading.split(' ').slice(1, 2));
  const own = reasons.filter((reason) => reason.startsWith('wordpress_'));
  for (const reason of [...own, ...TOKENS.map(([name]) => name)]) expect(messages).toHaveProperty(`error_${reason}`);
});
