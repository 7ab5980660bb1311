/** The two ways to sign in: an application password as it is, or user name and password for a JSON Web Token. */
import { number, object, parse, pipe, string, transform, union } from 'valibot';
import { createBasicAuthorizer } from '../../auth/basic.ts';
import { createBearerAuthorizer } from '../../auth/bearer.ts';
import type { Credentials, JwtLoginCredentials } from '../../auth/credentials.ts';
import { createTokenSource, type TokenSet } from '../../auth/token-source.ts';
import { DestinationError } from '../../core/errors.ts';
import type { AuthDeps, Authorizer } from '../destination.ts';
import { isStaleToken, wordPressError } from './errors.ts';
import { restUrl } from './rest-url.ts';
import type { WordPressSettings } from './settings.ts';

/** @throws DestinationError credentials_rejected where the credentials are not of this system */
export async function createWordPressAuthorizer(
  credentials: Credentials,
  settings: WordPressSettings,
  deps: AuthDeps,
): Promise<Authorizer> {
  if (credentials.method === 'application_password') return createBasicAuthorizer(credentials);
  if (credentials.method !== 'jwt_login') throw wordPressError('credentials_rejected');
  const renew = () => signIn(credentials, settings, deps);
  const { subject, tokens: store, locks } = deps;
  return createBearerAuthorizer(createTokenSource({ subject, store, locks, renew }), isStaleToken);
}

const Token = object({ token: string() });
/** As JWT Authentication for WP REST API answers, or the other plugin of its namespace (JWT Auth by useful-team). */
const Answer = union([
  Token,
  pipe(
    object({ data: Token }),
    transform(({ data }) => data),
  ),
]);

/**
 * Gets a token with user name and password. There is no other way to renew one: the plugin has no refresh tokens, and
 * the other plugin's live in a cookie.
 * @throws DestinationError reauthorization_required where no password is kept; credentials_rejected with what was wrong
 */
async function signIn(
  { username, password }: JwtLoginCredentials,
  { jwtNamespace }: WordPressSettings,
  { apiUrl, http }: AuthDeps,
): Promise<TokenSet> {
  if (password === undefined) throw wordPressError('reauthorization_required', 'wordpress_sign_in_again');
  try {
    const { body } = await http.request({
      method: 'POST',
      url: restUrl(apiUrl, `${jwtNamespace}/token`),
      json: { username, password },
      expect: [200],
      schema: Answer,
    });
    return { v: 1, accessToken: body.token, expiresAt: endOf(body.token) };
  } catch (error) {
    if (error instanceof DestinationError && error.status === 404) {
      const reason = 'wordpress_jwt_plugin_missing';
      throw new DestinationError({ ...error.toView(), code: 'credentials_rejected', reason });
    }
    throw error;
  }
}

const Claims = object({ exp: number() });

/** When a token ends, in ms by the server's clock (RFC 7519 §4.1.4); null where it does not say so itself. */
function endOf(token: string): number | null {
  try {
    const payload = (token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/');
    return parse(Claims, JSON.parse(atob(payload))).exp * 1000;
  } catch {
    return null;
  }
}
