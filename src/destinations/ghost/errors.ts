/** Reads Ghost's refusals. `code` is often null, so the reading goes by status, type, code and message (recorded from Ghost 5 and 6). */
import { array, type InferOutput, is, minLength, nullish, object, pipe, string, unknown } from 'valibot';
import { type ErrorView, errorsOf } from '../../core/errors.ts';
import type { HttpFailure } from '../destination.ts';
import { validationIssues } from './validation-issues.ts';

const GhostError = object({
  message: nullish(string()),
  context: nullish(string()),
  type: nullish(string()),
  code: nullish(string()),
  property: nullish(string()),
  details: nullish(unknown()),
});
const GhostErrors = object({ errors: pipe(array(GhostError), minLength(1)) });

export type GhostError = InferOutput<typeof GhostError>;
type Reading = Omit<ErrorView, 'destination' | 'status'>;

/** A refusal that a token made with the server's clock may cure. */
export const CLOCK_REASON = 'ghost_clock';
/** Ghost's own "there is no such post", as opposed to a page or a path that is not there. */
export const NO_POST_REASON = 'ghost_no_post';

export const ghostError = errorsOf('ghost');

const DAMAGED: Reading = { code: 'unexpected_response', reason: 'ghost_request_damaged' };

/** Reads an error answer; undefined leaves it to the status table. */
export function explainGhost(failure: HttpFailure): ErrorView | undefined {
  const reading = is(GhostErrors, failure.json)
    ? readGhostError(failure.status, failure.json.errors[0])
    : readForeignAnswer(failure.status);
  return reading && { ...reading, destination: 'ghost', status: failure.status };
}

/** An answer without Ghost's error body: its theme's page, a proxy, or Ghost while it boots (503 with HTML). */
function readForeignAnswer(status: number): Reading | undefined {
  if (status === 404) return { code: 'not_found', reason: 'ghost_no_api_here' };
  if (status === 502 || status === 503) return { code: 'server_error', reason: 'ghost_starting' };
  return undefined;
}

function readGhostError(status: number, error: GhostError | undefined): Reading | undefined {
  if (error === undefined) return undefined;
  if (status === 400 || status === 401) return readTokenRefusal(error);
  if (status === 403) return readForbidden(error);
  if (status === 404) return readNotFound(error);
  if (status === 406) return { code: 'not_found', reason: 'ghost_no_such_api' };
  if (status === 409) return { code: 'conflict' };
  if (status === 422) return readValidation(error);
  if (status === 501) return { code: 'insufficient_scope', reason: 'ghost_not_permitted' };
  if (status === 503) return { code: 'server_error', reason: 'ghost_starting' };
  return undefined;
}

function readTokenRefusal({ code, message }: GhostError): Reading | undefined {
  const rejected = (reason: string): Reading => ({ code: 'credentials_rejected', reason });
  switch (code) {
    case 'UNKNOWN_ADMIN_API_KEY':
      return rejected('ghost_unknown_key');
    case 'INVALID_AUTH_HEADER':
      return rejected('ghost_header_lost');
    case 'MISSING_ADMIN_API_KID':
      return rejected('ghost_token_refused');
    case 'INVALID_JWT':
      return rejected(readTokenFault(message ?? ''));
    case 'UNEXPECTED_ERROR':
      return DAMAGED;
    default:
      return undefined;
  }
}

/** "Invalid token: …" as jsonwebtoken words it. */
function readTokenFault(message: string): string {
  if (/jwt expired|maxAge exceeded|jwt not active/.test(message)) return CLOCK_REASON;
  if (message.includes('invalid signature')) return 'ghost_wrong_secret';
  if (message.includes('audience invalid')) return 'ghost_wrong_version';
  return 'ghost_token_refused';
}

/** Without any Authorization header Ghost answers 403 too: as we always send one, something on the way took it. */
function readForbidden({ message }: GhostError): Reading {
  return message === 'Authorization failed'
    ? { code: 'credentials_rejected', reason: 'ghost_header_lost' }
    : { code: 'insufficient_scope', reason: 'ghost_not_permitted' };
}

/** Ghost 5 and 6 say what is missing in `context`, older ones in `message`. A path without an API behind it has neither. */
function readNotFound({ message, context }: GhostError): Reading {
  if (/post not found/i.test(`${message} ${context}`)) return { code: 'not_found', reason: NO_POST_REASON };
  return context ? { code: 'not_found' } : { code: 'not_found', reason: 'ghost_no_such_api' };
}

function readValidation(error: GhostError): Reading {
  const issues = validationIssues(error);
  // We always send posts: on the way the body, or its content type, was lost.
  if (issues.some((issue) => issue.field === 'posts')) return DAMAGED;
  const refused = issues.some((issue) => issue.field === 'body') ? { reason: 'ghost_body_refused' } : {};
  return { code: 'draft_rejected', ...refused, ...(issues.length === 0 ? {} : { issues }) };
}
