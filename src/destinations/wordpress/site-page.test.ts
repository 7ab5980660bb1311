import { expect, test } from 'vitest';
import { describePage } from './site-page.ts';

const PAGE = 'https://blog.example/a-post/';
const roots = (header: string, html = ''): string[] => describePage(PAGE, header, html).roots.map(({ href }) => href);

test.each([
  ['<https://blog.example/wp-json/>; rel="https://api.w.org/"'],
  ['<https://blog.example/wp-json/>; rel=https://api.w.org/'],
  ['<https://blog.example/?p=7>; rel=shortlink, <https://blog.example/wp-json/>; REL = "https://api.w.org/"'],
  ['<https://blog.example/wp-json/>; title="a, b"; rel="api https://api.w.org/", <https://x.example/>; rel="next"'],
  ['</wp-json/>; rel="https://api.w.org/"'],
])('the API is named in the header: %s', (header) => {
  expect(roots(header)).toEqual(['https://blog.example/wp-json/']);
});

test.each([
  '<link rel="https://api.w.org/" href="https://blog.example/wp-json/" />',
  "<LINK href='https://blog.example/wp-json/' rel='https://api.w.org/'>",
  '<link rel="api https://api.w.org/" href="/wp-json/">',
])('the API is named in the page: %s', (html) => {
  expect(roots('', `<!doctype html><html><head><title>A</title>${html}</head>`)).toEqual([
    'https://blog.example/wp-json/',
  ]);
});

test('plain permalinks are read whole', () => {
  const html = '<link rel="https://api.w.org/" href="https://blog.example/index.php?lang=de&#038;rest_route=/" />';
  expect(roots('', html)).toEqual(['https://blog.example/index.php?lang=de&rest_route=/']);
});

test.each([
  ['<javascript:alert(1)>; rel="https://api.w.org/"', ''],
  ['<https://user:pass@blog.example/wp-json/>; rel="https://api.w.org/"', ''],
  ['<ftp://blog.example/>; rel="https://api.w.org/"', ''],
  ['<https://blog.example/wp-json/>; title="rel=https://api.w.org/"', ''],
  ['', '<!-- <link rel="https://api.w.org/" href="/wp-json/"> -->'],
  ['', '<link rel="https://api.w.org/" href="http://[">'],
])('nothing is named: %s %s', (header, html) => {
  expect(roots(header, html)).toEqual([]);
});

test.each([
  ['<meta name="generator" content="WordPress 7.1.1">', 'WordPress 7.1.1', true],
  ['<meta content="Ghost 6.65" name=Generator>', 'Ghost 6.65', false],
  [
    '<meta name="generator" content="Elementor 3"><meta name="generator" content="WordPress 6.5">',
    'WordPress 6.5',
    true,
  ],
  ['<meta name="generator" content="Hugo 0.1">', '', false],
  ['<script src="/wp-includes/js/x.js"></script>', '', true],
  ['<p>wp-content</p>', '', false],
])('%s', (html, generator, looksLikeWordPress) => {
  expect(describePage(PAGE, '', html)).toEqual({ roots: [], generator, looksLikeWordPress });
});
