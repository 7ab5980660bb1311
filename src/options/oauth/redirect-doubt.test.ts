import { expect, test } from 'vitest';
import { doubtsRedirectUrl } from './redirect-doubt.ts';

test('a window that showed no more than its end may have shown that the redirect URL is unknown', () => {
  const doubtsAfter = (reason: string) =>
    doubtsRedirectUrl({ code: 'credentials_rejected', destination: 'ghost', reason });
  expect(['authorization_closed', 'authorization_failed', 'oauth_redirect_unregistered'].every(doubtsAfter)).toBe(true);
});

test('an answer that came back, and a failure at the site, say nothing against it', () => {
  for (const reason of ['authorization_declined', 'authorization_state', 'oauth_wrong_client']) {
    expect(doubtsRedirectUrl({ code: 'credentials_rejected', destination: 'ghost', reason })).toBe(false);
  }
  expect(doubtsRedirectUrl({ code: 'offline', destination: 'ghost' })).toBe(false);
});
