/**
 * Reads WordPress' refusals by status and code (recorded from WordPress 7.1.1, 6.5.5 and 6.1.9 with JWT Authentication
 * for WP REST API 1.3.4). Messages hold HTML and repeat what was typed: they are looked at and never kept.
 */
import { type InferInput, is, nullish, object, record, string, unknown } from 'valibot';
import { type DestinationError, type ErrorView, errorsOf, type FieldIssue } from '../../core/errors.ts';
import type { HttpFailure } from '../destination.ts';
import { readLoginRefusal } from './login-refusal.ts';

const Refusal = object({ code: string(), message: nullish(unknown()), data: nullish(unknown()) });
const InvalidParams = object({ params: record(string(), unknown()), details: nullish(unknown()) });
const ForbiddenStatus = object({ status: object({ code: string(), data: object({ status: unknown() }) }) });

type Refusal = InferInput<typeof Refusal>;
export type Reading = Omit<ErrorView, 'destination' | 'status'>;

const STALE_TOKEN_REASONS = ['wordpress_token_refused', 'wordpress_token_life'];
/** Whether a token was refused, and signing in again may cure it. */
export const isStaleToken = ({ reason = '' }: Pick<DestinationError, 'reason'>): boolean =>
  STALE_TOKEN_REASONS.includes(reason);
/** The Authorization header did not arrive. */
export const HEADER_LOST_REASON = 'wordpress_header_lost';
/** A page, or a server's own 404, where the API was looked for. */
export const NO_API_REASON = 'wordpress_no_api_here';
/** WordPress took us for a stranger. */
export const NOT_SIGNED_IN_REASON = 'wordpress_not_signed_in';
/** A plugin keeps the REST API from those who are not signed in, or from all. */
export const REST_BLOCKED_REASON = 'wordpress_rest_blocked';
/** WordPress' own "there is no such post", as opposed to a page or a route that is not there. */
export const NO_POST_REASON = 'wordpress_no_post';

export const wordPressError = errorsOf('wordpress');

const rejected = (reason: string): Reading => ({ code: 'credentials_rejected', reason });
const DAMAGED: Reading = { code: 'unexpected_response', reason: 'wordpress_request_damaged' };
const TOO_LARGE: Reading = { code: 'too_large', reason: 'wordpress_upload_too_large' };
const ROLE_TOO_LOW: Reading = { code: 'insufficient_scope', reason: 'wordpress_role_too_low' };

/** Codes that mean one thing whatever the status. */
const BY_CODE = new Map<string, Reading>(
  Object.entries({
    jwt_auth_bad_config: rejected('wordpress_secret_missing'),
    jwt_auth_no_auth_header: rejected(HEADER_LOST_REASON),
    jwt_auth_bad_auth_header: rejected(HEADER_LOST_REASON),
    jwt_auth_bad_iss: rejected('wordpress_token_refused'),
    jwt_auth_bad_request: rejected('wordpress_token_refused'),
    jwt_auth_obsolete_token: rejected('wordpress_token_refused'),
    jwt_auth_user_not_found: rejected('wordpress_unknown_user'),
    rest_no_route: { code: 'not_found', reason: 'wordpress_no_route' },
    rest_post_invalid_id: { code: 'not_found', reason: NO_POST_REASON },
    rest_invalid_json: DAMAGED,
    rest_missing_callback_param: DAMAGED,
    empty_content: { code: 'draft_rejected', issues: [{ field: 'body', rule: 'required' }] },
    rest_invalid_author: { code: 'draft_rejected', issues: [{ field: 'author', rule: 'unknown' }] },
    // Both also when PHP has thrown away a body over its post_max_size: we always send a file with its name.
    rest_upload_no_content_disposition: TOO_LARGE,
    rest_upload_no_data: TOO_LARGE,
    rest_upload_file_too_big: TOO_LARGE,
    rest_upload_limited_space: TOO_LARGE,
    application_passwords_disabled: { code: 'insufficient_scope', reason: 'wordpress_application_passwords_off' },
    internal_server_error: { code: 'server_error', reason: 'wordpress_fatal' },
  }),
);

/** Reads an error answer; undefined leaves it to the status table. */
export function explainWordPress(failure: HttpFailure): ErrorView | undefined {
  const { status, json } = failure;
  const reading = is(Refusal, json) ? readRefusal(status, json) : readForeignAnswer(status);
  return reading && { ...reading, destination: 'wordpress', status };
}

/** An answer that is not WordPress' own: a theme's page, a firewall, a proxy before a staging site. */
function readForeignAnswer(status: number): Reading | undefined {
  switch (status) {
    case 401:
    case 403:
    case 406:
      return { code: 'insufficient_scope', reason: 'wordpress_gate' };
    case 404:
      return { code: 'not_found', reason: NO_API_REASON };
    case 503:
      return { code: 'server_error', reason: 'wordpress_maintenance' };
    default:
      return undefined;
  }
}

function readRefusal(status: number, refusal: Refusal): Reading | undefined {
  const { code, data } = refusal;
  const message = typeof refusal.message === 'string' ? refusal.message : '';
  const login = status === 401 || status === 403 ? readLoginRefusal(code) : undefined;
  if (login !== undefined) return rejected(login);
  if (code === 'jwt_auth_invalid_token') return rejected(readTokenFault(message));
  if (code === 'rest_invalid_param') return readInvalidParams(data);
  if (code === 'rest_upload_unknown_error' || code === 'rest_upload_sideload_error') return readUpload(message);
  const reading = BY_CODE.get(code);
  if (reading !== undefined) return reading;
  if (status === 401) return readStranger(code);
  if (status === 403) return readForbidden(code);
  if (code === 'wp_die' && status >= 500) return { code: 'server_error', reason: 'wordpress_maintenance' };
  return status === 400 ? { code: 'draft_rejected' } : undefined;
}

/** As firebase/php-jwt words it; whatever else is wrong with a token, only a new one can help. */
function readTokenFault(message: string): string {
  return /^(Expired token|Cannot handle token)/.test(message) ? 'wordpress_token_life' : 'wordpress_token_refused';
}

/**
 * One code, of a file in a form or of bare bytes, for a type that is not allowed and for a file that PHP has cut off
 * (recorded). The name of PHP's limit stands in the message in every language.
 */
function readUpload(message: string): Reading {
  const isTooLarge = /upload_max_filesize|MAX_FILE_SIZE/.test(message);
  return isTooLarge ? TOO_LARGE : { code: 'draft_rejected', reason: 'wordpress_file_refused' };
}

/** What WordPress itself asks a person's rights for, in posts, terms, media and users; others' codes begin alike. */
const OWN_PERMISSION =
  /^rest_(cannot_(create|edit|edit_others|delete|publish|read|view|update|manage|assign_\w+)|forbidden\w*|user_cannot_\w+)$/;

/** 401 is for those who are not signed in, 403 for those who may not. */
function readStranger(code: string): Reading {
  const stranger = code === 'rest_not_logged_in' || OWN_PERMISSION.test(code);
  return stranger ? rejected(NOT_SIGNED_IN_REASON) : { code: 'insufficient_scope', reason: REST_BLOCKED_REASON };
}

function readForbidden(code: string): Reading {
  return OWN_PERMISSION.test(code) ? ROLE_TOO_LOW : { code: 'insufficient_scope', reason: REST_BLOCKED_REASON };
}

/** Our names of what WordPress calls otherwise. */
const FIELDS = new Map([
  ['content', 'body'],
  ['featured_media', 'featured_image'],
]);

function readInvalidParams(data: unknown): Reading {
  if (!is(InvalidParams, data)) return { code: 'draft_rejected' };
  // Asking for drafts is refused as if the question were wrong (recorded).
  if (is(ForbiddenStatus, data.details) && data.details.status.code === 'rest_forbidden_status') {
    return data.details.status.data.status === 401 ? rejected(NOT_SIGNED_IN_REASON) : ROLE_TOO_LOW;
  }
  const issues = Object.keys(data.params).map(
    (name): FieldIssue => ({ field: FIELDS.get(name) ?? name, rule: 'format' }),
  );
  return { code: 'draft_rejected', issues };
}
