import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DestinationError } from '../core/errors.ts';
import { type AuthorizationAttempt, readAuthorizationResponse } from './authorization-response.ts';

const REDIRECT = 'https://abc.chromiumapp.org/oauth/0123456789abcdef';
const ISSUER = 'https://login.example';
const STATE = 'ab'.repeat(32);
const IN_QUERY: AuthorizationAttempt = {
  destination: 'ghost',
  redirectUrl: REDIRECT,
  state: STATE,
  settings: { issuer: ISSUER, clientId: 'clipdraft', responseMode: 'query' },
};
const IN_FRAGMENT: AuthorizationAttempt = { ...IN_QUERY, settings: { ...IN_QUERY.settings, responseMode: 'fragment' } };
const PROMISED: AuthorizationAttempt = { ...IN_QUERY, settings: { ...IN_QUERY.settings, issParameter: true } };

const GOOD = `code=SplxlOBeZQQYbYS6WxSbIA&state=${STATE}`;
const ISS = `iss=${encodeURIComponent(ISSUER)}`;

/** Undefined where the answer is believed. Whatever is refused carries nothing of the answer with it. */
const reasonOf = (address: string, attempt: AuthorizationAttempt): string | undefined => {
  try {
    readAuthorizationResponse(address, attempt);
  } catch (error) {
    if (!(error instanceof DestinationError)) throw error;
    expect(error).not.toHaveProperty('cause');
    expect(error.code).toBe('credentials_rejected');
    return error.reason;
  }
  return undefined;
};

describe('an answer with a code and our state', () => {
  test.each([
    ['in the query', `${REDIRECT}?${GOOD}`, IN_QUERY],
    ['in the fragment, where that was agreed upon', `${REDIRECT}#${GOOD}`, IN_FRAGMENT],
    ['with the issuer', `${REDIRECT}?${GOOD}&${ISS}`, IN_QUERY],
    ['with the issuer that was promised', `${REDIRECT}?${ISS}&${GOOD}`, PROMISED],
    ['with what nobody has heard of', `${REDIRECT}?${GOOD}&session_state=7`, IN_QUERY],
    ['beside a fragment that is no answer', `${REDIRECT}?${GOOD}#_=_`, IN_QUERY],
    ['beside an empty fragment', `${REDIRECT}?${GOOD}#`, IN_QUERY],
    ['beside a query that is no answer', `${REDIRECT}?lang=de#${GOOD}`, IN_FRAGMENT],
  ])('%s is given', (_, address, attempt) => {
    const answer = readAuthorizationResponse(address, attempt);
    expect(answer.get('code')).toBe('SplxlOBeZQQYbYS6WxSbIA');
  });
});

describe('refused is', () => {
  test.each<[string, string, AuthorizationAttempt, string]>([
    ['another host', `https://evil.example/oauth/0123456789abcdef?${GOOD}`, IN_QUERY, 'authorization_state'],
    ['another server’s path', `https://abc.chromiumapp.org/oauth/fedcba?${GOOD}`, IN_QUERY, 'authorization_state'],
    ['no address', GOOD, IN_QUERY, 'authorization_state'],
    ['another state', `${REDIRECT}?code=1&state=${'cd'.repeat(32)}`, IN_QUERY, 'authorization_state'],
    ['no state', `${REDIRECT}?code=1`, IN_QUERY, 'authorization_state'],
    ['two states', `${REDIRECT}?${GOOD}&state=${STATE}`, IN_QUERY, 'authorization_state'],
    ['nothing', REDIRECT, IN_QUERY, 'authorization_state'],
    ['an answer in the fragment, not the query', `${REDIRECT}#${GOOD}`, IN_QUERY, 'oauth_wrong_part'],
    ['an answer in the query, not the fragment', `${REDIRECT}?${GOOD}`, IN_FRAGMENT, 'oauth_wrong_part'],
    ['an answer in both', `${REDIRECT}?${GOOD}#${GOOD}`, IN_QUERY, 'oauth_wrong_part'],
    ['one of which the half is in each', `${REDIRECT}?state=${STATE}#code=1`, IN_QUERY, 'oauth_wrong_part'],
    ['a code that somebody appended', `${REDIRECT}?${GOOD}#code=theirs`, IN_QUERY, 'oauth_wrong_part'],
    ['a token that somebody appended', `${REDIRECT}?${GOOD}#access_token=t`, IN_QUERY, 'oauth_wrong_part'],
    ['a stranger’s answer in the other part', `${REDIRECT}#code=1&state=x`, IN_QUERY, 'authorization_state'],
    ['two codes', `${REDIRECT}?${GOOD}&code=2`, IN_QUERY, 'oauth_bad_answer'],
    ['the same code twice', `${REDIRECT}?${GOOD}&code=SplxlOBeZQQYbYS6WxSbIA`, IN_QUERY, 'oauth_bad_answer'],
    ['no code', `${REDIRECT}?state=${STATE}`, IN_QUERY, 'oauth_bad_answer'],
    ['an empty code', `${REDIRECT}?code=&state=${STATE}`, IN_QUERY, 'oauth_bad_answer'],
    [
      'a code of other characters than codes have',
      `${REDIRECT}?code=%0a1&state=${STATE}`,
      IN_QUERY,
      'oauth_bad_answer',
    ],
    ['an error with a code', `${REDIRECT}?${GOOD}&error=access_denied`, IN_QUERY, 'oauth_bad_answer'],
    ['an access token with the code', `${REDIRECT}#${GOOD}&access_token=t`, IN_FRAGMENT, 'oauth_bad_answer'],
    ['a token in place of the code', `${REDIRECT}#state=${STATE}&access_token=t`, IN_FRAGMENT, 'oauth_bad_answer'],
    ['an id token with the code', `${REDIRECT}#${GOOD}&id_token=t`, IN_FRAGMENT, 'oauth_bad_answer'],
    ['a signed answer', `${REDIRECT}?${GOOD}&response=e30.e30.x`, IN_QUERY, 'oauth_bad_answer'],
    ['the issuer twice', `${REDIRECT}?${GOOD}&${ISS}&${ISS}`, IN_QUERY, 'oauth_bad_answer'],
    ['another issuer', `${REDIRECT}?${GOOD}&iss=https%3A%2F%2Fevil.example`, IN_QUERY, 'oauth_issuer'],
    ['an issuer that is nearly ours (RFC 9207 §2.4)', `${REDIRECT}?${GOOD}&${ISS}%2F`, IN_QUERY, 'oauth_issuer'],
    ['an empty issuer', `${REDIRECT}?${GOOD}&iss=`, IN_QUERY, 'oauth_issuer'],
    ['no issuer where it was promised', `${REDIRECT}?${GOOD}`, PROMISED, 'oauth_issuer'],
    ['a no by another issuer', `${REDIRECT}?error=access_denied&state=${STATE}&iss=x`, IN_QUERY, 'oauth_issuer'],
    ['a no without our state', `${REDIRECT}?error=access_denied`, IN_QUERY, 'authorization_state'],
    ['a no in the wrong part', `${REDIRECT}?error=access_denied&state=${STATE}`, IN_FRAGMENT, 'oauth_wrong_part'],
  ])('%s', (_, address, attempt, reason) => {
    expect(reasonOf(address, attempt)).toBe(reason);
  });
});

describe('what the server refuses (RFC 6749 §4.1.2.1)', () => {
  test.each([
    ['access_denied', 'credentials_rejected', 'authorization_declined'],
    ['invalid_scope', 'credentials_rejected', 'oauth_scope_refused'],
    ['unauthorized_client', 'credentials_rejected', 'oauth_wrong_client'],
    ['invalid_client', 'credentials_rejected', 'oauth_wrong_client'],
    ['invalid_redirect_uri', 'credentials_rejected', 'oauth_redirect_unregistered'],
    ['invalid_request', 'credentials_rejected', 'oauth_refused'],
    ['unsupported_response_type', 'credentials_rejected', 'oauth_refused'],
    ['login_required', 'credentials_rejected', 'oauth_refused'],
    ['constructor', 'credentials_rejected', 'oauth_refused'],
    ['', 'credentials_rejected', 'oauth_refused'],
    ['server_error', 'server_error', 'oauth_server_error'],
    ['temporarily_unavailable', 'server_error', 'oauth_server_error'],
  ])('“%s” is %s, %s', (error, code, reason) => {
    for (const [attempt, sign] of [[IN_QUERY, '?'] as const, [IN_FRAGMENT, '#'] as const]) {
      const answer = new URLSearchParams({ error, state: STATE, error_description: 'Call 555-0100!' });
      expect(() => readAuthorizationResponse(`${REDIRECT}${sign}${answer}`, attempt)).toThrow(
        expect.objectContaining({ code, reason, destination: 'ghost' }),
      );
    }
  });

  test('nothing of what it wrote is kept', () => {
    const answer = new URLSearchParams({ error: 'odd_error', state: STATE, error_description: 'Call 555-0100!' });
    expect(reasonOf(`${REDIRECT}?${answer}`, IN_QUERY)).toBe('oauth_refused');
  });
});

describe('of a good answer', () => {
  const parameters = { code: 'SplxlOBeZQQYbYS6WxSbIA', state: STATE, iss: ISSUER };
  const name = fc.constantFrom<keyof typeof parameters>('code', 'state', 'iss');
  const part = fc.constantFrom('query', 'fragment');
  const attemptIn = (responseMode: 'query' | 'fragment') => ({
    ...PROMISED,
    settings: { ...PROMISED.settings, responseMode },
  });
  const addressOf = (mode: 'query' | 'fragment', answer: URLSearchParams, other: URLSearchParams) => {
    const [query, fragment] = mode === 'query' ? [answer, other] : [other, answer];
    return `${REDIRECT}?${query}#${fragment}`;
  };

  test('each parameter is needed, once, in its part, and state and issuer as they are', () => {
    const change = fc.oneof(
      name.map((lost) => ({ kind: 'without', lost }) as const),
      fc.tuple(name, fc.string()).map(([twice, value]) => ({ kind: 'twice', twice, value }) as const),
      name.map((moved) => ({ kind: 'moved', moved }) as const),
      fc.tuple(name, fc.string()).map(([copied, value]) => ({ kind: 'copied', copied, value }) as const),
      fc
        .tuple(fc.constantFrom('state', 'iss'), fc.string())
        .map(([other, value]) => ({ kind: 'other', other, value }) as const),
      fc
        .tuple(fc.constantFrom('error', 'access_token', 'id_token', 'token', 'refresh_token', 'response'), fc.string())
        .map(([added, value]) => ({ kind: 'added', added, value }) as const),
    );
    fc.assert(
      fc.property(part, change, (mode, what) => {
        const answer = new URLSearchParams(parameters);
        const other = new URLSearchParams();
        expect(reasonOf(addressOf(mode, answer, other), attemptIn(mode))).toBeUndefined();
        switch (what.kind) {
          case 'without':
            answer.delete(what.lost);
            break;
          case 'twice':
            answer.append(what.twice, what.value);
            break;
          case 'moved':
            answer.delete(what.moved);
            other.set(what.moved, parameters[what.moved]);
            break;
          case 'copied':
            other.set(what.copied, what.value);
            break;
          case 'other':
            fc.pre(new URLSearchParams(parameters).get(what.other) !== what.value);
            answer.set(what.other, what.value);
            break;
          case 'added':
            answer.append(what.added, what.value);
        }
        expect(reasonOf(addressOf(mode, answer, other), attemptIn(mode))).toMatch(
          /^(authorization_state|oauth_wrong_part|oauth_issuer|oauth_bad_answer)$/,
        );
      }),
    );
  });

  test('no single character of state and issuer may be another', () => {
    fc.assert(
      fc.property(part, fc.constantFrom('state', 'iss'), fc.nat(), fc.string({ maxLength: 2 }), (mode, of, at, put) => {
        const good = new URLSearchParams(parameters);
        const value = good.get(of) ?? '';
        const changed = value.slice(0, at % value.length) + put + value.slice((at % value.length) + 1);
        fc.pre(changed !== value);
        good.set(of, changed);
        expect(reasonOf(addressOf(mode, good, new URLSearchParams()), attemptIn(mode))).toBe(
          of === 'state' ? 'authorization_state' : 'oauth_issuer',
        );
      }),
    );
  });
});

test('no address passes that lacks our state, whatever else it holds', () => {
  const attempts = fc.constantFrom(IN_QUERY, IN_FRAGMENT, PROMISED);
  fc.assert(
    fc.property(fc.string(), fc.string(), attempts, (query, fragment, attempt) => {
      expect(reasonOf(`${REDIRECT}?${query}#${fragment}`, attempt)).toBe('authorization_state');
    }),
  );
});
