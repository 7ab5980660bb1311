import type { Element, ElementContent } from 'hast';
import { childrenOf, isElement } from './tree.ts';

/** A stretch of a figure's children as blocks. */
export interface FigurePart<B> {
  isCaption: boolean;
  blocks: B[];
}

export interface FigureParts<B> {
  /** In their order. */
  parts: FigurePart<B>[];
  body: B[];
  caption: B[];
  /** The captions stand below all else: one that stood above text would change places with it. */
  captionsLast: boolean;
}

/** What stands in a figure, and its captions. */
export function figureParts<B>(
  node: Element,
  convert: (nodes: readonly ElementContent[]) => B[],
  convertCaption: (caption: Element) => B[],
): FigureParts<B> {
  const parts: FigurePart<B>[] = [];
  let run: ElementContent[] = [];
  const endRun = (): void => {
    const blocks = convert(run);
    if (blocks.length > 0) parts.push({ isCaption: false, blocks });
    run = [];
  };
  for (const child of childrenOf(node)) {
    if (isElement(child, 'figcaption')) {
      endRun();
      parts.push({ isCaption: true, blocks: convertCaption(child) });
    } else {
      run.push(child);
    }
  }
  endRun();
  return {
    parts,
    body: parts.flatMap((part) => (part.isCaption ? [] : part.blocks)),
    caption: parts.flatMap((part) => (part.isCaption ? part.blocks : [])),
    captionsLast: parts.findLastIndex((part) => !part.isCaption) < parts.findIndex((part) => part.isCaption),
  };
}
