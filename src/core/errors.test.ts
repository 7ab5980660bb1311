import { expect, test } from 'vitest';
import messages from '../../public/_locales/en/messages.json' with { type: 'json' };
import { DestinationError, ERROR_RULES, toErrorView } from './errors.ts';

test('every code has its sentence and its cure', () => {
  for (const code of Object.keys(ERROR_RULES)) {
    expect(messages, code).toHaveProperty(`error_${code}`);
  }
});

test('an error keeps its cause for the code and leaves it out of its JSON', () => {
  const error = new DestinationError(
    { code: 'server_error', destination: 'ghost', status: 503, retryAfter: 2000 },
    new Error('secret-looking server text'),
  );
  expect(error.cause).toBeInstanceOf(Error);
  expect(JSON.stringify(error.toView())).toBe(
    '{"code":"server_error","destination":"ghost","status":503,"retryAfter":2000}',
  );
});

test('a stranger that was thrown says nothing of itself', () => {
  expect(toErrorView(new Error('Bearer abc'))).toEqual({
    code: 'unexpected_response',
    destination: 'clipdraft',
    reason: 'internal',
  });
});
