/** WordPress's block comments, read strictly: what the real parser forgives, a test must not. */

export interface ParsedBlock {
  /** `core/paragraph`. */
  name: string;
  attributes: unknown;
  /** The block's own html, without that of the blocks in it. */
  html: string;
  inner: ParsedBlock[];
}

const COMMENT = /<!-- (\/?)wp:([a-z][a-z0-9-]*) (\{.*?\} )?-->/g;

/** @throws where a block is not closed or text stands outside of blocks */
export function parseBlocks(content: string): ParsedBlock[] {
  const root: ParsedBlock = { name: 'root', attributes: {}, html: '', inner: [] };
  const open = [root];
  let read = 0;
  for (const comment of content.matchAll(COMMENT)) {
    const block = open.at(-1) ?? root;
    block.html += content.slice(read, comment.index);
    read = comment.index + comment[0].length;
    take(comment, open);
  }
  root.html += content.slice(read);
  if (open.length !== 1) throw new Error(`not closed: ${open.at(-1)?.name}`);
  if (root.html.trim() !== '') throw new Error(`outside of blocks: ${root.html.trim().slice(0, 200)}`);
  return root.inner;
}

function take([all, closing, name, attributes]: RegExpMatchArray, open: ParsedBlock[]): void {
  const block = open.at(-1);
  if (closing !== '/') {
    const opened = { name: `core/${name}`, attributes: JSON.parse(attributes ?? '{}'), html: '', inner: [] };
    block?.inner.push(opened);
    open.push(opened);
  } else if (block?.name === `core/${name}`) {
    open.pop();
  } else {
    throw new Error(`${all} closes ${block?.name}`);
  }
}

/** The blocks and all in them, in document order. */
export function everyBlock(blocks: readonly ParsedBlock[]): ParsedBlock[] {
  return blocks.flatMap((block) => [block, ...everyBlock(block.inner)]);
}
