import { describe, expect, test } from 'vitest';
import { markdownOf, paragraphs } from '../../../test/fixtures/markdown-body.ts';
import { readMarkdown } from '../../../test/fixtures/markdown-reader.ts';
import { outline } from '../../../test/fixtures/outline.ts';
import { element, lineBreaks, text } from '../tree.ts';

/** A paragraph of this text: what is written, and that it reads back as that very text and nothing else. */
function written(value: string): string {
  const tree = paragraphs(value);
  const markdown = markdownOf(tree);
  expect(outline(readMarkdown(markdown))).toEqual(outline(tree));
  return markdown;
}

test.each([
  'A sentence. With, signs; and (brackets): "quoted" – 5 > 3, x < 5, a + b = c - d!',
  'snake_case_name, C:\\dir, 1.5, #tag, AT&T, a | b, fish & chips;',
  'foo@bar, name@, @name, http, ftp, www',
])('text that means nothing stays as it is: %s', (value) => {
  expect(written(value)).toBe(value);
});

describe('text that looks like', () => {
  test.each([
    ['emphasis', '*a* **b** _c_ __d__ ***e***', '\\*a\\* \\*\\*b\\*\\* \\_c\\_ \\_\\_d\\_\\_ \\*\\*\\*e\\*\\*\\*'],
    ['deleted text', '~a~ ~~b~~', '\\~a\\~ \\~\\~b\\~\\~'],
    ['code', '`a` ``b``', '\\`a\\` \\`\\`b\\`\\`'],
    ['a link, an image', '[a](b) ![c](d) [e]', '\\[a](b) !\\[c](d) \\[e]'],
    ['a definition', '[a]: https://a.example', '\\[a]: https:<wbr>//a.example'],
    ['a footnote', 'a[^1] [^1]: b', 'a\\[^1] \\[^1]: b'],
    ['a footnote’s text', '[^1]: b', '\\[^1]: b'],
    ['html', '<b>a</b> <!-- c --> <?x?> </div> <script>', '\\<b>a\\</b> \\<!-- c --> \\<?x?> \\</div> \\<script>'],
    ['an autolink', '<https://a.example> <a@b.example>', '\\<https:<wbr>//a.example> \\<a<wbr>@b.example>'],
    ['a character reference', '&amp; &#35; &copy; &copy &;', '&amp;amp; &amp;#35; &amp;copy; &copy &;'],
    ['an escaped sign', '\\* \\\\ a\\b c\\', '\\\\\\* \\\\\\\\ a\\b c\\\\'],
    ['a heading', '# a', '\\# a'],
    ['a heading of nothing', '##', '\\##'],
    ['a quote', '> a', '\\> a'],
    ['bullets', '- a', '\\- a'],
    ['bullets with a plus', '+ a', '\\+ a'],
    ['bullets with a star', '* a', '\\* a'],
    ['a number', '1. a', '1\\. a'],
    ['a number with a bracket', '12) a', '12\\) a'],
    ['a number alone', '1986.', '1986\\.'],
    ['a rule, or front matter', '---', '\\---'],
    ['a rule of stars', '* * *', '\\* \\* \\*'],
    ['a rule of underscores', '___', '\\_\\_\\_'],
    ['front matter of another kind', '+++', '\\+++'],
    ['a fence', '```js', '\\`\\`\\`js'],
    ['another fence', '~~~', '\\~\\~\\~'],
    ['a task', '[x] a', '\\[x] a'],
    ['an address', 'see www.a.example, http://a.example/b_c', 'see www<wbr>.a.example, http:<wbr>//a.example/b_c'],
    ['a mail address', 'a_b@c.example mailto:d@e.example', 'a_b<wbr>@c.example mailto:d<wbr>@e.example'],
  ])('%s', (_name, value, markdown) => {
    expect(written(value)).toBe(markdown);
  });

  test('lines below others that would make them a heading, a table or a list', () => {
    const lines = ['a | b', '--- | ---', '===', '---', ':-:', '- c', '1. d', '> e', '    f', '| g |'];
    const tree = paragraphs(lines.flatMap((line, index) => [...lineBreaks(index === 0 ? 0 : 1), text(line)]));
    const markdown = markdownOf(tree);
    expect(outline(readMarkdown(markdown))).toEqual(outline(tree));
    expect(markdown).toBe('a | b\\\n\\--- | ---\\\n\\===\\\n\\---\\\n\\:-:\\\n\\- c\\\n1\\. d\\\n\\> e\\\nf\\\n| g |');
  });

  test('the end of a heading', () => {
    const heading = (words: string): string =>
      markdownOf({ type: 'root', children: [element('h2', {}, [text(words)])] });
    expect(heading('a ##')).toBe('## a \\##');
    expect(heading('#')).toBe('## \\#');
    expect(heading('C#')).toBe('## C#');
    expect(heading('# 1. a')).toBe('## # 1. a');
  });

  test('what begins a formatted line', () => {
    const tree = paragraphs([text('- '), element('em', {}, [text('a')]), ...lineBreaks(1), text('1.'), text(' b')]);
    expect(markdownOf(tree)).toBe('\\- *a*\\\n1\\. b');
  });
});

describe('found by random trees', () => {
  const code = (value: string) => element('code', {}, [text(value)]);
  const link = (...children: Parameters<typeof element>[2]) => element('a', { href: 'https://a.example/' }, children);

  test.each([
    ['a definition of a link whose code holds its end', [link(code('\\[^1]: x*'))]],
    [
      'a title that ends its link in another reader',
      [element('img', { src: 'https://a.example/', alt: 'f', title: '_' }, [])],
    ],
    ['a footnote in a picture’s words', [element('img', { src: 'https://a.example/', alt: '^fog' }, [])]],
    ['the mark of byte order before a sign', [text('\ufeff> fog')]],
    ['deleted text behind strong text', [element('strong', {}, [text('*')]), element('del', {}, [text('Z*')])]],
    ['deleted text that ends in a tilde', [link(element('del', {}, [text('~')]))]],
    ['the beginning of an address before a link', [text('www.'), link(text('*'))]],
    ['the beginning of an address and nothing more', [text('www. *'), code('*')]],
    ['the beginning of an address before code', [text('https://'), code('*')]],
    ['a mail address in angle brackets in a link', [link(text('<3@a.example>'))]],
    ['a mail address in angle brackets without a dot', [text('<8@z>')]],
    [
      'an emphasised address without its beginning',
      [element('strong', {}, [element('em', {}, [text('@.k**')]), link(text('*'))])],
    ],
    ['a line break before nothing but a no-break space', [text('a'), ...lineBreaks(1), text('\u00a0')]],
    [
      'an empty line in an attribute, which would end the paragraph',
      [element('abbr', { title: 'a\r\r# b' }, [text('c')]), element('abbr', { title: 'a\n\n# b' }, [text('c')])],
    ],
    ['two code spans', [code('*'), code('fog')]],
    ['an exclamation mark before a link', [text('!'), link(text('a'))]],
    ['strong text in an emphasised term', [element('del', {}, [element('strong', {}, [text('fog')])])]],
    [
      'an emphasised part of an address',
      [element('strong', {}, [text('b')]), element('em', {}, [text('a')]), text('@c.example')],
    ],
  ])('%s', (_name, nodes) => {
    const tree = paragraphs(nodes);
    expect(outline(readMarkdown(markdownOf(tree)))).toEqual(outline(tree));
  });
});
