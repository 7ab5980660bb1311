/**
 * What may stand in an output block.
 * loose: blocks; text gets a paragraph (root, blockquote, details). flow: blocks or text (li, td, figure …).
 * para: text only, a block ends it (p). phrasing: text only, a block inside becomes a break (headings …).
 * struct: only its own parts (li in ul, td in tr).
 */
export type Shape = 'loose' | 'flow' | 'para' | 'phrasing' | 'struct';

/** An output block, by its tag. */
export interface BlockKind {
  readonly tag: string;
  readonly shape: Shape;
  /** The part that takes loose content in it; null where content may stand as it is. */
  readonly child: BlockKind | null;
  /** The blocks of which it is a part: it stands in one of them or is no element at all. Null: it stands anywhere. */
  readonly parents: readonly string[] | null;
}

const KINDS = new Map<string, BlockKind>();

function define(tags: string, shape: Shape, parents: readonly string[] | null = null, child?: string): void {
  for (const tag of tags.split(' ')) {
    KINDS.set(tag, { tag, shape, parents, child: child === undefined ? null : kindOf(child) });
  }
}

/** Tags that were not defined flow. */
export function kindOf(tag: string): BlockKind {
  return KINDS.get(tag) ?? { tag, shape: 'flow', parents: null, child: null };
}

const ROWS = ['table', 'thead', 'tbody', 'tfoot'];
define('blockquote root', 'loose');
define('details', 'loose');
define('h1 h2 h3 h4 h5 h6', 'phrasing');
define('p', 'para');
define('li', 'flow', ['ul', 'ol']);
define('dd', 'flow', ['dl']);
define('dt', 'phrasing', ['dl']);
define('td th', 'flow', ['tr']);
define('tr', 'struct', ROWS, 'td');
define('thead tbody tfoot', 'struct', ['table'], 'tr');
define('caption', 'phrasing', ['table']);
define('table', 'struct', null, 'tr');
define('ul ol', 'struct', null, 'li');
define('dl', 'struct', null, 'dd');
define('figcaption', 'flow', ['figure']);
define('summary', 'phrasing', ['details']);
define('figure pre hr iframe video audio', 'flow');

export const PARAGRAPH = kindOf('p');

const HEADING = /^h[1-6]$/;

export function isHeading(tag: string): boolean {
  return HEADING.test(tag);
}
