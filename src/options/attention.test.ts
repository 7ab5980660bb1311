import '../../test/support/english.ts';
import { expect, test } from 'vitest';
import type { ErrorView } from '../core/errors.ts';
import type { AttentionView } from '../messages/contract.ts';
import { endedAmong, notSentText } from './attention.ts';

const waiting = (code: ErrorView['code'], reason?: string, accountId = 'a1'): AttentionView => ({
  accountId,
  error: { code, destination: 'github', ...(reason === undefined ? {} : { reason }) },
});
const GONE = waiting('not_found', 'github_installation_gone');
const SUSPENDED = waiting('insufficient_scope', 'github_installation_suspended');

test('the latest draft that waits tells why, with the cure', () => {
  expect(notSentText([GONE])).toMatch(/^1 clip waits because it could not be sent\. The App is no longer installed/);
  expect(notSentText([SUSPENDED, GONE])).toContain('suspended');
});

test('those that wait for the same are counted, and no others', () => {
  expect(notSentText([GONE, SUSPENDED, GONE])).toMatch(/^2 clips wait because they could not be sent\. The App is no/);
});

test('where none waits, or none was sent yet, nothing is said', () => {
  expect(notSentText([])).toBeNull();
  expect(notSentText([{ accountId: 'a1', error: null }])).toBeNull();
});

test('an account has ended where a draft of it waits for a new sign-in', () => {
  const ended = endedAmong([
    GONE,
    waiting('credentials_rejected'),
    waiting('reauthorization_required', undefined, 'a2'),
  ]);
  expect(ended).toEqual(new Set(['a1', 'a2']));
  expect(
    endedAmong([GONE, { accountId: null, error: { code: 'credentials_rejected', destination: 'ghost' } }]),
  ).toEqual(new Set());
});
