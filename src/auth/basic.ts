/** HTTP Basic (RFC 7617) for passwords that a site made for one application. */
import type { Authorizer } from './authorizer.ts';

/** UTF-8, as RFC 7617 §2.1 asks for and WordPress reads it. */
export function createBasicAuthorizer({ username, password }: { username: string; password: string }): Authorizer {
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  const value = `Basic ${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`;
  return {
    async authorize(headers) {
      headers.set('authorization', value);
    },
    cureOf: () => null,
  };
}
