import { describe, expect, test } from 'vitest';
import { adminNamedBy } from './admin-address.ts';

const SITE = 'https://blog.example/';
const named = (page: string, site = SITE): string | undefined => adminNamedBy(page, new URL(site))?.href;
const portal = (api: string, of = SITE): string =>
  `<script defer src="https://cdn.example/portal.min.js" data-i18n="true" data-ghost="${of}" data-key="2eb1dff55a00e8abe36086d172" data-api="${api}" data-locale="en" crossorigin="anonymous"></script>`;
const search = (admin: string): string =>
  `<script defer src="https://cdn.example/sodo-search.min.js" data-key="2eb1dff55a00e8abe36086d172" data-sodo-search="${admin}" data-locale="en" crossorigin="anonymous"></script>`;
const page = (...scripts: string[]): string =>
  `<!doctype html><html lang="en"><head><title>Clip Lab</title>${scripts.join('\n')}</head><body><h1>Clip Lab</h1></body></html>`;

describe('the admin is named by', () => {
  test.each([
    ['the portal', portal('https://admin.example/ghost/api/content/'), 'https://admin.example/'],
    ['the portal, in a folder', portal('https://admin.example/blog/ghost/api/content/'), 'https://admin.example/blog/'],
    [
      'the portal, on a versioned path',
      portal('https://admin.example/ghost/api/v4/content/'),
      'https://admin.example/',
    ],
    [
      'the portal of the twin with www',
      portal('https://admin.example/ghost/api/content/', 'http://www.blog.example'),
      'https://admin.example/',
    ],
    ['the search', search('https://admin.example/'), 'https://admin.example/'],
    ['the search, in a folder', search('https://admin.example/blog'), 'https://admin.example/blog/'],
    [
      'the comments',
      `<script data-ghost-comments="${SITE}" data-api="https://admin.example/ghost/api/content/"></script>`,
      'https://admin.example/',
    ],
    [
      'attributes in another order and other quotes',
      `<script data-api='https://admin.example/ghost/api/content/' data-ghost=${SITE} defer></script>`,
      'https://admin.example/',
    ],
    ['escaped characters', portal('https:&#x2F;&#47;admin.example/ghost/api/content/'), 'https://admin.example/'],
    ['an international name', search('https://ädmin.example/'), 'https://xn--dmin-koa.example/'],
    ['a port', portal('https://admin.example:8443/ghost/api/content/'), 'https://admin.example:8443/'],
    [
      'the same host by https',
      [portal('https://blog.example/ghost/api/content/')].join(),
      'https://blog.example/',
      'http://blog.example/',
    ],
  ])('%s', (_name, scripts, admin, site = SITE) => {
    expect(named(page(scripts), site)).toBe(admin);
  });

  test('the portal rather than the search, wherever they stand', () => {
    const scripts = [search('https://search.example/'), portal('https://portal.example/ghost/api/content/')];
    expect(named(page(...scripts))).toBe('https://portal.example/');
  });

  test('loopback, for a site on loopback', () => {
    expect(named(page(search('http://127.0.0.1:2368/')), 'http://localhost:2368/')).toBe('http://127.0.0.1:2368/');
  });
});

describe('nothing is proposed', () => {
  test.each([
    'https://blog.example/',
    'https://blog.example:443/blog/',
    'http://admin.example/',
    'javascript:alert(1)//',
    'data:text/html,x',
    'file:///etc/',
    'blob:https://admin.example/',
    'ftp://admin.example/',
    'https://owner:secret@admin.example/',
    'https://blog.example@evil.example/',
    'https://192.168.1.1/',
    'https://8.8.8.8/',
    'https://0x08080808/',
    'https://134744072/',
    'https://[2001:db8::1]/',
    'https://[::1]/',
    'https://127.0.0.1/',
    'http://localhost:2368/',
    'https://a.localhost/',
    '//admin.example/',
    '/admin/',
    'admin.example',
    'https://',
    '',
  ])('for %s', (address) => {
    expect(named(page(search(address)))).toBeUndefined();
    expect(named(page(portal(`${address}ghost/api/content/`)))).toBeUndefined();
  });

  test.each([
    ['a page without Ghost’s scripts', ''],
    ['another site’s portal', portal('https://theirs.example/ghost/api/content/', 'https://other.example/')],
    ['a portal of no site', portal('https://admin.example/ghost/api/content/', 'nonsense')],
    ['another API', portal('https://admin.example/api/content/')],
    ['a content API with more behind it', portal('https://admin.example/ghost/api/content/../../')],
    ['another element', `<div data-sodo-search="https://admin.example/"></div>`],
    ['a comment', `<!-- ${search('https://admin.example/')} -->`],
    ['text', `<p>${search('https://admin.example/').replace('<', '&lt;')}</p>`],
  ])('by %s', (_name, scripts) => {
    expect(named(page(scripts))).toBeUndefined();
  });

  test('by what stands behind the first million characters', () => {
    expect(named(`${' '.repeat(1_000_000)}${search('https://admin.example/')}`)).toBeUndefined();
  });
});

test('a hostile proposal does not hide a good one', () => {
  const scripts = [portal('javascript:alert(1)//ghost/api/content/'), search('https://admin.example/')];
  expect(named(page(...scripts))).toBe('https://admin.example/');
});
