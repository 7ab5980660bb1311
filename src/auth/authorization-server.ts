/**
 * What an authorization server says of itself at its well-known address (RFC 8414; OpenID Connect Discovery 1.0 §4).
 */
import { array, fallback, type InferOutput, object, optional, safeParse, string, unknown } from 'valibot';
import { DestinationError } from '../core/errors.ts';
import type { AuthorizationSettings } from './authorization-settings.ts';
import type { OAuthDeps } from './oauth-deps.ts';
import { badAnswer, failureOf, ofServer } from './oauth-errors.ts';

/** What an authorization server says of itself, as far as a sign-in needs it. */
export interface AuthorizationServerMetadata {
  issuer: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  revocationEndpoint?: string;
  issParameter?: true;
  /** `scopes_supported`; empty where it does not say. */
  scopes: string[];
  /** Those of `token_endpoint_auth_methods_supported` that we speak, the server's first one first. */
  clientAuthentication: AuthorizationSettings['clientAuthentication'][];
}

/** RFC 8414 §2. What a sign-in can do without is left out where it is damaged. */
const Metadata = object({
  issuer: string(),
  authorization_endpoint: optional(unknown()),
  token_endpoint: optional(unknown()),
  revocation_endpoint: optional(unknown()),
  authorization_response_iss_parameter_supported: optional(unknown()),
  scopes_supported: fallback(array(string()), []),
  token_endpoint_auth_methods_supported: fallback(array(unknown()), ['client_secret_basic']),
});
type Metadata = InferOutput<typeof Metadata>;

/** RFC 8414 §3, §5. */
const WELL_KNOWN = /\/\.well-known\/(?:oauth-authorization-server|openid-configuration)(?=\/|$)/;

/** The characters of one scope (RFC 6749 §3.3). */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/**
 * @param address the issuer identifier, with or without a slash at its end, or one of its well-known addresses
 * @returns null where nothing there describes an authorization server
 * @throws DestinationError unexpected_response: `oauth_issuer_mismatch` where another server is described (RFC 8414
 *   §3.3), `oauth_bad_answer` where an endpoint is missing; not_this_system with the fault of an address;
 *   and what the fetch throws
 */
export async function findAuthorizationServer(
  address: string,
  deps: Omit<OAuthDeps, 'clock'>,
): Promise<AuthorizationServerMetadata | null> {
  checkAddress(address, deps);
  const { issuer, wellKnown } = placesOf(new URL(address));
  let fault: unknown = null;
  for (const place of wellKnown) {
    try {
      const found = await read(place, issuer, deps);
      if (found !== null) return found;
    } catch (thrown) {
      // Whatever stands at one of them may stand in the way of what another would say; below HTTP all are alike.
      if (!(thrown instanceof DestinationError) || thrown.reason === 'oauth_unreachable') throw thrown;
      fault ??= thrown;
    }
  }
  if (fault !== null) throw fault;
  return null;
}

/** The issuer without a closing slash, and where it may describe itself. Both ways to build such an address are in use. */
function placesOf({ origin, pathname }: URL): { issuer: string; wellKnown: string[] } {
  const path = pathname.replace(WELL_KNOWN, '').replace(/\/+$/, '');
  const pasted = WELL_KNOWN.test(pathname) ? [origin + pathname] : [];
  const built = [
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${origin}${path}/.well-known/openid-configuration`,
  ];
  return { issuer: origin + path, wellKnown: [...new Set([...pasted, ...built])] };
}

async function read(
  place: string,
  issuer: string,
  deps: Omit<OAuthDeps, 'clock'>,
): Promise<AuthorizationServerMetadata | null> {
  const answer = await deps
    .safeFetch(place, { method: 'GET', headers: { accept: 'application/json' } })
    .catch((thrown) => {
      throw ofServer(thrown);
    });
  if (answer.status === 429 || answer.status >= 500) throw failureOf(answer, deps);
  const parsed = safeParse(Metadata, await answer.json().catch(() => undefined));
  if (answer.status !== 200 || !parsed.success) return null;
  const named = parsed.output.issuer;
  if (!URL.canParse(named) || new URL(named).href.replace(/\/$/, '') !== issuer) {
    throw new DestinationError({
      code: 'unexpected_response',
      destination: deps.destination,
      reason: 'oauth_issuer_mismatch',
    });
  }
  return metadataOf(parsed.output, deps);
}

function metadataOf(metadata: Metadata, deps: Omit<OAuthDeps, 'clock'>): AuthorizationServerMetadata {
  const endpoint = (value: unknown): string => {
    if (typeof value !== 'string') throw badAnswer(deps.destination, 200);
    checkAddress(value, deps);
    if (new URL(value).hash !== '') throw badAnswer(deps.destination, 200);
    return value;
  };
  const { revocation_endpoint: revocation, token_endpoint_auth_methods_supported: methods } = metadata;
  return {
    issuer: metadata.issuer,
    authorizationEndpoint: endpoint(metadata.authorization_endpoint),
    tokenEndpoint: endpoint(metadata.token_endpoint),
    ...(revocation == null ? {} : { revocationEndpoint: endpoint(revocation) }),
    ...(metadata.authorization_response_iss_parameter_supported === true ? { issParameter: true } : {}),
    scopes: metadata.scopes_supported.filter((scope) => SCOPE.test(scope)),
    clientAuthentication: methods.filter(
      (method) => method === 'client_secret_post' || method === 'client_secret_basic',
    ),
  };
}

function checkAddress(address: string, { destination, addressFault }: Omit<OAuthDeps, 'clock'>): void {
  const reason = addressFault(address);
  if (reason !== undefined) throw new DestinationError({ code: 'not_this_system', destination, reason });
}
