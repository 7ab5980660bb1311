import type { OAuthDeps } from '../auth/oauth-deps.ts';
import type { Clock } from '../core/ports.ts';
import { addressFault } from './address.ts';
import { codeForStatus } from './http-status.ts';
import { withRetryAfter } from './retry-after.ts';
import { createSafeFetch, isMeant, type SafeFetchDeps } from './safe-fetch.ts';
import { clockOffset } from './server-clock.ts';

export interface OAuthAccess extends SafeFetchDeps {
  clock: Clock;
  /** Milliseconds for each request, default 30 000. */
  timeoutMs?: number;
}

/** What requests to an authorization server need, over the fetch port. */
export function oauthDeps({ clock, timeoutMs, ...access }: OAuthAccess): OAuthDeps {
  const { destination, allowHttp, site } = access;
  const ask = createSafeFetch(access);
  return {
    clock,
    destination,
    safeFetch: (url, init) => ask(url, timeoutMs === undefined ? init : { ...init, timeoutMs }),
    explain({ status, headers }) {
      const now = clock.now();
      const view = { code: codeForStatus(status), destination, status };
      return withRetryAfter(view, headers, now + (clockOffset(headers, now) ?? 0));
    },
    addressFault: (address) => addressFault(address, allowHttp === true && isMeant(address, site)),
  };
}
