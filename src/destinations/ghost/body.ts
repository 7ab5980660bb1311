import type { ClipNoteCode } from '../../clip/clip.ts';
import type { BodyWords, Draft } from '../../draft/draft.ts';
import { leftOutOf } from '../../draft/left-out.ts';
import { draftSections } from '../../draft/sections.ts';
import { blockHtml } from './body/block.ts';
import { newContext } from './body/context.ts';
import { toBlocks } from './body/flow.ts';
import { partNumberedLists } from './body/part-lists.ts';

/** A draft in the HTML that Ghost's `?source=html` turns into native blocks. */
export interface GhostBody {
  html: string;
  /** What the draft lacks of the page: scripts, forms, and media nobody can read (codes of clip notes). */
  leftOut: ClipNoteCode[];
}

/**
 * Keeps, in this order: the text, that it stays editable as native blocks, and the construct. What Ghost's converter
 * would lose or glue together is rewritten into what it reads; html cards hold only formulas, tables, foldable details,
 * players and images that carry their own bytes (recorded from Ghost 6.65 and 5.130).
 */
export function renderGhostBody(draft: Draft, words: BodyWords): GhostBody {
  const context = newContext();
  const blocks = draftSections(draft, words).flatMap((section) =>
    toBlocks(section.content, { ...context, lang: section.lang ?? '' }),
  );
  return {
    html: partNumberedLists(blocks).map(blockHtml).join(''),
    leftOut: leftOutOf(draft, context.leftOut),
  };
}
