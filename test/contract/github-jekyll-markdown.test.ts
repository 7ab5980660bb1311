import fc from 'fast-check';
import type { Root } from 'hast';
import { beforeAll, describe, expect, test } from 'vitest';
import { acceptTree } from '../../src/clip/accept-tree.ts';
import { composeDraft } from '../../src/draft/compose.ts';
import { type MarkdownReader, renderMarkdown } from '../../src/draft/markdown.ts';
import { draftSections } from '../../src/draft/sections.ts';
import { toText } from '../../src/draft/text.ts';
import { childrenOf, element } from '../../src/draft/tree.ts';
import { hostileTree, lineOf, lineOfSigns } from '../fixtures/hostile-tree.ts';
import { jekyllHtml, plainQuotes, readJekyllPage } from '../fixtures/jekyll-page.ts';
import { linesTree } from '../fixtures/line-tree.ts';
import { outline } from '../fixtures/outline.ts';
import { randomTree } from '../fixtures/random-tree.ts';
import { CONSTRUCTS, NEVER } from '../fixtures/rich-sample.ts';
import { richSampleClip } from '../fixtures/rich-sample-clip.ts';
import { keptIn } from '../fixtures/rich-sample-markdown.ts';
import { NO_SOURCE, sampleDraft, WORDS } from '../fixtures/sample-draft.ts';
import { kramdownPages } from '../servers/generators/kramdown.ts';
import { runs } from '../support/scale.ts';
import { textDifference } from './same-text.ts';

const READER: MarkdownReader = { kind: 'kramdown', html: true, footnotes: true, templates: 'liquid' };

const LINE = lineOf(
  ...'*_`[]()<>#+-.!|~\\&;:/\'"$%^={} \n\t1aé',
  ...['{{', '{%', '{%-', '{{-', '}}', '%}', '$$', '{:', '{::comment}', '{:.a}', '{#a}', '[^1]', '[^1]: ', '*[a]: '],
  ...['<<', '>>', ' >>', '--', '...', '|', ': ', '- ', '1. ', '^', '~~', '``', '<b>', '</a>', '&amp;', '<a@a.a>'],
);

const signs = (tree: Root): string => plainQuotes(toText(tree)).replace(/[\s\ufeff]+/g, '');

interface Sample {
  tree: Root;
  markdown: string;
}

function sampleOf(raw: Root, quote: boolean): Sample {
  const draft = sampleDraft(acceptTree(raw), { source: NO_SOURCE }, quote);
  const { markdown } = renderMarkdown(draft, { images: new Map(), reader: READER }, WORDS);
  return { tree: { type: 'root', children: draftSections(draft, WORDS).flatMap(({ content }) => content) }, markdown };
}

describe('any tree is the same page of Jekyll', () => {
  test.each([
    ['of words', randomTree],
    ['of the signs of Markdown', hostileTree],
    ['of lines that begin blocks and end them', linesTree],
    ['of one line of them', lineOfSigns],
    ['of one line of the signs of kramdown and Liquid', LINE],
  ])('%s: every text in order, in the same containers and formats', (_name, trees) => {
    const samples = fc.sample(fc.tuple(trees, fc.boolean()), runs(500)).map(([raw, quote]) => sampleOf(raw, quote));
    const pages = kramdownPages(samples.map(({ markdown }) => markdown));
    const wrong = samples.flatMap(({ tree, markdown }, index) => {
      const page = pages[index] ?? '';
      const read = readJekyllPage(page);
      const [is, shouldBe] = [outline(read), outline(tree)].map((lines) => plainQuotes(lines.join('\n')));
      const same = is === shouldBe && signs(read) === signs(tree) && textDifference(toText(tree), toText(read)) === '';
      return same ? [] : [{ markdown, page, is, shouldBe }];
    });
    const [shortest] = wrong.sort((a, b) => a.markdown.length - b.markdown.length);
    if (process.env.KD) {
      console.log(wrong.length);
      for (const w of wrong.slice(0, 12))
        console.log(`=====\n${w.markdown}\n-----page\n${w.page}\n-----is\n${w.is}\n-----should\n${w.shouldBe}`);
    }
    expect(shortest).toBe(undefined);
  });
});

describe.each([
  ['as it was', false],
  ['as a quote', true],
])('the rich sample as a page of Jekyll, %s', (_name, quote) => {
  const clip = richSampleClip({ source: NO_SOURCE });
  const names = CONSTRUCTS.map(({ name }) => name);
  const draft = composeDraft(clip, { quote }, 'rich');
  const { markdown } = renderMarkdown(draft, { images: new Map(), reader: READER }, WORDS);
  let page = '';
  let kept: string[] = [];

  beforeAll(() => {
    [page = ''] = kramdownPages([markdown]);
    kept = keptIn(jekyllHtml(page));
  });

  test.each(names)('%s', (name) => {
    expect(kept).toContain(name);
  });

  test('all constructs kept', () => {
    console.log(`Jekyll${quote ? ', quoted' : ''}: kept ${kept.length}/${names.length}`);
    expect(kept).toEqual(names);
  });

  test('every text, in order and not glued, in the same containers and formats', () => {
    const nodes = childrenOf(clip.content);
    const tree: Root = { type: 'root', children: quote ? [element('blockquote', {}, nodes)] : nodes };
    const read = readJekyllPage(page);
    expect(textDifference(toText(tree), toText(read))).toBe('');
    expect(plainQuotes(outline(read).join('\n'))).toEqual(plainQuotes(outline(tree).join('\n')));
    for (const forbidden of NEVER) expect(markdown).not.toContain(forbidden);
  });
});
