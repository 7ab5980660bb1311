import type { DestinationId, Settings } from '../destinations/destination.ts';
import type { Account, ConnectRequest } from '../messages/contract.ts';
import type { Found } from './found.ts';

/** What every way of signing in asks for: all but the credentials themselves. */
export type Terms = Omit<ConnectRequest, 'credentials' | 'staySignedIn'>;

/** `choices`: what the person chose over what was found. */
export function termsOf(destination: DestinationId, account: Account | null, found: Found, choices: Settings): Terms {
  const { discovery, allowHttp, extraHeaders } = found;
  return {
    ...(account === null ? {} : { accountId: account.id }),
    destination,
    discovery,
    settings: { ...discovery.settings, ...choices, ...(allowHttp ? { allowHttp: true } : {}) },
    ...(extraHeaders === undefined ? {} : { extraHeaders }),
  };
}
