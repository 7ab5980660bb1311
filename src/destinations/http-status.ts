import type { ErrorCode } from '../core/errors.ts';

const BY_STATUS: Record<number, ErrorCode> = {
  401: 'credentials_rejected',
  403: 'insufficient_scope',
  404: 'not_found',
  408: 'timeout',
  409: 'conflict',
  410: 'not_found',
  413: 'too_large',
  422: 'draft_rejected',
  429: 'rate_limited',
};

/** What a status means where the adapter knows nothing better (RFC 9110 §15, RFC 6585 for 429). */
export function codeForStatus(status: number): ErrorCode {
  return BY_STATUS[status] ?? (status >= 500 && status <= 599 ? 'server_error' : 'unexpected_response');
}
