import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startTags } from './start-tags.ts';

const read = (html: string): Record<string, string>[] =>
  startTags(html, 'script').map((tag) => Object.fromEntries(tag));

describe('attributes', () => {
  test.each([
    ['<script defer src="a.js" data-x="1">', { defer: '', src: 'a.js', 'data-x': '1' }],
    ["<script data-x='1' src='a.js'>", { 'data-x': '1', src: 'a.js' }],
    ['<script data-x=1 src=/a.js?b=c>', { 'data-x': '1', src: '/a.js?b=c' }],
    ['<SCRIPT DATA-X="A">', { 'data-x': 'A' }],
    ['<script\n\tdata-x = "1"\n\tasync\n>', { 'data-x': '1', async: '' }],
    ['<script data-x="a>b" data-y=\'"\'>', { 'data-x': 'a>b', 'data-y': '"' }],
    ['<script data-x="1"data-y="2"/>', { 'data-x': '1', 'data-y': '2' }],
    ['<script data-x="first" DATA-X="second">', { 'data-x': 'first' }],
    ['<script data-x= >', { 'data-x': '' }],
    ['<script data-x="">', { 'data-x': '' }],
    ['<script>', {}],
    [
      '<script data-x="https:&#x2F;&#47;a.example&#x2f;?b&amp;c&AMP;d&quot;">',
      { 'data-x': 'https://a.example/?b&c&d"' },
    ],
    ['<script data-x="&#1114112; &#xffffff; &unknown; &">', { 'data-x': '&#1114112; &#xffffff; &unknown; &' }],
  ])('%j', (html, attributes) => {
    expect(read(`${html}</script>`)).toEqual([attributes]);
  });
});

describe('what is no script tag', () => {
  const tag = '<script data-x="1"></script>';
  test.each([
    ['in a comment', `<!-- ${tag} -->`],
    ['in a comment that nothing ends', `<!-- ${tag}`],
    ['as text of a script', `<script>document.write('${tag.slice(0, -9)}')</script>`],
    ['in a style', `<style>${tag}</style>`],
    ['in a title', `<title>${tag.replace('</script>', '')}</title>`],
    ['in a text field', `<textarea>${tag}</textarea>`],
    ['in another tag’s name', '<scripted data-x="1">'],
    ['cut off in its name', '<script'],
    ['cut off in a value', '<script data-x="1'],
    ['cut off after a value', '<script data-x="1"'],
  ])('%s', (_name, html) => {
    expect(read(html).filter((attributes) => 'data-x' in attributes)).toEqual([]);
  });

  test.each(['<!-->', '<!--->', '<!-- -->', '<title></TITLE >'])('what follows %s is read again', (before) => {
    expect(read(before + tag)).toEqual([{ 'data-x': '1' }]);
  });
});

test('several tags come in the page’s order', () => {
  expect(read('<script a></script><p>x</p><script b>"</scripty>"</script><script c></script>')).toEqual([
    { a: '' },
    { b: '' },
    { c: '' },
  ]);
});

test('links and metas are read alike, and hold no text', () => {
  const page = `<link rel=a title="<script src=b>"><meta name="c"/><title><link rel=d></title><link rel='e'><script f></script>`;
  const names = (wanted: 'script' | 'link' | 'meta') => startTags(page, wanted).map((tag) => [...tag.values()][0]);
  expect([names('link'), names('meta'), names('script')]).toEqual([['a', 'e'], ['c'], ['']]);
});

test('whatever the page, the reading ends', () => {
  const piece = fc.constantFrom(
    '<link',
    '<script',
    '<!--',
    '-->',
    '</script>',
    '<style',
    '"',
    "'",
    '=',
    '>',
    ' ',
    '/',
    '&#',
    'x',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      expect(startTags(pieces.join(''), 'script')).toBeInstanceOf(Array);
    }),
  );
});
