import { describe, expect, test } from 'vitest';
import type { ClipSource } from './clip.ts';
import { readPage } from './metadata.ts';
import { sourceFrom } from './source.ts';

const PAGE = 'https://blog.example.org/2024/post';

/** A page that is only read: its `base` is its address. */
function pageAt(url: string, head = '', body = ''): Document {
  return new DOMParser().parseFromString(
    `<html><head><base href="${url}">${head}</head><body>${body}</body></html>`,
    'text/html',
  );
}

/** The source of a page; the passage stands in the element with `here`. */
function sourceOf(url: string, head = '', body = ''): ClipSource {
  const doc = pageAt(url, head, body);
  const passage = { blocks: ['some words'], before: '', after: '' };
  return sourceFrom(readPage(doc, { anchor: doc.querySelector('[here]'), passage }));
}

describe('the address', () => {
  test.each([
    ['tracking is taken out', `${PAGE}?utm_source=x&id=7&fbclid=y`, '', `${PAGE}?id=7`],
    ['the canonical one of the same host', `${PAGE}?page=print`, `<link rel="canonical" href="${PAGE}">`, PAGE],
    ['a relative canonical one', `${PAGE}?x=1`, '<link rel="canonical" href="/2024/post">', PAGE],
    [
      'a canonical one of another host is not believed',
      PAGE,
      '<link rel="canonical" href="https://elsewhere.example.org/">',
      PAGE,
    ],
    [
      'the front page is not canonical for a post',
      PAGE,
      '<link rel="canonical" href="https://blog.example.org/">',
      PAGE,
    ],
    ['og:url where there is no link', `${PAGE}?a=1`, `<meta property="og:url" content="${PAGE}">`, PAGE],
    ['a canonical one with javascript:', PAGE, '<link rel="canonical" href="javascript:x">', PAGE],
  ])('%s', (_, url, head, expected) => {
    expect(sourceOf(url, head).url).toBe(expected);
  });

  test('a fragment leads back to the passage', () => {
    expect(sourceOf(PAGE).fragmentUrl).toBe(`${PAGE}#:~:text=some%20words`);
  });

  test.each([
    'http://localhost:3000/',
    'http://192.168.1.4/',
    'file:///home/a.html',
    'https://mail.google.com/mail/u/0/',
  ])('no source link to %s', (url) => {
    expect(sourceOf(url, '<link rel="canonical" href="https://blog.example.org/x">')).toMatchObject({
      url: null,
      fragmentUrl: null,
      canonicalUrl: null,
      siteName: null,
    });
  });
});

describe('the post in a stream', () => {
  const post = (inside: string) => `<article><p>other</p></article><article>${inside}<p here>text</p></article>`;

  test.each([
    [
      'x.com',
      'https://x.com/home',
      post('<a href="/someone/status/17"><time datetime="2024">1h</time></a>'),
      'https://x.com/someone/status/17',
    ],
    [
      'Mastodon',
      'https://social.example.org/home',
      post('<a class="status__relative-time" href="/@a/1"><time>1h</time></a>'),
      'https://social.example.org/@a/1',
    ],
    [
      'a blog',
      'https://blog.example.org/',
      post('<a rel="bookmark" href="/p/1">Title</a>'),
      'https://blog.example.org/p/1',
    ],
    [
      'a time around a link',
      'https://blog.example.org/',
      post('<time><a href="/p/2">May</a></time>'),
      'https://blog.example.org/p/2',
    ],
    [
      'Reddit',
      'https://www.reddit.com/r/x/',
      '<shreddit-post permalink="/r/x/comments/1/t/"><p here>a</p></shreddit-post>',
      'https://www.reddit.com/r/x/comments/1/t/',
    ],
    [
      'Bluesky',
      'https://bsky.app/',
      '<div data-testid="feedItem-by-a"><a href="/profile/a/post/3k">1h</a><p here>t</p></div>',
      'https://bsky.app/profile/a/post/3k',
    ],
    [
      'Facebook',
      'https://www.facebook.com/',
      '<div role="article"><a href="/a/posts/9?__cft__[0]=x">1h</a><p here>t</p></div>',
      'https://www.facebook.com/a/posts/9',
    ],
    [
      'Hacker News',
      'https://news.ycombinator.com/item?id=1',
      '<table><tr class="athing comtr" id="42"><td here>c</td></tr></table>',
      'https://news.ycombinator.com/item?id=42',
    ],
    [
      'LinkedIn',
      'https://www.linkedin.com/feed/',
      '<div data-urn="urn:li:activity:7"><p here>t</p></div>',
      'https://www.linkedin.com/feed/update/urn:li:activity:7/',
    ],
    [
      'Tumblr',
      'https://www.tumblr.com/dashboard',
      post('<a href="https://www.tumblr.com/a/post/5/x">May</a>'),
      'https://www.tumblr.com/a/post/5/x',
    ],
  ])('%s', (_, page, body, expected) => {
    const source = sourceOf(page, '', body);
    expect(source.url).toBe(expected);
    expect(source.canonicalUrl).toBeNull();
  });

  test('one article on its page: the page itself', () => {
    expect(sourceOf(PAGE, '', '<article><a href="/other"><time>x</time></a><p here>a</p></article>').url).toBe(PAGE);
  });

  test('a permalink to another host is none', () => {
    expect(sourceOf(PAGE, '', post('<a rel="bookmark" href="https://evil.example.net/">x</a>')).url).toBe(PAGE);
  });
});

describe('what the page says of itself', () => {
  const HEAD = `<title>(3) A fine post | The Blog</title><meta property="og:site_name" content="The Blog">
    <meta name="author" content="A. Writer"><meta property="article:published_time" content="2024-05-01T10:00:00+02:00">`;

  test('meta elements', () => {
    expect(sourceOf(PAGE, HEAD)).toMatchObject({
      title: 'A fine post',
      siteName: 'The Blog',
      author: 'A. Writer',
      publishedAt: '2024-05-01T08:00:00.000Z',
    });
  });

  test('JSON-LD', () => {
    const json = JSON.stringify({
      '@context': 'https://schema.org',
      '@graph': [
        { '@type': 'WebPage', name: 'x' },
        {
          '@type': 'NewsArticle',
          headline: 'H',
          author: [{ name: 'A' }, { name: 'B' }],
          datePublished: '2024-05-01',
          publisher: { name: 'P' },
        },
      ],
    });
    expect(sourceOf(PAGE, `<script type="application/ld+json">${json}</script>`)).toMatchObject({
      title: 'H',
      author: 'A, B',
      publishedAt: '2024-05-01',
      siteName: 'P',
    });
  });

  test.each([
    '{',
    'null',
    '[[[]]]',
    '"x"',
    '{"@type":["Article",7],"author":{"name":{"a":1}},"datePublished":[]}',
    `"${'x'.repeat(300_000)}"`,
  ])('broken JSON-LD says nothing: %#', (json) => {
    expect(sourceOf(PAGE, `<script type="application/ld+json">${json}</script>`)).toMatchObject({
      author: null,
      publishedAt: null,
    });
  });

  test('microdata and bylines', () => {
    expect(
      sourceOf(
        PAGE,
        '',
        '<div itemprop="author" itemscope><b itemprop="name">M. Data</b></div><time itemprop="datePublished" datetime="2024-05-02">x</time>',
      ),
    ).toMatchObject({ author: 'M. Data', publishedAt: '2024-05-02' });
    expect(sourceOf(PAGE, '', '<p class="byline">By <span class="author">By L. Ine</span></p>').author).toBe('L. Ine');
    expect(sourceOf(PAGE, '', '<a rel="author" href="/a">R. El</a>').author).toBe('R. El');
  });

  test('an author that is an address is none', () => {
    expect(sourceOf(PAGE, '<meta property="article:author" content="https://facebook.com/x">').author).toBeNull();
  });

  test('the only h1 where there is no title', () => {
    expect(sourceOf(PAGE, '', '<h1>Head <i>line</i></h1>').title).toBe('Head line');
  });

  test('the host is the site where it has no name', () => {
    expect(sourceOf('https://www.example.org/x').siteName).toBe('example.org');
  });

  test('language and direction', () => {
    const doc = pageAt(PAGE);
    doc.documentElement.lang = 'ar_EG';
    doc.body.dir = 'RTL';
    expect(readPage(doc, { anchor: null, passage: null })).toMatchObject({ lang: 'ar-EG', dir: 'rtl' });
  });
});
