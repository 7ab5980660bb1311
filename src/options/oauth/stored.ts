import { isSameSite } from '../../destinations/address.ts';
import type { Account, AuthorizationSettings } from '../../messages/contract.ts';
import type { Found } from '../found.ts';

/** The account's own sign-in through an authorization server, where it is for this very site; else null. */
export function storedSettings(account: Account | null, { discovery }: Found): AuthorizationSettings | null {
  if (account?.authMethod !== 'authorization_code') return null;
  const isHere = isSameSite(new URL(account.apiUrl), new URL(discovery.apiUrl));
  return isHere ? (account.authorization ?? null) : null;
}
