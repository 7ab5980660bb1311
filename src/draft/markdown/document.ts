import type { Element, Properties } from 'hast';
import type { ClipNoteCode } from '../../clip/clip.ts';
import type { BodyWords, Draft } from '../draft.ts';
import { leftOutOf } from '../left-out.ts';
import { type DraftSection, draftSections } from '../sections.ts';
import { element, text } from '../tree.ts';
import { type Block, type BoxBlock, paragraph } from './block.ts';
import type { Context } from './context.ts';
import { type Allowance, mostThatFits, take } from './cut.ts';
import { inside } from './flow.ts';
import { type Footnote, withFootnotes } from './footnotes.ts';
import { type Form, writeBlocks } from './write.ts';

/** A body as text of one form. */
export interface WrittenBody {
  text: string;
  /** The text as it is without a cut. */
  whole: string;
  leftOut: ClipNoteCode[];
  cut: boolean;
}

/** A passage (the person's note before the first one), and its source line. */
interface Part {
  blocks: Block[];
  source: Block[];
}

export function writeBody(
  draft: Draft,
  words: BodyWords,
  form: Form,
  options: { images?: Context['images']; cutAt?: number | undefined },
): WrittenBody {
  return writeWithNotes(draft, words, form, options, new Set());
}

/** @param but notes that stay where they stood on their page */
function writeWithNotes(
  draft: Draft,
  words: BodyWords,
  form: Form,
  options: { images?: Context['images']; cutAt?: number | undefined },
  but: ReadonlySet<Element>,
): WrittenBody {
  const { images = new Map(), cutAt } = options;
  const leftOut = new Set<ClipNoteCode>();
  const context: Context = { images, leftOut, html: form.html, wrappers: [], dir: 'ltr', depth: 0 };
  const all = draftSections(draft, words);
  // A cut could part a mark from its note.
  const { sections, notes } =
    form.footnotes && cutAt === undefined ? withFootnotes(all, but) : { sections: all, notes: [] };
  const parts = partsOf(sections, context, form);
  const foot = notes.map((note) => noteBlock(note, context));
  const blocks = [...parts.flatMap((part) => [...part.blocks, ...part.source]), ...foot];
  const whole = wellFormed(writeBlocks(blocks, form));
  // Nobody would find a note whose marks all stand where there can be none.
  const lost = notes.filter(({ marked }, index) => !marked || foot[index]?.inner.length === 0);
  if (lost.length > 0)
    return writeWithNotes(draft, words, form, options, new Set([...but, ...lost.map(({ from }) => from)]));
  const cut = cutAt !== undefined && whole.length > cutAt;
  return { text: cut ? wellFormed(cutTo(cutAt, parts, form)) : whole, whole, leftOut: leftOutOf(draft, leftOut), cut };
}

function noteBlock({ number, content, section }: Footnote, context: Context): BoxBlock {
  const inner = inside(element('div', directionIn(section), content), context);
  return { kind: 'box', shell: element('footnote', { number }, []), inner };
}

/** Sign for sign: the length stays. */
const wellFormed = (written: string): string => written.replace(/\0|\p{Cs}/gu, '\ufffd');

function partsOf(sections: readonly DraftSection[], context: Context, form: Form): Part[] {
  const parts: Part[] = [];
  let note: Block[] = [];
  for (const section of sections) {
    const { kind, content } = section;
    const nodes = kind === 'source' ? form.source(content) : content;
    const blocks = inside(element('div', directionIn(section), nodes), context);
    const last = parts.at(-1);
    if (kind === 'note') note = blocks;
    else if (kind === 'source' && last !== undefined) last.source = blocks;
    else parts.push({ blocks: [...note.splice(0), ...blocks], source: [] });
  }
  return note.length === 0 ? parts : [...parts, { blocks: note, source: [] }];
}

function directionIn({ dir, lang }: DraftSection): Properties {
  return dir === 'rtl' ? { dir, ...(lang === null ? {} : { lang }) } : {};
}

/**
 * Blocks from the beginning, "…", and the source line of the passage that was cut; what follows is left out. A block is
 * cut itself where otherwise more than half would stay empty. The source is left out where it alone is too long.
 */
function cutTo(limit: number, parts: readonly Part[], form: Form): string {
  for (const kept of [parts, parts.map(({ blocks }) => ({ blocks, source: [] }))]) {
    const write = (leaves: number, units: number): string => writeBlocks(beginningOf(kept, { leaves, units }), form);
    const least = write(0, 0).length;
    if (least > limit) continue;
    const leaves = mostThatFits(limit, (count) => write(count, 0).length <= limit);
    const written = write(leaves, 0);
    if (written.length - least > (limit - least) / 2) return written;
    return write(
      leaves,
      mostThatFits(limit, (units) => write(leaves, units).length <= limit),
    );
  }
  return '';
}

function beginningOf(parts: readonly Part[], allowance: Allowance): Block[] {
  const blocks: Block[] = [];
  for (const part of parts) {
    blocks.push(...take(part.blocks, allowance));
    if (allowance.leaves < 0) return [...blocks, paragraph([text('…')]), ...part.source];
    blocks.push(...part.source);
  }
  return blocks;
}
