/** Cross-origin headers of the default configuration. Recorded from contentjet-api 0.17.1. */

/** @returns the answer to a preflight; null where the request is none */
export function preflight(method: string, headers: Record<string, string>): Record<string, string> | null {
  if (method !== 'OPTIONS' || headers.origin === undefined) return null;
  if (headers['access-control-request-method'] === undefined) return null;
  const asked = headers['access-control-request-headers'];
  return {
    vary: 'Origin',
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET,HEAD,PUT,POST,DELETE,PATCH',
    ...(asked === undefined ? {} : { 'access-control-allow-headers': asked }),
  };
}

/** On every other answer, refusals too. */
export function corsHeaders(method: string, headers: Record<string, string>): Record<string, string> {
  const isRead = headers.origin !== undefined && method !== 'OPTIONS';
  return { vary: 'Origin', ...(isRead ? { 'access-control-allow-origin': '*' } : {}) };
}
