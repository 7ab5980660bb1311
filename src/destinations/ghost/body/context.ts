import type { Element } from 'hast';
import type { Surroundings } from '../../../draft/flow.ts';
import type { Losses } from '../../../draft/media.ts';
import { stringProperty } from '../../../draft/tree.ts';

/** What the rewritings of one body share. */
export interface Context extends Surroundings, Losses {
  /** BCP 47, of the text at hand. */
  lang: string;
  /** Inside a link: links hold no links. */
  linked: boolean;
  /** How many `q` stand around. */
  quoteDepth: number;
  /** Abbreviations whose long form has been written already. */
  expanded: Set<string>;
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

/** The context inside a node, which may name its own language. */
export function within(node: Element, context: Context): Context {
  const lang = stringProperty(node, 'lang');
  return lang === '' ? context : { ...context, lang };
}
