import { originPattern } from '../destinations/address.ts';
import type { Account } from '../messages/contract.ts';
import { hostOf } from './host.ts';

export interface MissingAccess {
  /** To be named, with their ports: the site's own, and the one where its sign-in is renewed. */
  hosts: string[];
  /** The site itself is within reach. */
  signInOnly: boolean;
}

/** @param missing those of the account's match patterns that are not granted, at least one */
export function missingAccess({ apiUrl, authorization }: Account, missing: readonly string[]): MissingAccess {
  const isMissing = (address: string) => missing.includes(originPattern(new URL(address)));
  const tokens = authorization !== undefined && isMissing(authorization.tokenEndpoint);
  const hosts = [
    // Its twin with or without www. is the same site to people.
    ...(isMissing(apiUrl) || !tokens ? [hostOf(apiUrl)] : []),
    ...(tokens ? [hostOf(authorization.tokenEndpoint)] : []),
  ];
  return { hosts: [...new Set(hosts)], signInOnly: tokens && !isMissing(apiUrl) };
}
