import type { Element, Properties, Root, Text } from 'hast';
import { CAPS } from './allow-list.ts';
import { type BlockKind, kindOf, PARAGRAPH } from './shapes.ts';

/** An open output block: what is written next lands in the last of them. */
export interface Open {
  node: Element | Root;
  kind: BlockKind;
  /** Opened by the builder, not by the page: closed again by whatever does not fit in it. */
  implicit: boolean;
  /** Something inline stands in it since its start or its last block. */
  filled: boolean;
  /** Transparent blocks (div, section) the source has open in it. */
  transparent: number;
  lang: string;
  dir: string;
}

/** Shared by all elements that have none: never written to. */
export const NO_PROPERTIES: Properties = Object.freeze({});

/** Levels kept free for marks in the deepest block. */
const MARK_LEVELS = 40;

/** A list of one is made at its size: pushed to an empty one, it would take room for seventeen, in every small element. */
export function addChild(parent: Element | Root, child: Element | Text): void {
  if (parent.children.length === 0) parent.children = [child];
  else parent.children.push(child);
}

/** The open blocks of a tree that is being written, and what may stand in which. */
export abstract class BlockStack {
  readonly root: Root = { type: 'root', children: [] };
  /** A cap was reached: nothing more is taken. */
  full = false;
  /** Language and direction of what is written next; a block says them where its parent differs. */
  lang: string;
  dir: string;
  protected top: Open;
  private readonly open: Open[];
  private readonly loose = new Set<Element>();
  private nodes = 1;

  constructor(lang: string, dir: string) {
    this.lang = lang;
    this.dir = dir;
    this.top = this.entry(this.root, kindOf('root'), false);
    this.open = [this.top];
  }

  get blocks(): number {
    return this.open.length;
  }

  get topTag(): string {
    return this.top.kind.tag;
  }

  /** Inline content begins afresh: a block was opened or closed. */
  protected abstract blockChanged(): void;

  /** Makes room for a block and opens it; false where it can't stand here. */
  protected openBlock(kind: BlockKind, properties: Properties): boolean {
    const part = kind.parents !== null;
    while (this.top.implicit && (part || this.top.kind === PARAGRAPH)) this.close();
    if (kind !== PARAGRAPH && !part && this.top.kind.shape === 'para') this.close();
    if (part) {
      if (kind.parents?.includes(this.top.kind.tag) !== true) return false;
    } else this.fillStruct();
    const { shape } = this.top.kind;
    if (shape === 'phrasing' || shape === 'para' || this.open.length >= CAPS.depth - MARK_LEVELS) return false;
    this.push(kind, properties, false);
    return true;
  }

  /** Content in a list or row: an item or cell of its own takes it. */
  protected fillStruct(): void {
    for (let { child } = this.top.kind; child !== null; child = child.child) this.push(child, NO_PROPERTIES, true);
  }

  protected push(kind: BlockKind, properties: Properties, implicit: boolean): void {
    const parent = this.top;
    const spoken = this.lang !== parent.lang || this.dir !== parent.dir;
    const said = spoken ? this.withLanguage(properties, parent) : properties;
    const node: Element = { type: 'element', tagName: kind.tag, properties: said, children: [] };
    addChild(parent.node, node);
    if (implicit && kind === PARAGRAPH && parent.kind.shape === 'flow') this.loose.add(node);
    this.top = this.entry(node, kind, implicit);
    this.open.push(this.top);
    this.count();
    this.blockChanged();
  }

  private withLanguage(properties: Properties, parent: Open): Properties {
    const said = { ...properties };
    if (this.lang !== parent.lang) said.lang = this.lang;
    if (this.dir !== parent.dir) said.dir = this.dir;
    return said;
  }

  protected closeTo(length: number): void {
    while (this.open.length > length && this.open.length > 1) this.close();
  }

  /** Closes the last block; an empty one disappears, empty cells stay for their columns. */
  protected close(): void {
    const { node, kind } = this.top;
    this.drop();
    if (node.type === 'root') return;
    if (node.children.length === 0 && kind.tag !== 'td' && kind.tag !== 'th') this.top.node.children.pop();
    else if (kind.shape === 'flow') this.tidy(node);
  }

  /** Closes the last block as it is. */
  protected drop(): void {
    this.open.pop();
    this.top = this.open[this.open.length - 1] ?? this.top;
    this.top.filled = false;
    this.blockChanged();
  }

  protected count(): void {
    if (++this.nodes >= CAPS.nodes) this.full = true;
  }

  /** `<li><p>x</p></li>` where the page had no p; a figure that kept only its caption is a paragraph. */
  private tidy(node: Element): void {
    const only = node.children.length === 1 ? node.children[0] : undefined;
    if (only?.type !== 'element') return;
    if (this.loose.has(only)) {
      if (Object.keys(only.properties).length === 0) node.children = only.children;
    } else if (node.tagName === 'figure' && only.tagName === 'figcaption') {
      node.tagName = 'p';
      node.children = only.children;
    }
  }

  private entry(node: Element | Root, kind: BlockKind, implicit: boolean): Open {
    return { node, kind, implicit, filled: false, transparent: 0, lang: this.lang, dir: this.dir };
  }
}
