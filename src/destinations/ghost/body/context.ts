import type { Element } from 'hast';
import type { ClipNoteCode } from '../../../clip/clip.ts';
import { stringProperty } from '../../../draft/tree.ts';

/** What the rewritings of one body share. */
export interface Context {
  /** BCP 47, of the text at hand. */
  lang: string;
  /**
   * The inline elements around the block at hand, outermost first: a link around a heading, a format around an image.
   * Ghost's blocks stand alone, so these go on around the text inside.
   */
  wrappers: readonly Element[];
  /** Inside a link: links hold no links. */
  linked: boolean;
  /** How many `q` stand around. */
  quoteDepth: number;
  /** Abbreviations whose long form has been written already. */
  expanded: Set<string>;
  /** What could not be kept. */
  leftOut: Set<ClipNoteCode>;
  /** Characters that images written into the body itself (`data:`) may still take. */
  inlineImageBudget: { left: number };
}

/** The whole body is capped near a megabyte: Ghost's converter blocks its server for seconds beyond that. */
const INLINE_IMAGE_CHARACTERS = 500_000;

export function newContext(): Context {
  return {
    lang: '',
    wrappers: [],
    linked: false,
    quoteDepth: 0,
    expanded: new Set(),
    leftOut: new Set(),
    inlineImageBudget: { left: INLINE_IMAGE_CHARACTERS },
  };
}

/** The context inside an inline element that has blocks in it. One format, or one link, is enough. */
export function wrappedIn(node: Element, context: Context): Context {
  const known = context.wrappers.some((wrapper) => wrapper.tagName === node.tagName);
  return { ...within(node, context), wrappers: known ? context.wrappers : [...context.wrappers, node] };
}

/** The context inside a node, which may name its own language. */
export function within(node: Element, context: Context): Context {
  const lang = stringProperty(node, 'lang');
  return lang === '' ? context : { ...context, lang };
}
