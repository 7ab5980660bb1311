import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAddress } from './address.ts';
import { ghostRoot } from './ghost/site-root.ts';

function urlOf(text: string, siteRoot = ghostRoot): string {
  const parsed = parseAddress(text, siteRoot);
  return parsed.ok ? parsed.url.href : `issue: ${parsed.issue}`;
}

describe('what people have at hand leads to the site', () => {
  test.each([
    ['cliplab.example', 'https://cliplab.example/'],
    ['  CLIPLAB.example  ', 'https://cliplab.example/'],
    ['https://cliplab.example', 'https://cliplab.example/'],
    ['https:cliplab.example', 'https://cliplab.example/'],
    ['https:/cliplab.example/', 'https://cliplab.example/'],
    ['//cliplab.example', 'https://cliplab.example/'],
    ['https:// cliplab.example /', 'https://cliplab.example/'],
    ['\u200Bhttps://cliplab.example\uFEFF', 'https://cliplab.example/'],
    ['https://cliplab.example/?ref=x#top', 'https://cliplab.example/'],
    ['cliplab.example:8443', 'https://cliplab.example:8443/'],
    ['https://cliplab.example/ghost/', 'https://cliplab.example/'],
    ['https://cliplab.example/ghost/#/settings/integrations/65f', 'https://cliplab.example/'],
    ['cliplab.example/ghost/api/admin/site/', 'https://cliplab.example/'],
    ['https://cliplab.example/ghost/api/v3/content/posts/?key=1', 'https://cliplab.example/'],
    ['https://example.org/blog/ghost/#/posts', 'https://example.org/blog/'],
    ['https://example.org/blog', 'https://example.org/blog/'],
    ['https://example.org/ghost-stories/', 'https://example.org/ghost-stories/'],
    ['bücher.example', 'https://xn--bcher-kva.example/'],
    ['192.168.1.20', 'https://192.168.1.20/'],
  ])('%s', (typed, url) => {
    expect(urlOf(typed)).toBe(url);
  });
});

test('where the system finds its root by itself, the path is passed on', () => {
  const whole = (typed: string): string => urlOf(typed, (segments) => segments);
  expect(whole('blog.example/wp-admin/post.php?post=4')).toBe('https://blog.example/wp-admin/post.php');
  expect(whole('blog.example/news/wp-login.php')).toBe('https://blog.example/news/wp-login.php');
  expect(whole('blog.example/ghost/writer')).toBe('https://blog.example/ghost/writer/');
  expect(whole('blog.example//wp-json')).toBe('https://blog.example/wp-json/');
});

describe('http', () => {
  test.each([
    ['localhost:2368', 'http://localhost:2368/'],
    ['127.0.0.1:2368/ghost', 'http://127.0.0.1:2368/'],
    ['[::1]:2368', 'http://[::1]:2368/'],
    ['blog.localhost', 'http://blog.localhost/'],
    ['http://2130706433/', 'http://127.0.0.1/'],
  ])('is right for this machine: %s', (typed, url) => {
    expect(parseAddress(typed, ghostRoot)).toMatchObject({ ok: true, insecure: false });
    expect(urlOf(typed)).toBe(url);
  });

  test.each(['http://cliplab.example', 'http://nas/blog', 'http://10.0.0.2:2368', 'http://127.0.0.1.evil.example'])(
    'is marked as unprotected elsewhere: %s',
    (typed) => {
      expect(parseAddress(typed, ghostRoot)).toMatchObject({ ok: true, insecure: true });
    },
  );
});

describe('what can not be an address says why', () => {
  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['ftp://cliplab.example', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['chrome-extension://abc/', 'scheme'],
    ['mailto:anna@cliplab.example', 'scheme'],
    ['anna@cliplab.example', 'userinfo'],
    ['https://anna:secret@cliplab.example/', 'userinfo'],
    ['cliplab', 'incomplete'],
    ['https://', 'invalid'],
    ['https://cliplab.example:99999', 'invalid'],
    ['65f0c3:abcdef%', 'invalid'],
  ])('%s', (typed, issue) => {
    expect(parseAddress(typed, ghostRoot)).toEqual({ ok: false, issue });
  });
});

test('whatever is typed: an https or http url without user, query and fragment, or an issue', () => {
  const address = fc
    .tuple(
      fc.constantFrom('', 'http://', 'https://', '//', 'HTTP:'),
      fc.string(),
      fc.constantFrom('', ':1', '/ghost/', '?a#b'),
    )
    .map((parts) => parts.join(''));
  const odd = fc
    .array(fc.constantFrom('\uD800', '\0', '٣', 'ß', '。', '%', '\\', '[', ':', '@', '/', '.'))
    .map((signs) => signs.join(''));
  fc.assert(
    fc.property(fc.oneof(fc.string(), odd, address), (typed) => {
      const parsed = parseAddress(typed, ghostRoot);
      if (!parsed.ok) return;
      expect(parsed.url.protocol).toMatch(/^https?:$/);
      expect(parsed.url.username + parsed.url.password + parsed.url.search + parsed.url.hash).toBe('');
      expect(parsed.url.pathname.endsWith('/')).toBe(true);
    }),
  );
});
