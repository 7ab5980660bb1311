import { expect, test } from 'vitest';
import messages from '../../public/_locales/en/messages.json' with { type: 'json' };
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

test.each(['contentjet_type_changed', 'contentjet_type_gone', 'contentjet_project_gone'])(
  '%s is cured where the account is set up, by a button that does not speak of an address',
  (reason) => {
    const error = { code: 'not_found', destination: 'contentjet', reason } as const;
    expect(curePlace({ accountId: 'a1', error })).toBe('#edit-a1');
    expect(messages).toHaveProperty(`action_${reason}`);
  },
);

test.each(['not_found', 'insufficient_scope'] as const)(
  'what GitHub answers with %s is cured in its settings, by a button that speaks of them',
  (code) => {
    const error = { code, destination: 'github', reason: 'github_would_publish' };
    expect(curePlace({ accountId: 'a1', error })).toBe('#edit-a1');
    expect(messages).toHaveProperty('action_settings_github');
  },
);
