import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textDifference } from '../../test/contract/same-text.ts';
import { randomTree } from '../../test/fixtures/random-tree.ts';
import { NO_SOURCE, SOURCE, sampleDraft, WORDS } from '../../test/fixtures/sample-draft.ts';
import { renderPlainBody } from './plain-body.ts';
import { toText } from './text.ts';

const plain = (html: string): string => renderPlainBody(sampleDraft(html, { source: NO_SOURCE }), {}, WORDS).text;

test('the note, the passage, its source line with the address', () => {
  const draft = { ...sampleDraft('<p>One <em>two</em>.</p><p>Three.</p>', { source: SOURCE }, true), note: 'Mine.' };
  expect(renderPlainBody(draft, {}, WORDS)).toMatchObject({
    text: 'Mine.\n\nOne two.\n\nThree.\n\nSource: The Title, Ann Author, The Paper\nhttps://paper.example/a',
    leftOut: [],
    cut: false,
  });
});

describe('constructs', () => {
  test.each([
    ['signs stay what they are', '<p>*a* [b](c) &lt;d&gt; www.e.example</p>', '*a* [b](c) <d> www.e.example'],
    ['headings, links, line breaks', '<h2>a</h2><p><a href="https://e.example/">b</a><br>c</p>', 'a\n\nb\nc'],
    ['bullets in each other', '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>', '- a\n  - b\n- c'],
    ['numbers', '<ol start="9"><li>a</li><li><p>b</p><p>c</p></li></ol>', '9. a\n\n10. b\n\n    c'],
    ['lists side by side', '<ul><li>a</li></ul><ul><li>b</li></ul>', '- a\n\n- b'],
    ['boxes to tick', '<ul><li><input type="checkbox" checked> a</li></ul>', '- ☑ a'],
    ['quotes', '<blockquote><p>a</p><blockquote>b</blockquote></blockquote>', 'a\n\nb'],
    ['code', '<pre>a\n  b *\n</pre>', 'a\n  b *'],
    ['tables', '<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>', 'a\tb\nc\td'],
    ['details', '<details><summary>a</summary><p>b</p></details>', 'a\n\nb'],
    ['readings', '<p><ruby>漢<rt>kan</rt></ruby></p>', '漢(kan)'],
    [
      'images as nothing, captions as text',
      '<figure><img src="https://e.example/i.png"><figcaption>a</figcaption></figure>',
      'a',
    ],
    ['media and rules as nothing', '<p>a</p><hr><video src="https://e.example/v.mp4"></video><p>b</p>', 'a\n\nb'],
    [
      'formulas as their source, where it is known',
      '<p>so <math><mi>x</mi><annotation encoding="application/x-tex">x_1</annotation></math> and <math><mi>y</mi></math></p>',
      'so x_1 and y',
    ],
  ])('%s', (_name, html, text) => {
    expect(plain(html)).toBe(text);
  });
});

test('what is too long is cut at the end of a block, with the source', () => {
  const draft = sampleDraft(`<p>one</p><p>${'two '.repeat(99)}</p>`, { source: SOURCE });
  const source = 'Source: The Title, Ann Author, The Paper\nhttps://paper.example/a';
  expect(renderPlainBody(draft, { cutAt: 75 }, WORDS)).toEqual({
    text: `one\n\n…\n\n${source}`,
    whole: `one\n\n${'two '.repeat(99).trim()}\n\n${source}`,
    leftOut: [],
    cut: true,
  });
  expect(renderPlainBody(draft, { cutAt: 200 }, WORDS).text).toMatch(/^one\n\ntwo [two ]+two\n\n…\n\nSource/);
});

test('any tree: every text in order', () => {
  fc.assert(
    fc.property(randomTree, (tree) => {
      const { text } = renderPlainBody(sampleDraft(tree, { source: NO_SOURCE }), {}, WORDS);
      expect(textDifference(toText(tree), text.replace(/^ *(?:(?:-|\d+\.)(?: |$))+/gm, ''))).toBe('');
    }),
  );
});
