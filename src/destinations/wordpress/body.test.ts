import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textDifference } from '../../../test/contract/same-text.ts';
import { htmlTree } from '../../../test/fixtures/html-tree.ts';
import { randomTree } from '../../../test/fixtures/random-tree.ts';
import { richSampleClip } from '../../../test/fixtures/rich-sample-clip.ts';
import {
  draftWithLosses,
  EMPTY_HTML,
  NO_SOURCE,
  SOURCE,
  sampleClip,
  sampleDraft,
  WORDS,
} from '../../../test/fixtures/sample-draft.ts';
import { bodyBlocks, TODAY, wordpressBody } from '../../../test/fixtures/wordpress-body.ts';
import { everyBlock, parseBlocks } from '../../../test/support/parse-blocks.ts';
import { composeDraft } from '../../draft/compose.ts';
import { toText } from '../../draft/text.ts';
import { needsBlockTypes, renderWordPressBody } from './body.ts';

const OPTIONS = { images: new Map(), filtered: false, blocks: TODAY };

describe('a draft as a whole', () => {
  test('the note as paragraphs, the passage as a quote with its source as the citation', () => {
    const draft = { ...sampleDraft('<p>One <em>two</em>.</p><p>Three.</p>', { source: SOURCE }, true), note: 'Mine.' };
    expect(renderWordPressBody(draft, OPTIONS, WORDS)).toEqual({
      content: `<!-- wp:paragraph -->
<p>Mine.</p>
<!-- /wp:paragraph -->

<!-- wp:quote -->
<blockquote class="wp-block-quote"><!-- wp:paragraph -->
<p>One <em>two</em>.</p>
<!-- /wp:paragraph -->

<!-- wp:paragraph -->
<p>Three.</p>
<!-- /wp:paragraph --><cite>Source: <a href="https://paper.example/a">The Title, Ann Author, The Paper</a></cite></blockquote>
<!-- /wp:quote -->`,
      leftOut: [],
    });
  });

  test('plain: the source as a paragraph of its own', () => {
    const { content } = renderWordPressBody(sampleDraft('<blockquote>a</blockquote>', {}, false), OPTIONS, WORDS);
    expect(parseBlocks(content).map(({ name }) => name)).toEqual(['core/quote', 'core/paragraph']);
  });

  test('a quote that names who said it: the source as a paragraph', () => {
    const html = '<figure><blockquote>a</blockquote><figcaption>Ada</figcaption></figure>';
    const { content } = renderWordPressBody(sampleDraft(html, {}, true), OPTIONS, WORDS);
    const [quote, source] = parseBlocks(content);
    expect(quote?.html).toContain('<cite>Ada</cite>');
    expect(source?.html).toContain('Source: ');
  });

  test('each passage is cited by itself', () => {
    const draft = { ...sampleDraft('<p>a</p>', {}, true), passages: [sampleClip('<p>a</p>'), sampleClip('<p>b</p>')] };
    const blocks = parseBlocks(renderWordPressBody(draft, OPTIONS, WORDS).content);
    expect(blocks.map(({ name, html }) => [name, html.match(/<cite>/g)?.length])).toEqual([
      ['core/quote', 1],
      ['core/quote', 1],
    ]);
  });

  test('an empty clip has an empty body', () => {
    expect(wordpressBody(EMPTY_HTML).content).toBe('');
  });

  test('names what is missing: scripts, forms and media nobody can read, and nothing else', () => {
    expect(renderWordPressBody(draftWithLosses(), OPTIONS, WORDS).leftOut).toEqual([
      'scripts_left_out',
      'forms_left_out',
      'media_unreadable',
    ]);
  });

  test('half a surrogate pair becomes a replacement character: WordPress refuses the request otherwise', () => {
    const draft = { ...sampleDraft('<p>a 😀</p>', { source: NO_SOURCE }), note: 'b \ud83d' };
    const { content } = renderWordPressBody(draft, OPTIONS, WORDS);
    expect(content).toContain('<p>b \ufffd</p>');
    expect(content).toContain('<p>a 😀</p>');
  });
});

describe('text stays text', () => {
  test.each([
    ['markup', '<p>&lt;b&gt; &amp;amp;</p>', '<p>&#x3C;b&#x3E; &#x26;amp;</p>'],
    ['comments of blocks', '<p>&lt;!-- /wp:paragraph --&gt;</p>', '<p>&#x3C;!-- /wp:paragraph --&#x3E;</p>'],
    ['page breaks', '<p>&lt;!--nextpage--&gt;</p>', '<p>&#x3C;!--nextpage--&#x3E;</p>'],
    ['shortcodes', '<p>[gallery ids="1"] [1]</p>', '<p>&#x5B;gallery ids="1"] &#x5B;1]</p>'],
    [
      'shortcodes and comments in attributes',
      '<p>a <img src="https://e.example/a.png" alt="[x] &lt;!-- /wp:paragraph --&gt;"></p>',
      '<p>a <img src="https://e.example/a.png" alt="&#x5B;x] &#x3C;!-- /wp:paragraph --&#x3E;"></p>',
    ],
    [
      'an address alone in its paragraph, which would become an embed',
      '<p>https://youtube.com/watch?v=1</p>',
      '<p>https:&#x2F;&#x2F;youtube.com/watch?v=1</p>',
    ],
    ['an address among words', '<p>see https://e.example/</p>', '<p>see https://e.example/</p>'],
  ])('%s', (_name, html, paragraph) => {
    expect(bodyBlocks(html)).toMatch(/^\[paragraph\]/);
    expect(bodyBlocks(html).replace('[paragraph]', '')).toBe(paragraph);
  });

  test('in code: brackets, and addresses alone on their line', () => {
    expect(bodyBlocks('<pre>a[0]\nhttps://e.example/\n&lt;b&gt;</pre>')).toBe(
      '[code]<pre class="wp-block-code"><code>a&#x5B;0]\nhttps:&#x2F;&#x2F;e.example/\n&#x3C;b&#x3E;</code></pre>',
    );
  });

  test('in attributes of blocks nothing can end the comment', () => {
    const latex = 'a --> b <!-- \\text{"&quot;"} &amp;';
    const math = `<math><annotation encoding="application/x-tex">${latex.replaceAll('<', '&lt;')}</annotation></math>`;
    const { content } = wordpressBody(math);
    expect(content).toContain(
      '{"latex":"a \\u002d\\u002d\\u003e b \\u003c!\\u002d\\u002d \\u005ctext{\\u0022\\u0022\\u0022} \\u0026"}',
    );
    expect(parseBlocks(content)[0]?.attributes).toEqual({ latex: 'a --> b <!-- \\text{"""} &' });
  });
});

describe('inline', () => {
  const kept = [
    '<b>a</b> <i>b</i> <strong>c</strong> <em>d</em> <u>e</u> <s>f</s> <del>g</del> <ins>h</ins>',
    '<mark>a</mark> <kbd>b</kbd> <samp>c</samp> <code>d</code> <var>e</var> <sub>f</sub> <sup>g</sup> <small>h</small>',
    '<abbr title="World Wide Web">WWW</abbr> <cite>a</cite> <time datetime="2020-01-01">b</time> <q>c <q>d</q></q>',
    '<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby> <bdo dir="rtl">a</bdo> <span lang="ar" dir="rtl">b</span>',
    'a<br>b<br><br>c',
  ];

  test.each(kept)('stays as it is: %s', (html) => {
    expect(bodyBlocks(`<p>${html}</p>`)).toBe(`[paragraph]<p>${html}</p>`);
  });

  test.each([
    ['white space collapses', ' a \n b<em> c </em> d ', 'a b<em> c </em>d'],
    ['what shows nothing goes', 'a<em> </em><strong></strong>b', 'a b'],
    [
      'a link keeps its address only',
      '<a href="https://e.example/" title="t">l</a>',
      '<a href="https://e.example/">l</a>',
    ],
    [
      'links hold no links',
      '<a href="https://e.example/">a <a href="https://f.example/">b</a></a>',
      '<a href="https://e.example/">a b</a>',
    ],
    ['a script link leaves its text', 'a <a href="javascript:alert(1)">b</a>', 'a b'],
    ['an emoji drawn as an image', 'a <img src="https://e.example/1f600.png" alt="😀">', 'a 😀'],
    ['a box to tick', '<input type="checkbox" checked>a', '☑ a'],
  ])('%s', (_name, html, words) => {
    expect(bodyBlocks(`<p>${html}</p>`)).toBe(`[paragraph]<p>${words}</p>`);
  });
});

describe('language and direction', () => {
  test('a paragraph says its direction as core does, its language in a span', () => {
    expect(bodyBlocks('<p lang="ar" dir="rtl">a</p>')).toBe(
      '[paragraph {"direction":"rtl"}]<p dir="rtl"><span lang="ar">a</span></p>',
    );
  });

  test('where a block has no attribute for them, a span says both', () => {
    expect(bodyBlocks('<h2 lang="ar" dir="rtl">a</h2><ul><li dir="rtl">b</li></ul>')).toBe(
      '[heading]<h2 class="wp-block-heading"><span lang="ar" dir="rtl">a</span></h2>' +
        '[list]<ul class="wp-block-list">[list-item]<li><span dir="rtl">b</span></li>[/list-item]</ul>[/list]',
    );
  });

  test('the text of a page that runs from right to left', () => {
    expect(bodyBlocks('<p>a</p><p dir="ltr">b</p>', { dir: 'rtl' })).toBe(
      '[paragraph {"direction":"rtl"}]<p dir="rtl">a</p>[paragraph {"direction":"ltr"}]<p dir="ltr">b</p>',
    );
  });
});

describe('whether the site must be asked for its blocks', () => {
  test.each([
    ['<p>a</p><table><tr><td colspan="1">b</td></tr></table><ol start="3"><li>c</li></ol>', false],
    ['<ul><li><details><summary>a</summary></details></li></ul>', true],
    ['<p>a <math><mi>x</mi></math></p>', true],
    ['<table><tr><td colspan="2">b</td></tr></table>', true],
    ['<ol type="a"><li>c</li></ol>', true],
  ])('%s: %s', (html, needed) => {
    const tree = htmlTree(html);
    const clip = sampleClip(tree);
    expect(needsBlockTypes(sampleDraft(clip.content))).toBe(needed);
  });
});

test('nesting, 100 levels deep, costs no more than its size', () => {
  const nest = (open: string, close: string): string => `${open.repeat(100)}x${close.repeat(100)}`;
  for (const html of [nest('<a href="https://e.example/"><div>', '</div></a>'), nest('<em><p>', '</p></em>')]) {
    expect(wordpressBody(html).content.length).toBeLessThan(2000);
  }
  for (const html of [nest('<ul><li>', '</li></ul>'), nest('<blockquote>', '</blockquote>')]) {
    expect(wordpressBody(html).content.length).toBeLessThan(20_000);
  }
});

describe('whatever the page', () => {
  const cases = fc.record({ quote: fc.boolean(), filtered: fc.boolean(), today: fc.boolean() });

  test('every text in order, in blocks, none outside, nothing that runs', () => {
    fc.assert(
      fc.property(randomTree, cases, (tree, { quote, filtered, today }) => {
        const options = { images: new Map(), filtered, blocks: today ? TODAY : null };
        const draft = sampleDraft(tree, { source: NO_SOURCE }, quote);
        const { content } = renderWordPressBody(draft, options, WORDS);
        const blocks = everyBlock(parseBlocks(content));
        expect(content).not.toMatch(/<script|javascript:/);
        if (filtered) expect(content).not.toMatch(/<iframe|data:/);
        if (filtered && !today) expect(content).not.toMatch(/<m(?!ark)/);
        expect(blocks.map(({ name }) => name)).not.toContain('core/freeform');
        const links = filtered ? /https:\/\/media\.example\/frame/g : /$^/;
        expect(textDifference(toText(tree), toText(htmlTree(content)).replace(links, ''))).toBe('');
      }),
    );
  });

  test('the rich sample, as administrator and as author, at sites old and new', () => {
    for (const quote of [true, false]) {
      for (const filtered of [true, false]) {
        for (const blocks of [null, TODAY]) {
          const draft = composeDraft(richSampleClip(), { quote }, 'rich');
          const { content } = renderWordPressBody(draft, { images: new Map(), filtered, blocks }, WORDS);
          expect(everyBlock(parseBlocks(content)).length).toBeGreaterThan(100);
        }
      }
    }
  });
});
