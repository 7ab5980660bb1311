import type { ElementContent } from 'hast';
import type { ClipNoteCode } from '../clip/clip.ts';
import type { BodyWords, Draft } from './draft.ts';
import type { LeafBlock } from './markdown/block.ts';
import { writeBody } from './markdown/document.ts';
import type { Form } from './markdown/write.ts';
import { texOf } from './tex.ts';
import { toText } from './text.ts';
import { childrenOf, elementsNamed, isElement, lineBreaks, stringProperty, text } from './tree.ts';

/** A draft as plain text: no formats, no images. */
export interface PlainBody {
  text: string;
  /** The text as it is without a cut. */
  whole: string;
  /** What the draft lacks of the page: scripts, forms, and media nobody can read (codes of clip notes). */
  leftOut: ClipNoteCode[];
  /** Blocks were left out to keep to `cutAt`. */
  cut: boolean;
}

/** `cutAt` as in MarkdownOptions. */
export function renderPlainBody(draft: Draft, { cutAt }: { cutAt?: number }, words: BodyWords): PlainBody {
  return writeBody(draft, words, PLAIN, { cutAt });
}

const PLAIN: Form = {
  // It takes what it needs of them.
  html: true,
  footnotes: false,
  leaf,
  box: (shell, inner) => [plain(shell.children), inner].filter((part) => part !== '').join('\n\n'),
  marker: ({ start }, index) => (start === null ? '- ' : `${start + index}. `),
  item: (body) => body,
  source: (line) => line.map(withAddress),
};

function leaf(block: LeafBlock): string {
  if (block.kind === 'code') return block.source;
  return plain(block.kind === 'text' ? block.nodes : [block.node]);
}

function plain(nodes: readonly ElementContent[]): string {
  return toText(nodes.flatMap(withTex)).trim();
}

/** Formulas as their TeX, where it is known. */
function withTex(node: ElementContent): ElementContent[] {
  if (!isElement(node)) return [node];
  const tex = isElement(node, 'math') ? texOf(node) : '';
  return [tex === '' ? { ...node, children: childrenOf(node).flatMap(withTex) } : text(tex)];
}

/** The address that the line leads to, on the line below. */
function withAddress(node: ElementContent): ElementContent {
  if (!isElement(node)) return node;
  const below = elementsNamed(node, 'a').flatMap((link) => [...lineBreaks(1), text(stringProperty(link, 'href'))]);
  return { ...node, children: [...node.children, ...below] };
}
