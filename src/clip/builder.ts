import type { Element, Properties, Root } from 'hast';
import { CAPS } from './allow-list.ts';
import { addChild, BlockStack, NO_PROPERTIES, type Open } from './block-stack.ts';
import { CodeText } from './code-text.ts';
import { type BlockKind, isHeading, kindOf, PARAGRAPH } from './shapes.ts';

interface Mark {
  tag: string;
  properties: Properties;
}

/** A block in which a transparent one is open; null where it parts nothing (in code). */
export type Transparent = Open | null;

const WHITE = /[\t\n\f\r ]+/g;
/** What most text has none of: anything but single spaces between words. */
const LOOSE_WHITE = /[\t\n\f\r]| {2}/;
/** Marks that mean something twice; of all others the outer one is enough. */
const NESTABLE = new Set(['sub', 'sup', 'q', 'span', 'bdi', 'bdo', 'ruby', 'rt']);
const MAX_MARKS = 32;
const PRE = kindOf('pre');

/**
 * Writes the hast tree: collapses white space as a browser renders it, opens paragraphs for loose text, parts what
 * a transparent block parts, and writes inline marks only around text, inside blocks: `<a><h3>x</h3></a>` becomes
 * `<h3><a>x</a></h3>`, an empty `<b>` never appears.
 */
export class Builder extends BlockStack {
  private readonly openMarks: Mark[] = [];
  /** The first of openMarks, as written in the current block. */
  private readonly shown: Element[] = [];
  private space = false;
  private breaks = 0;
  private chars = 0;
  private code: CodeText | null = null;

  get marks(): number {
    return this.openMarks.length;
  }

  get inCode(): boolean {
    return this.code !== null;
  }

  /** Closes what was opened since there were so many blocks and marks. */
  back(blocks: number, marks: number): void {
    if (this.blocks > blocks) this.closeTo(blocks);
    if (this.openMarks.length > marks) {
      this.openMarks.length = marks;
      if (this.shown.length > marks) this.shown.length = marks;
    }
  }

  /** Opens a block; false where it can't stand here and its content flows on without it, kept apart. */
  block(kind: BlockKind, properties: Properties): boolean {
    if (this.code === null && this.openBlock(kind, properties)) return true;
    this.boundary();
    return false;
  }

  /** A block with nothing in it: hr, iframe, video, audio. */
  lone(tag: string, properties: Properties): void {
    if (this.block(kindOf(tag), properties)) this.drop();
  }

  /** A div or section begins: what follows does not join what stood before. */
  enterTransparent(): Transparent {
    this.boundary();
    if (this.code !== null) return null;
    this.top.transparent++;
    return this.top;
  }

  leaveTransparent(entry: Transparent): void {
    if (entry !== null) entry.transparent--;
    this.boundary();
  }

  /** Parts text from text without opening anything. */
  private boundary(): void {
    if (this.code !== null) {
      this.code.boundary();
      return;
    }
    if (this.top.implicit && this.top.kind === PARAGRAPH) this.close();
    const { shape, tag } = this.top.kind;
    if (isHeading(tag)) this.space = true;
    else if (shape === 'para' || shape === 'phrasing' || tag === 'figure') this.breaks = Math.max(this.breaks, 1);
  }

  /** A mark (link, bold …) begins; it is written when text comes. */
  mark(tag: string, properties: Properties): void {
    if (this.code !== null || this.openMarks.length >= MAX_MARKS) return;
    if (!NESTABLE.has(tag)) for (const mark of this.openMarks) if (mark.tag === tag) return;
    this.openMarks.push({ tag, properties });
  }

  lineBreak(): void {
    if (this.code !== null) this.code.lineBreak();
    else this.breaks++;
  }

  wordBreak(): void {
    const joined = this.code === null && this.top.filled && this.breaks === 0 && !this.space;
    if (joined) this.inline({ type: 'element', tagName: 'wbr', properties: {}, children: [] });
  }

  /** An inline element that is written as it is: img, input, a whole formula. */
  inline(node: Element): void {
    if (this.code !== null) return;
    addChild(this.cursor(), node);
    this.count();
  }

  /** Text kept apart from its neighbours by white space where white space stood. */
  text(data: string): void {
    if (this.code !== null) {
      this.code.add(this.take(data));
      return;
    }
    let from = 0;
    let to = data.length;
    while (from < to && isWhite(data.charCodeAt(from))) from++;
    if (from === to) {
      if (to > 0) this.space = true;
      return;
    }
    while (isWhite(data.charCodeAt(to - 1))) to--;
    if (from > 0) this.space = true;
    let body = to - from === data.length ? data : data.slice(from, to);
    if (LOOSE_WHITE.test(body)) body = body.replace(WHITE, ' ');
    this.append(this.take(body));
    this.space = to < data.length;
  }

  /** Two pieces of one paragraph that the person selected apart. */
  gap(): void {
    if (this.code === null) this.space = true;
  }

  /** `pre`: from here on text is kept to the letter, until endCode. False where none can stand. */
  startCode(language: string | null): boolean {
    if (!this.block(PRE, NO_PROPERTIES)) return false;
    const properties: Properties = language === null ? {} : { className: [`language-${language}`] };
    this.code = new CodeText({ type: 'element', tagName: 'code', properties, children: [] });
    return true;
  }

  endCode(): void {
    const { code } = this;
    if (code === null) return;
    this.code = null;
    if (code.value !== '') {
      code.node.children.push({ type: 'text', value: code.value });
      this.top.node.children.push(code.node);
      this.count();
    }
    this.close();
  }

  /** The list on top begins with this number. */
  startList(number: number): void {
    const { node } = this.top;
    if (node.type === 'element' && node.tagName === 'ol') node.properties = { ...node.properties, start: number };
  }

  /** Empty cells before the first selected one, so that columns stay under their headings. */
  pad(cells: number): void {
    for (let i = 0; i < cells; i++) {
      this.top.node.children.push({ type: 'element', tagName: 'td', properties: {}, children: [] });
      this.count();
    }
  }

  finish(): Root {
    this.endCode();
    this.closeTo(1);
    return this.root;
  }

  protected override blockChanged(): void {
    this.shown.length = 0;
    this.space = false;
    this.breaks = 0;
  }

  private append(value: string): void {
    const into = this.cursor();
    const last = into.children[into.children.length - 1];
    if (last?.type === 'text') last.value += value;
    else {
      addChild(into, { type: 'text', value });
      this.count();
    }
  }

  /** The element that takes inline content now, with paragraph, pending space and marks in place. */
  private cursor(): Element | Root {
    if (this.top.kind.child !== null) this.fillStruct();
    const { shape, tag } = this.top.kind;
    if (shape === 'loose' || (shape === 'flow' && this.top.transparent > 0 && tag !== 'figure')) {
      this.push(PARAGRAPH, NO_PROPERTIES, true);
    }
    if (!this.top.filled) this.top.filled = true;
    else if (this.breaks > 0) this.writeBreaks();
    else if (this.space) this.writeSpace();
    this.space = false;
    this.breaks = 0;
    for (let i = this.shown.length; i < this.openMarks.length; i++) this.show(this.openMarks[i]);
    return this.innermost();
  }

  private innermost(): Element | Root {
    return this.shown.length === 0 ? this.top.node : (this.shown[this.shown.length - 1] ?? this.top.node);
  }

  private show(mark: Mark | undefined): void {
    if (mark === undefined) return;
    const node: Element = { type: 'element', tagName: mark.tag, properties: mark.properties, children: [] };
    addChild(this.innermost(), node);
    this.shown.push(node);
    this.count();
  }

  private writeSpace(): void {
    const into = this.innermost().children;
    const last = into[into.length - 1];
    if (last?.type === 'text') last.value += ' ';
    else into.push({ type: 'text', value: ' ' });
  }

  /** Two line breaks in loose text are how old pages part paragraphs. */
  private writeBreaks(): void {
    if (this.breaks > 1 && this.top.implicit && this.top.kind === PARAGRAPH) {
      this.close();
      this.push(PARAGRAPH, NO_PROPERTIES, true);
      this.top.filled = true;
      return;
    }
    const into = this.innermost().children;
    for (let i = 0; i < Math.min(this.breaks, 2); i++) {
      into.push({ type: 'element', tagName: 'br', properties: {}, children: [] });
      this.count();
    }
  }

  private take(text: string): string {
    const room = CAPS.text - this.chars;
    const taken = text.length > room ? text.slice(0, room) : text;
    if (taken.length < text.length) this.full = true;
    this.chars += taken.length;
    return taken;
  }
}

function isWhite(code: number): boolean {
  return code <= 32 && (code === 32 || code === 10 || code === 9 || code === 13 || code === 12);
}
