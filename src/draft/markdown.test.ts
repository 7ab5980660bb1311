import { expect, test } from 'vitest';
import { SOURCE, sampleDraft, WORDS } from '../../test/fixtures/sample-draft.ts';
import { renderMarkdown } from './markdown.ts';

test('the note, the passage as a quote, its source line', () => {
  const draft = { ...sampleDraft('<p>One <em>two</em>.</p><p>Three.</p>', { source: SOURCE }, true), note: 'Mine.' };
  expect(renderMarkdown(draft, { images: new Map() }, WORDS)).toEqual({
    markdown: `Mine.

> One _two_.
>
> Three.

Source: [The Title, Ann Author, The Paper](https://paper.example/a)`,
    leftOut: [],
    cut: false,
  });
});
