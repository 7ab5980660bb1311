import { expect, test } from 'vitest';
import { restUrl } from './rest-url.ts';

test.each([
  ['https://blog.example/wp-json/', 'wp/v2/posts', 'https://blog.example/wp-json/wp/v2/posts'],
  [
    'https://blog.example/sub/api/',
    'wp/v2/tags?search=a%26b&per_page=100',
    'https://blog.example/sub/api/wp/v2/tags?search=a%26b&per_page=100',
  ],
  ['https://blog.example/?rest_route=/', 'wp/v2/posts', 'https://blog.example/?rest_route=%2Fwp%2Fv2%2Fposts'],
  [
    'https://blog.example/index.php?lang=de&rest_route=/',
    'wp/v2/tags?search=a',
    'https://blog.example/index.php?lang=de&rest_route=%2Fwp%2Fv2%2Ftags&search=a',
  ],
  ['https://blog.example/wp-json', '', 'https://blog.example/wp-json/'],
])('%s and %s make %s', (root, route, url) => {
  expect(restUrl(root, route)).toBe(url);
});
