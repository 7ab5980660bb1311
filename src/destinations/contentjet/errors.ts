/**
 * Reads Contentjet's refusals (recorded from contentjet-api 0.17.1). Bodies are looked at and never kept: that of a 400
 * repeats what was sent, that of a 500 what the database says.
 */
import { type InferOutput, is, nullish, object, record, string, unknown } from 'valibot';
import { type ErrorView, errorsOf } from '../../core/errors.ts';
import type { HttpFailure } from '../destination.ts';
import { readIssues } from './issues.ts';

type Reading = Omit<ErrorView, 'destination' | 'status'>;

/** Reasons of refusals that a token made anew may cure. */
export const STALE_TOKEN_REASONS: readonly string[] = ['contentjet_token'];
/** Contentjet's own "there is no such thing", as opposed to a page or a proxy's. */
export const NOT_FOUND_REASON = 'contentjet_not_found';
/** An error in Contentjet's own code, of which it tells nothing. */
export const CRASH_REASON = 'contentjet_crash';

const Refusal = object({ name: string(), message: string(), errors: nullish(unknown()) });
const Echo = object({ body: unknown() });
const Members = record(string(), unknown());
type Refusal = InferOutput<typeof Refusal>;

export const contentjetError = errorsOf('contentjet');

/** Reads an error answer; undefined leaves it to the status table. The status is HTTP's own: a 405 says 404 of itself. */
export function explainContentjet({ status, json }: HttpFailure): ErrorView | undefined {
  const reading = read(status, json);
  return reading && { ...reading, destination: 'contentjet', status };
}

const DAMAGED: Reading = { code: 'unexpected_response', reason: 'contentjet_request_damaged' };
const GATE: Reading = { code: 'insufficient_scope', reason: 'contentjet_gate' };
const STALE: Reading = { code: 'reauthorization_required', reason: 'contentjet_token' };
const rejected = (reason: string): Reading => ({ code: 'credentials_rejected', reason });

function read(status: number, json: unknown): Reading | undefined {
  const refusal = is(Refusal, json) ? json : undefined;
  switch (status) {
    case 400:
      return refusal === undefined ? readDamage(json) : readInvalid(refusal);
    case 401:
      return refusal === undefined ? GATE : readStranger(refusal);
    case 403:
      return refusal === undefined ? GATE : { code: 'insufficient_scope', reason: 'contentjet_not_member' };
    case 404:
      return { code: 'not_found', reason: refusal === undefined ? 'contentjet_no_api_here' : NOT_FOUND_REASON };
    case 405:
      return { code: 'unexpected_response', reason: 'contentjet_other_version' };
    case 413:
      return { code: 'too_large', reason: 'contentjet_too_large' };
    case 415:
      return DAMAGED;
    case 500:
      return readFault(json);
    default:
      return undefined;
  }
}

/** JSON that could not be read comes back as it was sent. */
const readDamage = (json: unknown): Reading | undefined => (is(Echo, json) ? DAMAGED : undefined);

/** By how the message begins. */
const STRANGERS: readonly [RegExp, Reading][] = [
  [/^A user with the submitted credentials/, rejected('contentjet_wrong_login')],
  [/^User is marked inactive/, rejected('contentjet_inactive')],
  [/^A client with the submitted credentials/, rejected('contentjet_wrong_client')],
  [/^(Authorization header is missing|Invalid authorization header)/, rejected('contentjet_header_lost')],
];

/** Any other message is of the library that reads the tokens: `jwt expired`, `invalid signature`, … */
const readStranger = ({ message }: Refusal): Reading =>
  STRANGERS.find(([pattern]) => pattern.test(message))?.[1] ?? STALE;

/** What a sign-in is asked for, and what is wrong where it does not look right. */
const SIGN_IN_FIELDS = new Map([
  ['grant_type', DAMAGED],
  ['username', rejected('contentjet_wrong_login')],
  ['password', rejected('contentjet_wrong_login')],
  ['client_id', rejected('contentjet_wrong_client')],
  ['client_secret', rejected('contentjet_wrong_client')],
  ['refresh_token', STALE],
]);

function readInvalid({ message, errors }: Refusal): Reading {
  if (/^Entry type with the provided id/.test(message)) return { code: 'not_found', reason: 'contentjet_type_gone' };
  if (/^Invalid refresh token/.test(message)) return STALE;
  if (!is(Members, errors)) return { code: 'draft_rejected' };
  const signIn = Object.keys(errors).flatMap((name) => SIGN_IN_FIELDS.get(name) ?? [])[0];
  if (signIn !== undefined) return signIn;
  const issues = readIssues(errors);
  // We never send an entry without its date: the body was lost on the way.
  const isLost = issues.some(({ field, rule }) => field === 'published' && rule === 'required');
  return isLost ? DAMAGED : { code: 'draft_rejected', issues };
}

/** `{}` where its own code failed, else with the code of the database or of the connection to it. */
function readFault(json: unknown): Reading | undefined {
  if (!is(Members, json)) return undefined;
  if (Object.keys(json).length === 0) return { code: 'server_error', reason: CRASH_REASON };
  const isDown = typeof json.code === 'string' && /^(E[A-Z]+|57P\d\d|08\w{3}|53\w{3})$/.test(json.code);
  return { code: 'server_error', reason: isDown ? 'contentjet_database_down' : 'contentjet_fault' };
}
