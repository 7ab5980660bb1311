import { expect, test } from 'vitest';
import type { ErrorCode } from '../core/errors.ts';
import { curePlace } from './cure-place.ts';

const at = (code: ErrorCode) => curePlace({ accountId: 'a1', error: { code, destination: 'ghost' } });

test('without an account the set-up begins anew', () => {
  expect(curePlace({ accountId: null, error: null })).toBe('#add');
});

test.each([
  ['host_permission_missing', '#grant-a1'],
  ['credentials_rejected', '#sign-in-a1'],
  ['reauthorization_required', '#sign-in-a1'],
  ['redirected', '#edit-a1'],
  ['insufficient_scope', '#edit-a1'],
] as const)('%s is cured at %s', (code, place) => {
  expect(at(code)).toBe(place);
});

test('a type of entries that has changed at the server is cured where its fields are chosen', () => {
  const error = { code: 'not_found', destination: 'contentjet', reason: 'contentjet_type_changed' } as const;
  expect(curePlace({ accountId: 'a1', error })).toBe('#edit-a1');
});
