import type { Element, ElementContent } from 'hast';
import type { Surroundings } from '../../../draft/flow.ts';
import type { Losses } from '../../../draft/media.ts';
import { stringProperty } from '../../../draft/tree.ts';
import type { WordPressBodyOptions } from '../body.ts';
import type { Block } from './block.ts';

/** What the rewritings of one body share. */
export interface Context extends Surroundings, Losses {
  options: WordPressBodyOptions;
  /** Language and direction that the text at hand names; '' where it is the page's own. */
  lang: string;
  dir: string;
  /** Only lines of text fit here (an item, a cell, a caption, a heading): images stay in the line. */
  line: boolean;
}

/** Any content, or what is in an element, as blocks; `line` as in Context, where it is another than around. */
export type Convert = (from: Element | readonly ElementContent[], line?: boolean) => Block[];

/** The context inside a node, which may name its own language and direction. */
export function within(node: Element, context: Context): Context {
  const { lang, dir } = context;
  return { ...context, lang: stringProperty(node, 'lang') || lang, dir: stringProperty(node, 'dir') || dir };
}

export function knows(context: Context, name: string): boolean {
  return context.options.blocks?.has(`core/${name}`) ?? false;
}

/** Whether MathML gets through: the filter of 6.1 takes it out, that of 7.1, which brought playlists, does not. */
export function takesMath(context: Context): boolean {
  return !context.options.filtered || knows(context, 'playlist');
}
