import { describe, expect, test } from 'vitest';
import { markdownOf } from '../../test/fixtures/markdown-body.ts';
import {
  draftWithLosses,
  EMPTY_HTML,
  NO_SOURCE,
  SOURCE,
  sampleClip,
  sampleDraft,
  WORDS,
} from '../../test/fixtures/sample-draft.ts';
import { renderMarkdown } from './markdown.ts';

const OPTIONS = { images: new Map() };

describe('a draft as a whole', () => {
  test('the note, the passage as a quote, its source line', () => {
    const draft = { ...sampleDraft('<p>One <em>two</em>.</p><p>Three.</p>', { source: SOURCE }, true), note: 'Mine.' };
    expect(renderMarkdown(draft, OPTIONS, WORDS)).toMatchObject({
      markdown: `Mine.

> One *two*.
>
> Three.

Source: [The Title, Ann Author, The Paper](https://paper.example/a)`,
      leftOut: [],
      cut: false,
    });
  });

  test('each passage with its own source line', () => {
    const draft = { ...sampleDraft('<p>a</p>', {}, true), passages: [sampleClip('<p>a</p>'), sampleClip('<p>b</p>')] };
    const line = 'Source: [The Title, Ann Author, The Paper](https://paper.example/a)';
    expect(renderMarkdown(draft, OPTIONS, WORDS).markdown).toBe(`> a\n\n${line}\n\n> b\n\n${line}`);
  });

  test('addresses in the note are links', () => {
    const draft = { ...sampleDraft('', { source: NO_SOURCE }), note: 'see https://a.example/b.' };
    expect(renderMarkdown(draft, OPTIONS, WORDS).markdown).toBe('see <https://a.example/b>.');
  });

  test('a page that runs from right to left stands in a box that says so', () => {
    expect(markdownOf('<p>א</p><p>ב</p>', { dir: 'rtl', quote: true })).toBe(
      '<div dir="rtl" lang="en">\n\n> א\n>\n> ב\n\n</div>',
    );
  });

  test('an empty clip has an empty body', () => {
    expect(markdownOf(EMPTY_HTML)).toBe('');
  });

  test('names what is missing: scripts, forms and media nobody can read, and nothing else', () => {
    expect(renderMarkdown(draftWithLosses(), OPTIONS, WORDS).leftOut).toEqual([
      'scripts_left_out',
      'forms_left_out',
      'media_unreadable',
    ]);
  });

  test('no NUL, no half of a surrogate pair', () => {
    const draft = { ...sampleDraft('<p>a\0b 😀</p><pre>c\0</pre>', { source: NO_SOURCE }), note: 'b \ud83d' };
    expect(renderMarkdown(draft, OPTIONS, WORDS).markdown).toBe('b \ufffd\n\na\ufffdb 😀\n\n```\nc\ufffd\n```');
  });
});

describe('images', () => {
  const bytes = `data:image/png;base64,${'A'.repeat(60)}`;

  test('stand where they were uploaded to, else where they are', () => {
    const images = new Map([[bytes, { url: 'https://blog.example/1.png' }]]);
    expect(markdownOf(`<img src="${bytes}" alt="A"><img src="https://e.example/b.png" alt="B">`, { images })).toBe(
      '![A](https://blog.example/1.png)![B](https://e.example/b.png)',
    );
  });

  test('that carry their own bytes stay while they are short; a longer one is left out and named', () => {
    expect(markdownOf(`<img src="${bytes}">`)).toBe(`![](${bytes})`);
    const long = sampleDraft(`<p>x<img src="data:image/png;base64,${'A'.repeat(5000)}"></p>`, { source: NO_SOURCE });
    expect(renderMarkdown(long, OPTIONS, WORDS)).toMatchObject({
      markdown: 'x',
      leftOut: ['media_unreadable'],
      cut: false,
    });
  });
});

describe('deep nesting', () => {
  test.each([
    ['links around blocks', '<a href="https://e.example/"><div>', '</div></a>', 100],
    ['formats around blocks', '<em><p>', '</p></em>', 100],
    ['formats', '<em><u><strong>', '</strong></u></em>', 4000],
    ['lists', '<ul><li>', '</li></ul>', 4000],
    ['lists with text', '<ul><li>a', '</li></ul>', 8000],
    ['quotes', '<blockquote>', '</blockquote>', 4000],
    ['quotes with text', '<blockquote><p>a</p>', '</blockquote>', 16_000],
    ['details', '<details>', '</details>', 4000],
    ['tables', '<table><tr><td>', '</td></tr></table>', 4000],
  ])('%s, 100 levels deep, keep their text and cost little more than their size', (_name, open, close, most) => {
    const markdown = markdownOf(`${open.repeat(100)}x${close.repeat(100)}`);
    expect(markdown).toContain('x');
    expect(markdown.length).toBeLessThan(most);
  });
});
