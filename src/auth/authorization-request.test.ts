import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { authorizationUrl, newPkce } from './authorization-request.ts';

const SETTINGS = {
  authorizationEndpoint: 'https://login.example/authorize',
  clientId: 'clipdraft',
  scope: 'drafts images',
  responseMode: 'query',
} as const;
const ATTEMPT = {
  state: 'c0ffee',
  redirectUrl: 'https://abc.chromiumapp.org/oauth/0123',
  codeChallenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
};
const OURS = {
  response_type: 'code',
  client_id: 'clipdraft',
  redirect_uri: ATTEMPT.redirectUrl,
  state: 'c0ffee',
  code_challenge: ATTEMPT.codeChallenge,
  code_challenge_method: 'S256',
  scope: 'drafts images',
};

const asked = (settings: Partial<Parameters<typeof authorizationUrl>[0]> = {}) =>
  new URL(authorizationUrl({ ...SETTINGS, ...settings }, ATTEMPT));

describe('the authorization request', () => {
  test('asks for a code, as our client, back to our address, with state and challenge (RFC 6749 §4.1.1, RFC 7636 §4.3)', () => {
    const url = asked();
    expect(url.origin + url.pathname).toBe(SETTINGS.authorizationEndpoint);
    expect([...url.searchParams]).toEqual(Object.entries(OURS));
  });

  test('names no scope where the server is to choose', () => {
    expect(asked({ scope: '' }).searchParams.has('scope')).toBe(false);
  });

  test('names the part of the address only where it is not the one that servers take by themselves', () => {
    expect(asked({ responseMode: 'fragment' }).searchParams.get('response_mode')).toBe('fragment');
    expect(asked().searchParams.has('response_mode')).toBe(false);
  });

  test.each([
    ['openid offline_access', 'consent'],
    ['offline_access drafts openid', 'consent'],
    ['openid', null],
    ['offline_access', null],
    ['openid_x offline_access', null],
  ])('with the scope "%s" asks for the prompt %s (OpenID Connect Core §11)', (scope, prompt) => {
    expect(asked({ scope }).searchParams.get('prompt')).toBe(prompt);
  });

  test('keeps the endpoint’s own query (RFC 6749 §3.1), and no fragment', () => {
    const url = asked({ authorizationEndpoint: 'https://login.example/?page=authorize&lang=de&prompt=login#top' });
    expect(url.hash).toBe('');
    expect(Object.fromEntries(url.searchParams)).toEqual({ page: 'authorize', lang: 'de', prompt: 'login', ...OURS });
  });

  test('is ours wherever the endpoint’s own query has parameters of the same name', () => {
    const own = fc.array(
      fc.tuple(fc.constantFrom(...Object.keys(OURS), 'response_mode', 'lang', 'tenant', ''), fc.string()),
    );
    fc.assert(
      fc.property(
        own,
        fc.constantFrom('query', 'fragment'),
        fc.constantFrom('', 'a', 'a b'),
        (query, responseMode, scope) => {
          const endpoint = new URL(SETTINGS.authorizationEndpoint);
          for (const [name, value] of query) endpoint.searchParams.append(name, value);
          const { searchParams } = asked({ authorizationEndpoint: endpoint.href, responseMode, scope });
          const expected = {
            ...OURS,
            scope: scope === '' ? undefined : scope,
            response_mode: responseMode === 'fragment' ? 'fragment' : undefined,
          };
          for (const [name, value] of Object.entries(expected)) {
            expect(searchParams.getAll(name)).toEqual(value === undefined ? [] : [value]);
          }
          for (const name of ['lang', 'tenant', '']) {
            expect(searchParams.getAll(name)).toEqual(endpoint.searchParams.getAll(name));
          }
        },
      ),
    );
  });
});

describe('PKCE', () => {
  test('the challenge is the SHA-256 of a verifier of 256 bits that is never the same (RFC 7636 §4.1, §4.2)', async () => {
    const pairs = await Promise.all(Array.from({ length: 20 }, newPkce));
    expect(new Set(pairs.map(({ codeVerifier }) => codeVerifier)).size).toBe(20);
    for (const { codeVerifier, codeChallenge } of pairs) {
      expect(codeVerifier).toMatch(/^[\w-]{43}$/);
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(codeVerifier));
      expect(codeChallenge).toBe(Buffer.from(digest).toString('base64url'));
    }
  });
});
