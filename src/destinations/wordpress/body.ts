import type { ClipNoteCode } from '../../clip/clip.ts';
import type { BodyWords, Draft } from '../../draft/draft.ts';
import { leftOutOf } from '../../draft/left-out.ts';
import { draftSections } from '../../draft/sections.ts';
import { contains, isElement, type TreeNode } from '../../draft/tree.ts';
import type { Block } from './body/block.ts';
import type { Context } from './body/context.ts';
import { toBlocks } from './body/flow.ts';
import { cited } from './body/group.ts';
import { serialize } from './body/serialize.ts';
import { spansOf } from './body/table.ts';
import { joinedLines } from './body/text.ts';

export interface WordPressBodyOptions {
  /** What uploaded images became, by the `src` they have in the clip's tree. */
  images: ReadonlyMap<string, { id: number; url: string }>;
  /**
   * The user has no `unfiltered_html`: what core's filter would strip is changed beforehand, so that no text leaks and no
   * image breaks.
   */
  filtered: boolean;
  /** Block types the site knows (`core/details` …); null where nobody asked: then only blocks of every version from 6.1 on. */
  blocks: ReadonlySet<string> | null;
}

/** A draft as a post's content: core's blocks, and nothing outside of them. */
export interface WordPressBody {
  content: string;
  /** What the draft lacks of the page: scripts, forms, and media nobody can read (codes of clip notes). */
  leftOut: ClipNoteCode[];
}

/**
 * Keeps, in this order: the text, that it stays editable as core's blocks, and the construct. Custom HTML holds only what
 * no block of the site's version holds: frames of unknown services, tables with more than text in their cells, and on
 * older sites details and formulas.
 */
export function renderWordPressBody(draft: Draft, options: WordPressBodyOptions, words: BodyWords): WordPressBody {
  const leftOut = new Set<ClipNoteCode>();
  const blocks: Block[] = [];
  let passage: Block[] = [];
  for (const { kind, dir, content } of draftSections(draft, words)) {
    const context: Context = { options, leftOut, wrappers: [], lang: '', dir: dir === 'rtl' ? dir : '', line: false };
    const line = kind === 'source' ? joinedLines(toBlocks(content, { ...context, line: true })) : null;
    const quoted = line !== null && draft.quote && passage.length === 1 ? cited(passage[0], line) : null;
    if (quoted !== null) blocks.splice(-1, 1, quoted);
    else {
      passage = toBlocks(content, context);
      blocks.push(...passage);
    }
  }
  return { content: serialize(blocks).replace(/\p{Cs}/gu, '\ufffd'), leftOut: leftOutOf(draft, leftOut) };
}

/** Whether rendering this draft depends on the block types that the site knows. */
export function needsBlockTypes(draft: Draft): boolean {
  return draft.passages.some(({ content }) => contains(content, dependsOnVersion));
}

function dependsOnVersion(node: TreeNode): boolean {
  if (isElement(node, 'td', 'th')) return Object.keys(spansOf(node)).length > 0;
  return isElement(node, 'details', 'math') || (isElement(node, 'ol') && node.properties.type !== undefined);
}
