import type { OAuthDeps } from '../auth/oauth-deps.ts';
import { addressFault } from './address.ts';
import { codeForStatus } from './http-status.ts';
import { retryAfter } from './retry-after.ts';
import { clockOffset } from './server-clock.ts';

/** @param given `fetch` is the safe one; `allowHttp` the account's opt-in to http beyond this machine, at its own site */
export function oauthDeps({
  allowHttp,
  ...given
}: Pick<OAuthDeps, 'fetch' | 'clock' | 'destination'> & { allowHttp: boolean }): OAuthDeps {
  return {
    ...given,
    explain({ status, headers }) {
      const now = given.clock.now();
      const wait = retryAfter(headers, now + (clockOffset(headers, now) ?? 0));
      const view = { code: codeForStatus(status), destination: given.destination, status };
      return wait === undefined ? view : { ...view, retryAfter: wait };
    },
    addressFault: (address) => addressFault(address, allowHttp),
  };
}
