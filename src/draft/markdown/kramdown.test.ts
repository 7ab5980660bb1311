import { describe, expect, test } from 'vitest';
import { markdownOf } from '../../../test/fixtures/markdown-body.ts';
import type { MarkdownReader } from '../markdown.ts';
import { element, text } from '../tree.ts';

const reader: MarkdownReader = { kind: 'kramdown', html: true, footnotes: true, templates: 'liquid' };
const written = (html: string): string => markdownOf(html, { reader });
const typed = (words: string): string =>
  markdownOf({ type: 'root', children: [element('p', {}, [text(words)])] }, { reader });

describe('text that kramdown or Liquid would read otherwise', () => {
  test.each([
    ['a template', '{{ a }} {% b %} {%- c', '{\\{ a }} {&#x25; b %} {&#x25;- c'],
    ['a formula', 'a $$b$$', 'a \\$\\$b\\$\\$'],
    ['attributes', '{: .a} a{:.b}', '\\{: .a} a\\{:.b}'],
    ['a table', 'a | b', 'a \\| b'],
    ['dashes, dots, angle brackets', 'a -- b --- c ... << d >>', 'a \\-- b \\-\\-- c \\... \\<< d \\>>'],
    ['a definition', ': a', '\\: a'],
    ['the end of a block', '^', '&#x5E;'],
    ['a long form', '*[a]: b', '\\*\\[a]: b'],
    ['a link’s address', '[a]: b', '\\[a]: b'],
    ['signs that no backslash protects', '~~a~~ `b`', '&#x7E;&#x7E;a&#x7E;&#x7E; &#x60;b&#x60;'],
    ['a reference', 'a &copy; &copy--;', 'a &amp;copy; &amp;copy\\--;'],
    ['a heading’s underline', '=-=', '\\=-='],
    ['a line break', 'a \\', 'a &#x5C;'],
  ])('%s', (_name, words, markdown) => {
    expect(typed(words)).toBe(markdown);
  });

  test.each(['a_b_c', 'a - b', 'a. b', '5 < 6', 'a ~ b', '$5', 'it’s "a"', 'http://a.example', '1) a', '{a}', 'AT&T'])(
    'no escape in %s',
    (words) => {
      expect(typed(words)).toBe(words);
    },
  );
});

describe('constructs that kramdown reads its own way', () => {
  test.each([
    ['a line break', '<p>a<br>b</p>', 'a<br>\nb'],
    ['elements that it reads no Markdown in', '<p><u>a_<b>b</b>_</u></p>', '<u>a_<strong>b</strong>_</u>'],
    ['code with signs of a template', '<p><code>{{ a }}</code></p>', '<code>&#x7B;{ a }}</code>'],
    ['a block of it', '<pre>{{ a }}\n{% b %}</pre>', "```\n{{ '{' }}{ a }}\n{{ '{' }}% b %}\n```"],
    ['a list with a start', '<ol start="5"><li>a</li></ol>', '5. a\n{:start="5"}'],
    ['two lists', '<ul><li>a</li></ul><ul><li>b</li></ul>', '- a\n\n<!-- -->\n\n- b'],
    ['a box', '<details><p>a</p></details>', '<details markdown="1">\n\na\n\n</details>'],
    ['a rule in an item', '<ul><li><p>a</p><hr></li></ul>', '-   a\n\n    ***'],
    ['items in an item’s code', '<ul><li><pre>- a</pre></li></ul>', '- <!-- -->\n\n  ```\n  - a\n  ```'],
    ['round brackets in an address', '<p><a href="https://a.example/b_(c)">d</a></p>', '[d](https://a.example/b_(c))'],
    ['a header alone', '<table><tr><th>a</th></tr></table>', '<table>\n<tr><th>a</th></tr>\n</table>'],
  ])('%s', (_name, html, markdown) => {
    expect(written(html)).toBe(markdown);
  });
});

test('long runs of signs come to an end', () => {
  for (const sign of ['<', '&', '_', '*[', ' {#', '- ', '\\', '((', '`', '~', '{{', '| ']) {
    const words = sign.repeat(50_000 / sign.length);
    expect(typed(words).length).toBeGreaterThan(40_000);
    markdownOf({ type: 'root', children: [element('h2', {}, [text(words)])] }, { reader });
    const code = element('pre', {}, [text(`${sign}\n`.repeat(10_000))]);
    markdownOf({ type: 'root', children: [element('ul', {}, [element('li', {}, [code])])] }, { reader });
  }
});
