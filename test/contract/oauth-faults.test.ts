/** What a token endpoint may do instead of answering, seen by the real client: an error that says so, and nothing is kept. */
import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTokenSource } from '../../src/auth/token-source.ts';
import { DestinationError, type ErrorView } from '../../src/core/errors.ts';
import {
  AS_SECRETS,
  type AuthorizationServerFaults,
  startAuthorizationServerFaults,
  tokenAnswer,
} from '../servers/authorization-server-faults.ts';
import { type Fault, htmlPage, jsonAnswer } from '../servers/faults.ts';
import { lockSpace } from '../support/locks.ts';
import { memoryStore } from '../support/memory.ts';
import { clientOf, exchange, type OAuthRequest } from '../support/oauth-requests.ts';
import { secretBytes } from '../support/secret-bytes.ts';

const CODE_VERIFIER = 'secret-verifier-0123456789-0123456789-0123456789';
const SECRETS = [...Object.values(AS_SECRETS), CODE_VERIFIER];

let server: AuthorizationServerFaults;
beforeAll(async () => {
  server = await startAuthorizationServerFaults();
});
beforeEach(() => server.reset());
afterAll(() => server?.stop());

const asked = (more: Partial<OAuthRequest> = {}): OAuthRequest => ({
  ...{ settings: server.settings(), ...AS_SECRETS, codeVerifier: CODE_VERIFIER },
  ...more,
});

/** Refreshes as an account does; what the session's store holds afterwards. */
async function refresh(more: Partial<OAuthRequest> = {}): Promise<{ error: unknown; kept: string }> {
  const kept = new Map<string, string>();
  const source = createTokenSource({
    ...{ subject: 'account-1', store: memoryStore(kept), locks: lockSpace().context() },
    renew: () => clientOf(asked(more)).refresh(AS_SECRETS.refreshToken),
  });
  const error = await source.getAccessToken(Date.UTC(2026, 10, 21), null).then(notAnError, (thrown) => thrown);
  return { error, kept: JSON.stringify([...kept.values()]) };
}

const notAnError = (): undefined => undefined;

/** The error, which holds no secret: neither itself nor what caused it. */
function viewOf(error: unknown): ErrorView {
  if (!(error instanceof DestinationError)) throw new Error(`expected a DestinationError, got ${String(error)}`);
  const whole = inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true });
  expect(secretBytes(`${whole} ${JSON.stringify(error)} ${JSON.stringify(error.toView())}`, SECRETS)).toBe(0);
  return error.toView();
}

/** Servers do say such things in a description. */
const ECHO = `client_secret=${AS_SECRETS.clientSecret} code=${AS_SECRETS.code} token=${AS_SECRETS.refreshToken} ${CODE_VERIFIER}`;

const refusal = (status: number, error: unknown, headers: Record<string, string> = {}): Fault =>
  jsonAnswer(status, { error, error_description: ECHO, error_uri: `https://as.example/?${ECHO}` }, headers);

const text = (body: string, status = 200): Fault => ({
  kind: 'answer',
  status,
  headers: { 'content-type': 'application/json' },
  body,
});

const BAD = { code: 'unexpected_response', reason: 'oauth_bad_answer' } as const;
const DOWN = { code: 'server_error', reason: 'oauth_server_error' } as const;
const refused = (reason: string) => ({ code: 'credentials_rejected', reason }) as const;

type Said = Pick<ErrorView, 'code' | 'reason' | 'status' | 'retryAfter'>;

const REFUSALS: [string, Fault, Said][] = [
  ['invalid_client', refusal(400, 'invalid_client'), { ...refused('oauth_wrong_client'), status: 400 }],
  ['invalid_client with 401', refusal(401, 'invalid_client'), { ...refused('oauth_wrong_client'), status: 401 }],
  [
    'a challenge without a body',
    { kind: 'answer', status: 401, headers: { 'www-authenticate': 'Basic realm="as"' }, body: '' },
    { ...refused('oauth_wrong_client'), status: 401 },
  ],
  ['unauthorized_client', refusal(400, 'unauthorized_client'), { ...refused('oauth_wrong_client'), status: 400 }],
  ['invalid_scope', refusal(400, 'invalid_scope'), { ...refused('oauth_scope_refused'), status: 400 }],
  ['unsupported_grant_type', refusal(400, 'unsupported_grant_type'), { ...refused('oauth_refused'), status: 400 }],
  ['an error of its own', refusal(403, ECHO), { ...refused('oauth_refused'), status: 403 }],
  ['an error said with 200', refusal(200, 'bad_verification_code'), { ...refused('oauth_refused'), status: 200 }],
];

const BAD_ANSWERS: [string, Fault, number][] = [
  ['a page', htmlPage(200), 200],
  ['a page that is not there', htmlPage(404), 404],
  ['an error that is no word', refusal(400, { code: 7 }), 400],
  ['nothing', text(''), 200],
  ['half an answer', text(`{"access_token":"${AS_SECRETS.accessToken}","token_ty`), 200],
  ['a list', text(`["${AS_SECRETS.accessToken}"]`), 200],
  ['a form', text(`access_token=${encodeURIComponent(AS_SECRETS.accessToken)}&token_type=bearer`), 200],
  ['another status', text(JSON.stringify({ access_token: AS_SECRETS.accessToken, token_type: 'Bearer' }), 201), 201],
  ['token_type mac', tokenAnswer({ token_type: 'mac' }), 200],
  ['token_type DPoP', tokenAnswer({ token_type: 'DPoP' }), 200],
  ['no token_type', tokenAnswer({ token_type: undefined }), 200],
  ['no access_token', tokenAnswer({ access_token: undefined }), 200],
  ['an access_token in the prototype', text('{"__proto__":{"access_token":"a"},"token_type":"Bearer"}'), 200],
  ['an empty access_token', tokenAnswer({ access_token: '' }), 200],
  ['a number as access_token', tokenAnswer({ access_token: 7 }), 200],
  ['an access_token that would break a header', tokenAnswer({ access_token: 'a\r\nx-more: b' }), 200],
  ['an access_token beyond ASCII', tokenAnswer({ access_token: 'Zwölf' }), 200],
  ['a list as refresh_token', tokenAnswer({ refresh_token: [AS_SECRETS.refreshToken] }), 200],
  ['a refresh_token with a blank', tokenAnswer({ refresh_token: 'a b' }), 200],
  ['expires_in in words', tokenAnswer({ expires_in: 'soon' }), 200],
];

const UNHAPPY: [string, Fault, Said][] = [
  ...REFUSALS,
  ...BAD_ANSWERS.map(([name, fault, status]): [string, Fault, Said] => [name, fault, { ...BAD, status }]),
  [
    'an answer without end',
    text(' '.repeat(2_000_000)),
    { code: 'unexpected_response', reason: 'answer_too_large', status: 200 },
  ],
  ['an answer that breaks off', { kind: 'cut_off' }, { ...BAD, status: 200 }],
  ['a connection that breaks off', { kind: 'drop' }, { code: 'offline', reason: 'oauth_unreachable' }],
  ['a failure', refusal(500, 'invalid_grant'), { ...DOWN, status: 500 }],
  ['a pause', refusal(503, 'invalid_grant', { 'retry-after': '7' }), { ...DOWN, status: 503, retryAfter: 7000 }],
  [
    'too much at once',
    refusal(429, 'slow_down', { 'retry-after': '7' }),
    { code: 'rate_limited', reason: 'oauth_rate_limited', status: 429, retryAfter: 7000 },
  ],
];

describe.each(UNHAPPY)('%s', (_name, fault, said) => {
  beforeEach(() => server.at('token', fault));

  test('at the exchange of a code', async () => {
    const error = await exchange(asked()).then(notAnError, (thrown: unknown) => thrown);
    expect(viewOf(error)).toEqual({ destination: 'ghost', ...said });
    expect(server.askedOf('token')).toHaveLength(1);
  });

  test('at a refresh', async () => {
    const { error, kept } = await refresh();
    expect(viewOf(error)).toEqual({ destination: 'ghost', ...said });
    expect(kept).not.toMatch(/accessToken|refreshToken/);
    expect(secretBytes(kept, SECRETS)).toBe(0);
    expect(server.askedOf('token')).toHaveLength(1);
  });
});

test('invalid_grant is an old code at the exchange, and a sign-in that has ended at a refresh', async () => {
  server.at('token', refusal(400, 'invalid_grant'));
  const exchanged = await exchange(asked()).then(notAnError, (thrown: unknown) => thrown);
  expect(viewOf(exchanged)).toMatchObject(refused('oauth_code_expired'));
  const { error } = await refresh();
  expect(viewOf(error)).toMatchObject({ code: 'reauthorization_required', reason: 'oauth_sign_in_again' });
});

test('a server that takes too long is given up', async () => {
  server.at('token', { kind: 'delay', ms: 60_000 });
  const late = { timeoutMs: 150 };
  const exchanged = await exchange(asked(late)).then(notAnError, (thrown: unknown) => thrown);
  expect(viewOf(exchanged)).toMatchObject({ code: 'timeout', reason: 'oauth_unreachable' });
  expect(viewOf((await refresh(late)).error)).toMatchObject({ code: 'timeout' });
});

test('of a key that comes twice the last one counts, as in all JSON; what nobody asked for is dropped', async () => {
  server.at(
    'token',
    text('{"access_token":"first","access_token":"last","token_type":"bearer","id_token":"none","a":1}'),
  );
  const issuedAt = Date.UTC(2026, 10, 21);
  expect(await exchange(asked())).toEqual({ v: 1, accessToken: 'last', expiresAt: null, issuedAt });
});

test.each<[string, Fault, Said | 'done']>([
  ['a page with 200', htmlPage(200), 'done'],
  ['a server that ends no such tokens', refusal(400, 'unsupported_token_type'), 'done'],
  ['invalid_client', refusal(401, 'invalid_client'), refused('oauth_wrong_client')],
  ['a page that is not there', htmlPage(404), BAD],
  ['a failure', refusal(503, 'server_error'), DOWN],
  ['a connection that breaks off', { kind: 'drop' }, { code: 'offline', reason: 'oauth_unreachable' }],
])('at the revocation, %s', async (_name, fault, said) => {
  server.at('revoke', fault);
  const revoked = clientOf(asked()).revoke(AS_SECRETS.refreshToken, 'refresh_token');
  const error = await revoked.then(notAnError, (thrown: unknown) => thrown);
  if (said === 'done') expect(error).toBeUndefined();
  else expect(viewOf(error)).toMatchObject(said);
  expect(server.askedOf('revoke')).toHaveLength(1);
});
