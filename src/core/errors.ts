/**
 * The one language of errors. Adapters and flows throw a DestinationError and never write a sentence for people:
 * the pages turn `code` (or the narrower `reason`) into a text from `_locales` with its cure.
 * A secret never enters an error: no request header, no request body, no credential.
 */

/** A field the destination refused, the rule it broke and the rule's limit, when the server or the descriptor knows them. */
export interface FieldIssue {
  /** A part of the draft (`title`, `body`, `excerpt`, `tags`, `source`, `image`), or the name of the server's own field. */
  field: string;
  rule: 'required' | 'too_long' | 'too_short' | 'format' | 'unknown';
  limit?: number;
  /** What the server calls the field, where it has fields of its own: text that somebody there wrote. */
  label?: string;
}

/** Who can help, and how: the button beside the sentence. */
export type UserAction =
  | 'none'
  | 'retry'
  | 'connect_account'
  | 'sign_in_again'
  | 'grant_access'
  | 'edit'
  | 'unlock'
  | 'check_address'
  | 'check_connection'
  | 'free_space';

interface ErrorRule {
  /** The outbox tries again by itself (after Retry-After or its back-off). */
  retryable: boolean;
  action: UserAction;
}

/** Exhaustive: the compiler finds a code without a rule, a test finds a code without its text. */
export const ERROR_RULES = {
  credentials_rejected: { retryable: false, action: 'sign_in_again' },
  reauthorization_required: { retryable: false, action: 'sign_in_again' },
  insufficient_scope: { retryable: false, action: 'check_connection' },
  host_permission_missing: { retryable: false, action: 'grant_access' },
  not_found: { retryable: false, action: 'check_address' },
  draft_rejected: { retryable: false, action: 'edit' },
  too_large: { retryable: false, action: 'edit' },
  rate_limited: { retryable: true, action: 'none' },
  offline: { retryable: true, action: 'none' },
  timeout: { retryable: true, action: 'none' },
  server_error: { retryable: true, action: 'none' },
  unexpected_response: { retryable: true, action: 'retry' },
  redirected: { retryable: false, action: 'check_address' },
  vault_locked: { retryable: false, action: 'unlock' },
  conflict: { retryable: false, action: 'retry' },
  storage_full: { retryable: false, action: 'free_space' },
  not_this_system: { retryable: false, action: 'check_address' },
} as const satisfies Record<string, ErrorRule>;

export type ErrorCode = keyof typeof ERROR_RULES;

/** What crosses a message or rests in the outbox: plain JSON, safe to show. */
export interface ErrorView {
  code: ErrorCode;
  /** The system it came from (`ghost`), or `clipdraft` for our own. */
  destination: string;
  /** A narrower text key, e.g. `ghost_unknown_key`; the pages look for `error_<reason>` first, then `error_<code>`. */
  reason?: string;
  status?: number;
  /** Milliseconds the server asked us to wait (RFC 9110 §10.2.3). */
  retryAfter?: number;
  issues?: FieldIssue[];
}

export class DestinationError extends Error {
  readonly code: ErrorCode;
  readonly destination: string;
  readonly reason: string | undefined;
  readonly status: number | undefined;
  readonly retryAfter: number | undefined;
  readonly issues: FieldIssue[];

  constructor(view: ErrorView, cause?: unknown) {
    super(view.reason ?? view.code, cause === undefined ? undefined : { cause });
    this.name = 'DestinationError';
    this.code = view.code;
    this.destination = view.destination;
    this.reason = view.reason;
    this.status = view.status;
    this.retryAfter = view.retryAfter;
    this.issues = view.issues ?? [];
  }

  /** The JSON form: `cause` stays behind, it may hold what a server wrote. */
  toView(): ErrorView {
    return {
      code: this.code,
      destination: this.destination,
      ...(this.reason === undefined ? {} : { reason: this.reason }),
      ...(this.status === undefined ? {} : { status: this.status }),
      ...(this.retryAfter === undefined ? {} : { retryAfter: this.retryAfter }),
      ...(this.issues.length === 0 ? {} : { issues: this.issues }),
    };
  }
}

/** How errors of one system are made. */
export const errorsOf =
  (destination: string) =>
  (code: ErrorCode, reason?: string, issues: FieldIssue[] = []): DestinationError =>
    new DestinationError({
      ...{ code, destination },
      ...(reason === undefined ? {} : { reason }),
      ...(issues.length === 0 ? {} : { issues }),
    });

/** An error of our own, no system's. */
export const ownError = errorsOf('clipdraft');

/** Whatever was thrown, as an ErrorView; what is not ours is an `unexpected_response` of `clipdraft`. */
export function toErrorView(thrown: unknown): ErrorView {
  if (thrown instanceof DestinationError) return thrown.toView();
  return { code: 'unexpected_response', destination: 'clipdraft', reason: 'internal' };
}
