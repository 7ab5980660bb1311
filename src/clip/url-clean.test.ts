import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPublicHost, publicUrl } from './public-url.ts';
import { trustedCanonical, withoutTracking } from './url-clean.ts';

const clean = (url: string) => withoutTracking(new URL(url)).href;

describe('tracking parameters', () => {
  test.each([
    ['https://e.com/a?utm_source=x&utm_medium=y&id=1', 'https://e.com/a?id=1'],
    ['https://e.com/a?fbclid=x', 'https://e.com/a'],
    ['https://e.com/a?gclid=1&msclkid=2&mc_cid=3&_hsenc=4&igshid=5', 'https://e.com/a'],
    ['https://www.youtube.com/watch?v=1&si=x&feature=y', 'https://www.youtube.com/watch?v=1'],
    ['https://e.com/search?feature=x&s=y&t=z', 'https://e.com/search?feature=x&s=y&t=z'],
    ['https://x.com/a/status/1?s=20&t=abc', 'https://x.com/a/status/1'],
    ['https://e.com/a#:~:text=b', 'https://e.com/a'],
    ['https://e.com/a#part:~:text=b', 'https://e.com/a#part'],
    ['https://e.com/a#xtor=RSS-1', 'https://e.com/a'],
    ['https://e.com/a?q=a%20b&x=%2F', 'https://e.com/a?q=a%20b&x=%2F'],
    ['https://e.com/a?', 'https://e.com/a'],
  ])('%s', (url, expected) => {
    expect(clean(url)).toBe(expected);
  });

  test('what is clean stays as it is', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (raw) => {
        const once = clean(raw);
        expect(clean(once)).toBe(once);
      }),
    );
  });
});

describe('a canonical address', () => {
  const page = new URL('https://www.e.com/post?x=1');
  test.each([
    ['https://e.com/post', 'https://e.com/post'],
    ['/post', 'https://www.e.com/post'],
    ['http://www.e.com/post', 'https://www.e.com/post'],
    ['https://e.com/', null],
    ['https://other.com/post', null],
    ['javascript:alert(1)', null],
    ['https://e.com:8443/post', null],
    [null, null],
  ])('%s', (raw, expected) => {
    expect(trustedCanonical(raw, page)?.href ?? null).toBe(expected);
  });

  test('the front page is its own', () => {
    expect(trustedCanonical('https://e.com/', new URL('https://e.com/'))?.href).toBe('https://e.com/');
  });
});

describe('addresses that no reader could open, or that hold a secret', () => {
  test.each([
    'http://localhost/',
    'http://a.localhost/',
    'http://printer.local/',
    'http://nas/',
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://10.1.2.3/',
    'http://172.20.0.1/',
    'http://192.168.0.1/',
    'http://169.254.1.1/',
    'http://100.64.0.1/',
    'http://[::1]/',
    'http://[fe80::1]/',
    'http://[fd00::1]/',
    'http://[::ffff:127.0.0.1]/',
    'file:///etc/passwd',
    'moz-extension://a/b.html',
    'chrome-extension://a/b.html',
    'data:text/html,x',
    'blob:https://e.com/1',
    'about:blank',
    'javascript:alert(1)',
    'https://mail.google.com/mail/u/0/#inbox/x',
    'https://outlook.live.com/mail/0/',
    'https://outlook.office.com/mail/',
    'https://mail.yahoo.com/d/',
    'https://mail.proton.me/u/0/',
    'https://app.fastmail.com/mail/',
    'https://wiki.corp/',
    'https://e.com/invite/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc',
    'nonsense',
  ])('%s has no source link', (url) => {
    expect(publicUrl(url)).toBeNull();
  });

  test.each([
    ['https://user:pass@e.com/a', 'https://e.com/a'],
    ['https://e.com/a?token=abc&id=1', 'https://e.com/a?id=1'],
    ['https://e.com/a?access_token=abc', 'https://e.com/a'],
    ['https://e.com/a;jsessionid=ABC?x=1', 'https://e.com/a?x=1'],
    ['https://e.com/a?PHPSESSID=x', 'https://e.com/a'],
    ['https://e.com/a?k=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc', 'https://e.com/a'],
    ['https://e.com/cb#access_token=abc', 'https://e.com/cb'],
    ['https://e.com/a?v=dQw4w9WgXcQ', 'https://e.com/a?v=dQw4w9WgXcQ'],
    ['https://172.32.0.1/', 'https://172.32.0.1/'],
    ['https://[2606:4700::1]/', 'https://[2606:4700::1]/'],
    ['https://e.com/#:~:text=a%2Db', 'https://e.com/#:~:text=a%2Db'],
  ])('%s', (url, expected) => {
    expect(publicUrl(url)?.href).toBe(expected);
  });

  test('IPv4 in private ranges is never public', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('10', '127', '192.168', '172.16', '172.31', '169.254', '0'),
        fc.nat(255),
        fc.nat(255),
        (start, a, b) => {
          const parts = [...start.split('.'), String(a), String(b), '1'].slice(0, 4);
          expect(isPublicHost(parts.join('.'))).toBe(false);
        },
      ),
    );
  });
});
