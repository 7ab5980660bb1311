/**
 * The authorization-code grant (RFC 6749 §4.1) from the settings to the connected account. The code's verifier (RFC 7636)
 * is in memory only, so that whatever outlives this background can't be exchanged by anybody.
 */
import { safeParse } from 'valibot';
import { authorizationUrl, newPkce } from '../auth/authorization-request.ts';
import { readAuthorizationResponse } from '../auth/authorization-response.ts';
import { AuthorizationSettings, isSecretFor, redirectPath } from '../auth/authorization-settings.ts';
import type { AuthorizationCodeCredentials } from '../auth/credentials.ts';
import { createOAuthClient } from '../auth/oauth-client.ts';
import type { OAuthDeps } from '../auth/oauth-deps.ts';
import { refused } from '../auth/oauth-errors.ts';
import { DestinationError } from '../core/errors.ts';
import type { DestinationId } from '../destinations/destination.ts';
import { type OAuthAccess, oauthDeps } from '../destinations/oauth-deps.ts';
import type { ConnectResult } from '../messages/contract.ts';
import type { AuthorizeDeps, RequestOf } from './authorize.ts';
import { withTokenEndpoint } from './connect-requests.ts';
import { oauthAccess } from './oauth-client.ts';
import { ownHeaders } from './own-headers.ts';
import { refuseMissing } from './refuse-missing.ts';
import { requireAccess } from './require-access.ts';
import { explainWindow } from './window-reason.ts';

/** What RFC 6749 §4.1.2 gives a code at most. */
const LIFE_MS = 10 * 60_000;

/** For the look at why a window came to nothing, with the person waiting. */
const LOOK_MS = 5000;

type CodeRequest = RequestOf<'authorization_code'>;

export async function authorizeCode(request: CodeRequest, deps: AuthorizeDeps): Promise<ConnectResult> {
  const { destination, discovery, authorization: settings } = request;
  const access = await accessFor(request, deps);
  const oauth = oauthDeps(access);
  // Whatever would stop the set-up afterwards is said before a window opens.
  refuseSettings(settings, oauth, destination);
  await requireAccess(destination, withTokenEndpoint(discovery.origins, settings), deps.mayReach);
  const clientSecret = await secretFor(request, deps);
  const client = createOAuthClient({ ...oauth, settings, clientSecret });
  const { codeVerifier, codeChallenge } = await newPkce();
  let address = '';
  try {
    return await deps.authorizations.run({
      ...{ request, path: await redirectPath(settings.issuer), lifeMs: LIFE_MS },
      url(attempt) {
        address = authorizationUrl(settings, { ...attempt, codeChallenge });
        return address;
      },
      async read(answer, { state, redirectUrl }) {
        const response = readAuthorizationResponse(answer, { destination, redirectUrl, state, settings });
        // It may have been removed while its window was open.
        await refuseMissing(request.accountId, deps);
        const tokens = await client.exchange(response, redirectUrl, codeVerifier);
        const credentials: AuthorizationCodeCredentials = {
          method: 'authorization_code',
          ...(clientSecret === undefined ? {} : { clientSecret }),
          ...(tokens.refreshToken === undefined ? {} : { refreshToken: tokens.refreshToken }),
        };
        return deps.connect({ ...request, credentials }, { madeForUs: true, tokens });
      },
    });
  } catch (error) {
    const brief = oauthDeps({ ...access, timeoutMs: LOOK_MS });
    throw await explainWindow(error, address, { oauth: brief, mayReach: deps.mayReach });
  }
}

/** How this authorization server may be asked: a proxy's headers, and http, are for the site alone. */
async function accessFor(request: CodeRequest, { vault, fetch, clock }: AuthorizeDeps): Promise<OAuthAccess> {
  const { destination, discovery, settings, accountId } = request;
  const { apiUrl } = discovery;
  const extraHeaders = request.extraHeaders ?? (await ownHeaders(vault, accountId, new URL(apiUrl)));
  return oauthAccess({ destination, apiUrl, allowHttp: settings.allowHttp === true, extraHeaders }, { fetch, clock });
}

/**
 * @throws DestinationError not_this_system with the fault of an address; credentials_rejected where a client or a scope
 *   can't be one
 */
function refuseSettings(settings: AuthorizationSettings, oauth: OAuthDeps, destination: DestinationId): void {
  const { issuer, authorizationEndpoint, tokenEndpoint, revocationEndpoint } = settings;
  const endpoints = [
    authorizationEndpoint,
    tokenEndpoint,
    ...(revocationEndpoint === undefined ? [] : [revocationEndpoint]),
  ];
  for (const address of [issuer, ...endpoints]) {
    // No endpoint has a fragment (RFC 6749 §3.1, §3.2).
    const reason = oauth.addressFault(address) ?? (new URL(address).hash === '' ? undefined : 'address_invalid');
    if (reason !== undefined) throw new DestinationError({ code: 'not_this_system', destination, reason });
  }
  const [fault] = safeParse(AuthorizationSettings, settings).issues ?? [];
  if (fault === undefined) return;
  throw refused(destination, fault.path?.[0].key === 'scope' ? 'oauth_scope_refused' : 'oauth_wrong_client');
}

/** The typed one; else the account's own, which goes to no other server and for no other client. */
async function secretFor(request: CodeRequest, { vault }: AuthorizeDeps): Promise<string | undefined> {
  const { accountId, authorization } = request;
  if (request.clientSecret !== undefined) return request.clientSecret === '' ? undefined : request.clientSecret;
  const known = (accountId === undefined ? null : await vault.getAccount(accountId))?.authorization;
  if (accountId === undefined || known === undefined || !isSecretFor(authorization, known)) return undefined;
  const credentials = await vault.getCredentials(accountId).catch(() => null);
  return credentials?.method === 'authorization_code' ? credentials.clientSecret : undefined;
}
