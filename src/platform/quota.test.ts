import { expect, test } from 'vitest';
import { withinQuota } from './quota.ts';

test.each([
  ['IndexedDB', new DOMException('no room', 'QuotaExceededError')],
  ['Chromium’s storage areas', new Error('Resource::kQuotaBytes quota exceeded')],
  ['Chromium’s storage areas, older', new Error('QUOTA_BYTES quota exceeded')],
  [
    'Firefox’s storage.session',
    new Error('QuotaExceededError: storage.session API call exceeded its quota limitations.'),
  ],
])('a full %s is `storage_full`, its cause kept', async (_, error) => {
  await expect(withinQuota(() => Promise.reject(error))).rejects.toMatchObject({ code: 'storage_full', cause: error });
});

test('any other error stays what it is', async () => {
  const error = new TypeError('x');
  await expect(withinQuota(() => Promise.reject(error))).rejects.toBe(error);
  expect(await withinQuota(async () => 7)).toBe(7);
});
