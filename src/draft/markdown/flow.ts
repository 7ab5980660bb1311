import type { Element, ElementContent } from 'hast';
import { codeOf } from '../code.ts';
import { figureParts } from '../figure.ts';
import { type BlockRules, toBlocks as blocksOf } from '../flow.ts';
import { copied, keptFrame, keptPlayer } from '../media.ts';
import {
  childrenOf,
  contains,
  element,
  elementsNamed,
  isBlock,
  isElement,
  isWhitespace,
  lineBreaks,
  stringProperty,
  type TreeNode,
  text,
  textContent,
} from '../tree.ts';
import { asLine, type Block, isParagraph, paragraph } from './block.ts';
import { type Context, MAX_DEPTH } from './context.ts';
import { directionOf } from './direction.ts';
import { inline } from './inline.ts';
import { list } from './list.ts';
import { plainTable, tableOf } from './table.ts';

/** Any content as the blocks of Markdown, in its order. */
export function toBlocks(nodes: readonly ElementContent[], context: Context): Block[] {
  return blocksOf(nodes, context, RULES);
}

const RULES: BlockRules<Context, Block> = {
  standsAlone: isBlock,
  within: (_node, context) => context,
  block: toBlock,
  text: runningText,
};

/** What stands in an element; in a box of its own where it runs in another direction than what is around. */
export function inside(
  node: Element,
  context: Context,
  make = (within: Context): Block[] => toBlocks(childrenOf(node), within),
): Block[] {
  const dir = directionOf(node);
  if (dir === '' || dir === context.dir || !context.html) return make(context);
  const shell = element('div', { dir, ...copied(node, ['lang']) }, []);
  return boxed(shell, context, (within) => make({ ...within, dir }));
}

/** A box around what is made inside it: none around nothing, none too deep. */
function boxed(shell: Element, context: Context, make: (within: Context) => Block[]): Block[] {
  const inner = make({ ...context, depth: context.depth + 1 });
  if (inner.length + shell.children.length === 0) return [];
  return context.depth < MAX_DEPTH ? [{ kind: 'box', shell, inner }] : inner;
}

function toBlock(node: Element, outer: Context): Block[] {
  return inside(node, outer, (context) => {
    const convert = (nodes: readonly ElementContent[]): Block[] => toBlocks(nodes, context);
    const children = childrenOf(node);
    switch (node.tagName) {
      case 'h1':
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6':
        return heading(Number(node.tagName.slice(1)), convert(children));
      case 'blockquote':
        return boxed(element('blockquote', {}, []), context, (within) => toBlocks(children, within));
      case 'ul':
      case 'ol':
        return lists(node, context);
      case 'li':
        return lists(element('ul', {}, [node]), context);
      case 'dt':
        return toBlocks(children, { ...context, wrappers: [...context.wrappers, element('strong', {}, [])] });
      case 'pre':
        return code(node, context);
      case 'figure':
        return figure(node, convert);
      case 'hr':
        return [{ kind: 'html', node: element('hr', {}, []) }];
      case 'iframe':
        return media(keptFrame(node, context), context);
      case 'video':
      case 'audio':
        return media(keptPlayer(node, context), context);
      case 'table':
        return table(node, context);
      case 'details':
        return details(node, context);
      default:
        return convert(children);
    }
  });
}

/** A stretch of text as a paragraph; empty lines somebody typed are none. */
function runningText(nodes: readonly ElementContent[], context: Context): Block[] {
  const children = inline(nodes, context);
  const shows = children.some(
    (child) => textContent(child).trim() !== '' || contains(child, (one) => isElement(one, 'img')),
  );
  return shows ? [paragraph(children)] : [];
}

/** Blocks in a heading (which HTML does not allow, but pages do) part it. */
function heading(level: number, blocks: readonly Block[]): Block[] {
  return blocks.map((block) => (isParagraph(block) ? { ...block, level } : block));
}

function lists(node: Element, context: Context): Block[] {
  const within = { ...context, depth: context.depth + 1 };
  const made = list(node, (item) => inside(item, within), context.html);
  if (context.depth < MAX_DEPTH) return made;
  return made.flatMap((one) => (one.kind === 'list' ? one.items.flat() : [one]));
}

function code(node: Element, context: Context): Block[] {
  const { source, language } = codeOf(node);
  const images = toBlocks(elementsNamed(node, 'img'), context);
  if (source.trim() === '') return images;
  return [{ kind: 'code', source: source.replace(/\r\n?/g, '\n'), language }, ...images];
}

/** A caption below images stands on the next line of their paragraph, any other is a paragraph where it stood. */
function figure(node: Element, convert: (nodes: readonly ElementContent[]) => Block[]): Block[] {
  const { parts, body, caption, captionsLast } = figureParts(node, convert, (words) =>
    convert([{ ...words, tagName: 'div' }]),
  );
  const [picture] = body;
  const isPicture =
    body.length === 1 && isParagraph(picture) && picture.nodes.every((one) => textContent(one).trim() === '');
  if (!isPicture || !captionsLast || !caption.every(isParagraph)) return parts.flatMap(({ blocks }) => blocks);
  return [paragraph([...picture.nodes, ...caption.flatMap(({ nodes }) => [...lineBreaks(1), ...nodes])])];
}

/** Without html a link to it. */
function media(node: Element | null, context: Context): Block[] {
  if (node === null) return [];
  if (context.html) return [{ kind: 'html', node }];
  const href = stringProperty(node, 'src');
  return [paragraph(inline([element('a', { href }, [text(stringProperty(node, 'title') || href)])], context))];
}

function table(node: Element, context: Context): Block[] {
  const made = tableOf(node, (cell) => toBlocks(childrenOf(cell), context));
  const kept = made === null || context.html ? made : plainTable(made);
  if (kept === null || !contains(kept, shows)) return toBlocks(childrenOf(node), context);
  const captions = childrenOf(node).filter((child) => isElement(child, 'caption'));
  const before = context.html ? [] : toBlocks(captions.flatMap(childrenOf), context);
  return [...before, { kind: 'html', node: kept }];
}

function shows(node: TreeNode): boolean {
  return node.type === 'text' || isElement(node, 'img', 'hr', 'iframe', 'video', 'audio');
}

/** Foldable details, where the summary stands first. */
function details(node: Element, context: Context): Block[] {
  const [summary, ...rest] = childrenOf(node).filter((child) => !isWhitespace(child));
  const words = isElement(summary, 'summary') ? asLine(toBlocks([{ ...summary, tagName: 'div' }], context)) : [];
  if (!context.html) {
    const bold = element('p', {}, [element('strong', {}, summary === undefined ? [] : childrenOf(summary))]);
    return toBlocks(words.length === 0 ? childrenOf(node) : [bold, ...rest], context);
  }
  const head = words.length === 0 ? [] : [element('summary', {}, words)];
  const shell = element('details', node.properties.open === true ? { open: true } : {}, head);
  return boxed(shell, context, (within) => toBlocks(words.length === 0 ? childrenOf(node) : rest, within));
}
