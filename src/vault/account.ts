import * as v from 'valibot';
import { AuthorizationSettings } from '../auth/authorization-settings.ts';
import type { AuthMethod } from '../auth/credentials.ts';
import type { AccountIdentity, DestinationId, Settings } from '../destinations/destination.ts';
import { isAuthMethod } from './credentials.ts';

/** One configured identity at one site. No secrets: safe for the pages. */
export interface Account {
  v: 1;
  /** Random; never derived from a secret. */
  id: string;
  destination: DestinationId;
  siteUrl: string;
  apiUrl: string;
  authMethod: AuthMethod;
  /** Of authMethod `authorization_code`, and of no other. */
  authorization?: AuthorizationSettings;
  /** Match patterns (scheme + host, no port) this account needs. */
  origins: string[];
  identity: AccountIdentity;
  settings: Settings;
  /** ISO 8601: when what it signs in with ends, where the site says so; nothing renews that. */
  credentialsEndAt?: string;
  /** ISO 8601. */
  createdAt: string;
}

/** Exhaustive, by the compiler. */
const DESTINATION_IDS: Record<DestinationId, true> = { ghost: true, wordpress: true, contentjet: true, github: true };
export const isDestinationId = (value: unknown): value is DestinationId =>
  typeof value === 'string' && Object.hasOwn(DESTINATION_IDS, value);

const address = v.pipe(
  v.string(),
  v.check((text) => URL.canParse(text)),
);

const schema = v.object({
  v: v.literal(1),
  id: v.pipe(v.string(), v.regex(/^[^:]+$/)),
  destination: v.custom<DestinationId>(isDestinationId),
  siteUrl: address,
  apiUrl: address,
  authMethod: v.custom<AuthMethod>(isAuthMethod),
  authorization: v.exactOptional(AuthorizationSettings),
  origins: v.array(v.string()),
  identity: v.object({
    siteTitle: v.string(),
    userName: v.nullable(v.string()),
    role: v.nullable(v.string()),
  }),
  settings: v.record(v.string(), v.unknown()),
  credentialsEndAt: v.exactOptional(
    v.pipe(
      v.string(),
      v.check((text) => !Number.isNaN(Date.parse(text))),
    ),
  ),
  createdAt: v.pipe(
    v.string(),
    v.check((text) => !Number.isNaN(Date.parse(text))),
  ),
});

/** What was stored, or null where it is no account this version knows. */
export function parseAccount(stored: unknown): Account | null {
  const parsed = v.safeParse(schema, stored);
  return parsed.success ? parsed.output : null;
}
