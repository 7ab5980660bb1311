import { expect, test } from 'vitest';
import type { ErrorCode, ErrorView } from '../core/errors.ts';
import type { CheckReport } from '../destinations/destination.ts';
import { asksForSignIn } from './asks-sign-in.ts';

const failed = (code: ErrorCode): ErrorView => ({ code, destination: 'wordpress' });
const reportOf = (code: ErrorCode): CheckReport => ({
  ok: false,
  identity: null,
  steps: [
    { id: 'reach', outcome: 'ok' },
    { id: 'credentials', outcome: 'failed', error: failed(code) },
  ],
});

test('a sign-in that was refused or has ended asks for a new one, wherever that is said', () => {
  for (const code of ['credentials_rejected', 'reauthorization_required'] as const) {
    expect(asksForSignIn(failed(code))).toBe(true);
    expect(asksForSignIn(null, reportOf(code))).toBe(true);
  }
});

test('what no sign-in cures does not', () => {
  expect(asksForSignIn(null)).toBe(false);
  expect(asksForSignIn(failed('offline'), reportOf('insufficient_scope'))).toBe(false);
});
