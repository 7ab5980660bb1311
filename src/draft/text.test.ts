import { expect, test } from 'vitest';
import { htmlTree } from '../../test/fixtures/html-tree.ts';
import { toText } from './text.ts';

test.each([
  ['white space collapses as a browser shows it', '<p>  a \n <em>b</em>c <strong> d</strong></p>', 'a bc d'],
  ['blocks never run together', '<p>a</p><p>b</p><h2>c</h2>d<blockquote>e</blockquote>', 'a\n\nb\n\nc\n\nd\n\ne'],
  ['line breaks stay', '<p>a<br> b</p>', 'a\nb'],
  ['items stand on lines of their own', '<p>x</p><ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>', 'x\n\na\nb\nc'],
  [
    'cells are parted by tabs, rows by lines',
    '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>',
    'a\tb\nc',
  ],
  ['code keeps its white space', '<pre><code>a\n\n  b</code></pre><p>c</p>', 'a\n\n  b\n\nc'],
  ['a no-break space is text', '<p>a&nbsp;b</p>', 'a\u00a0b'],
  [
    'readings and check boxes',
    '<p><ruby>漢<rp>[</rp><rt>kan</rt></ruby></p><ul><li><input type="checkbox" checked> a</li></ul>',
    '漢(kan)\n\n☑ a',
  ],
  ['nothing', ' <p> </p> ', ''],
])('%s', (_name, html, expected) => {
  expect(toText(htmlTree(html))).toBe(expected);
});
