import type { ElementContent } from 'hast';
import { type Escapes, reference, toHtml } from '../../../draft/html.ts';
import type { Block, BlockAttributes } from './block.ts';

/**
 * Blocks as post content. Text is written so that it stays text:
 * - `<` and `>` in attributes too: the filter for authors and the block parser would read tags and comments there;
 * - `[`, since shortcodes are run when a post is shown;
 * - an address alone on its line, since it would be replaced by what is at that address.
 */
export function serialize(blocks: readonly Block[]): string {
  return blocks.map(blockText).join('\n\n');
}

const ESCAPES: Escapes = { text: /[&<>[]/g, attribute: /[&"'`<>[]/g };
/** As core's autoembed finds them: all of a line, or all of a paragraph. */
const LONE_ADDRESS = /(?<=(?:^|\n|<p(?: [^>]*)?>)\s*https?:)\/\/(?=[^\s<>"]+\s*(?:\n|$|<\/p>))/gi;

function blockText(block: Block): string {
  const { name, attributes } = block;
  return `<!-- wp:${name}${attributesText(attributes)} -->\n${htmlText(block)}\n<!-- /wp:${name} -->`;
}

function htmlText({ name, node, inner, after }: Block): string {
  const write = name === 'embed' ? escaped : withoutLoneAddresses;
  const shell = write([{ ...node, children: [...node.children, ...after] }]);
  if (inner.length === 0) return shell;
  const end = write(after).length + `</${node.tagName}>`.length;
  return shell.slice(0, -end) + serialize(inner) + shell.slice(-end);
}

function escaped(nodes: readonly ElementContent[]): string {
  return toHtml(nodes, ESCAPES);
}

function withoutLoneAddresses(nodes: readonly ElementContent[]): string {
  return escaped(nodes).replace(LONE_ADDRESS, reference('/').repeat(2));
}

/** As core's serializeAttributes: nothing in it can end the comment, and no backslash is left to be unescaped twice. */
function attributesText(attributes: BlockAttributes): string {
  if (Object.keys(attributes).length === 0) return '';
  const json = JSON.stringify(attributes).replaceAll('\\\\', '\\u005c').replaceAll('\\"', '\\u0022');
  return ` ${json.replace(/--|[<>&]/g, (found) => found.replace(/./g, unicodeEscape))}`;
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
