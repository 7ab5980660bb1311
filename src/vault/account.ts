import type { AuthMethod } from '../auth/credentials.ts';
import type { AccountIdentity, DestinationId, Settings } from '../destinations/destination.ts';

/** One configured identity at one site. No secrets: safe for the pages. */
export interface Account {
  v: 1;
  /** Random; never derived from a secret. */
  id: string;
  destination: DestinationId;
  siteUrl: string;
  apiUrl: string;
  authMethod: AuthMethod;
  /** Match patterns (scheme + host, no port) this account needs. */
  origins: string[];
  identity: AccountIdentity;
  settings: Settings;
  /** ISO 8601. */
  createdAt: string;
}
