/** What GitHub tells of a token beside each answer. */

/** ISO 8601 of `2026-12-01 10:00:00 UTC` or `… +0100`; null where the token has no end, or tells none. */
export function tokenEnd(headers: Headers): string | null {
  const told = headers.get('github-authentication-token-expiration') ?? '';
  const [, day, time, zone] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) (UTC|[+-]\d{4})$/.exec(told.trim()) ?? [];
  const at = Date.parse(`${day}T${time}${zone === 'UTC' ? 'Z' : zone?.replace(/..$/, ':$&')}`);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** Of a classic token; null where permissions count in place of scopes. */
export const scopesOf = (headers: Headers): string[] | null => headers.get('x-oauth-scopes')?.split(/,\s*/) ?? null;
