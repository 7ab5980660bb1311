import { expect, test } from 'vitest';
import { explainBearer } from './bearer-challenge.ts';

const explained = (status: number, challenge?: string) =>
  explainBearer(
    { status, headers: new Headers(challenge === undefined ? {} : { 'www-authenticate': challenge }) },
    'ghost',
  );

test.each([
  ['without a challenge', undefined],
  ['with one that says nothing', 'Bearer'],
  ['with an error', 'Bearer realm="api", error="invalid_token", error_description="The token expired"'],
])('401 %s: the token was not taken (RFC 6750 §3.1)', (_, challenge) => {
  expect(explained(401, challenge)).toEqual({
    ...{ code: 'credentials_rejected', destination: 'ghost', status: 401 },
    reason: 'oauth_token_refused',
  });
});

test.each([
  'Bearer error="insufficient_scope"',
  'Bearer realm="api",error="insufficient_scope",scope="drafts"',
  'Bearer error=insufficient_scope, scope="drafts"',
  'bearer Error = "insufficient_scope"',
  'Basic realm="x", Bearer scope="drafts", error="insufficient_scope"',
])('403 with %s: the token may too little', (challenge) => {
  expect(explained(403, challenge)).toEqual({
    ...{ code: 'insufficient_scope', destination: 'ghost', status: 403 },
    reason: 'oauth_scope_too_small',
  });
});

test.each([
  [403, undefined],
  [403, 'Bearer error="invalid_token"'],
  [403, 'Bearer error="insufficient_scope_of_another_kind"'],
  [403, 'Bearer my_error="insufficient_scope"'],
  [404, 'Bearer error="insufficient_scope"'],
  [500, undefined],
])('%i with %s says nothing of the token', (status, challenge) => {
  expect(explained(status, challenge)).toBeUndefined();
});
