import { expect, test, vi } from 'vitest';

const identity = vi.hoisted(() => ({
  getRedirectURL: vi.fn((path: string) => `https://abc.chromiumapp.org/${path}`),
  launchWebAuthFlow: vi.fn(async (_details: object) => 'https://abc.chromiumapp.org/x?state=1'),
}));
vi.mock('./browser.ts', () => ({ browser: { identity } }));
const { launchWebAuthFlow, redirectUrl } = await import('./identity.ts');

test('the window may ask the person, and its last address is the answer', async () => {
  expect(await launchWebAuthFlow('https://blog.example/')).toEqual({ url: 'https://abc.chromiumapp.org/x?state=1' });
  expect(identity.launchWebAuthFlow).toHaveBeenCalledWith({ url: 'https://blog.example/', interactive: true });
  expect(redirectUrl('x')).toBe('https://abc.chromiumapp.org/x');
});

/** The browsers' own words, recorded. */
test.each([
  ['Chromium 156', 'The user did not approve access.', 'closed'],
  ['Chromium 156', 'Authorization page could not be loaded.', 'failed'],
  ['Chromium 156', 'Only one web auth flow is allowed at a time.', 'open'],
  ['Firefox 153', 'User cancelled or denied access.', 'closed'],
] as const)('%s: "%s" is %s', async (_, message, none) => {
  identity.launchWebAuthFlow.mockRejectedValueOnce(new Error(message));
  expect(await launchWebAuthFlow('https://blog.example/')).toEqual({ none });
});
