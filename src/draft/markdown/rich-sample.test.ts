import { describe, expect, test } from 'vitest';
import { textDifference } from '../../../test/contract/same-text.ts';
import { readMarkdown, renderedHtml } from '../../../test/fixtures/markdown-reader.ts';
import { outline } from '../../../test/fixtures/outline.ts';
import { CONSTRUCTS, NEVER } from '../../../test/fixtures/rich-sample.ts';
import { richSampleClip } from '../../../test/fixtures/rich-sample-clip.ts';
import { keptIn, MARKDOWN_CONSTRUCTS } from '../../../test/fixtures/rich-sample-markdown.ts';
import { NO_SOURCE, WORDS } from '../../../test/fixtures/sample-draft.ts';
import { composeDraft } from '../compose.ts';
import { renderMarkdown } from '../markdown.ts';
import { renderPlainBody } from '../plain-body.ts';
import { toText } from '../text.ts';

const clip = richSampleClip({ source: NO_SOURCE });
const names = MARKDOWN_CONSTRUCTS.map(({ name }) => name);

test('every construct of the rich sample is told how it stands in Markdown', () => {
  expect(names).toEqual(CONSTRUCTS.map(({ name }) => name));
});

describe.each([
  ['plain', false],
  ['as a quote', true],
])('the rich sample, %s', (_name, quote) => {
  const draft = composeDraft(clip, { quote }, 'rich');
  const { markdown, leftOut, cut } = renderMarkdown(draft, { images: new Map() }, WORDS);
  const html = renderedHtml(markdown);
  const kept = keptIn(html);

  test.each(names)('%s', (name) => {
    expect(kept).toContain(name);
  });

  test('all constructs kept', () => {
    console.log(`Markdown${quote ? ', quoted' : ''}: kept ${kept.length}/${names.length}`);
    expect(kept).toEqual(names);
  });

  test('has every text, in order and not glued', () => {
    expect(textDifference(toText(clip.content), toText(readMarkdown(markdown)))).toBe('');
    const plain = renderPlainBody(draft, {}, WORDS).text.replace(/^ *(?:(?:-|\d+\.) )+/gm, '');
    expect(textDifference(toText(clip.content), plain)).toBe('');
  });

  test('reads back line by line, in the same containers and formats', () => {
    if (!quote) expect(outline(readMarkdown(markdown))).toEqual(outline(clip.content));
  });

  test('brings along nothing that must stay behind, and says what is missing', () => {
    for (const forbidden of NEVER) expect(markdown).not.toContain(forbidden);
    expect(leftOut).toEqual(['scripts_left_out', 'forms_left_out', 'media_unreadable']);
    expect(cut).toBe(false);
  });
});
