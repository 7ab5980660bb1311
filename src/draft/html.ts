import type { ElementContent, Root } from 'hast';
import { toHtml as serialize } from 'hast-util-to-html';

/**
 * A tree as HTML. Text and attributes are escaped, raw nodes are written as text and every tag is written out,
 * so that the answer parses back into the same tree wherever it is put.
 */
export function toHtml(tree: Root | readonly ElementContent[]): string {
  const root: Root = 'type' in tree ? tree : { type: 'root', children: [...tree] };
  return serialize(root, { allowDangerousHtml: false, omitOptionalTags: false });
}
