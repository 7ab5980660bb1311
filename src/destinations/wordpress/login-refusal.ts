/**
 * Reads why a sign-in was refused. WordPress and every plugin that guards its sign-in have codes of their own, which the
 * JWT plugin passes on as `[jwt_auth] <code>` with 403 (recorded); the other plugin of that name without the prefix, and
 * WordPress itself, for an application password, now and then with 401.
 */

const PREFIX = '[jwt_auth] ';

/** WordPress' own. Once a site has application passwords it says of a wrong password that these are switched off (recorded). */
const REASONS: readonly [RegExp, string][] = [
  [/^invalid_(username|email)$/, 'wordpress_unknown_user'],
  [/^(incorrect_password|authentication_failed|empty_(username|password))$/, 'wordpress_wrong_login'],
  // The Two Factor plugin's.
  [/^invalid_application_credentials$|2fa|two.?factor|otp|mfa/i, 'wordpress_two_factor'],
  [/captcha|turnstile/i, 'wordpress_captcha'],
  [/too_many|retries|attempts|locked|lockout/i, 'wordpress_locked_out'],
];

/** The reason, or undefined where the code is not about a sign-in. */
export function readLoginRefusal(code: string): string | undefined {
  if (!code.startsWith(PREFIX)) return reasonOf(code);
  const inner = code.slice(PREFIX.length);
  if (inner.startsWith('application_passwords_disabled')) return 'wordpress_wrong_login';
  return reasonOf(inner) ?? 'wordpress_login_blocked_by_plugin';
}

/** A `rest_…` code is about the REST API, not about a sign-in. */
function reasonOf(code: string): string | undefined {
  if (/^(rest|jwt_auth)_/.test(code)) return undefined;
  return REASONS.find(([pattern]) => pattern.test(code))?.[1];
}
