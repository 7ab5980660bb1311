import type { Element, Properties, Root, Text } from 'hast';
import { CAPS } from './allow-list.ts';
import { CodeText } from './code-text.ts';
import { childTagFor, fits, HEADINGS, isPart, type Shape, shapeOf } from './shapes.ts';

/** An open output block: what is written next lands in the last of them. */
interface Open {
  node: Element | Root;
  tag: string;
  shape: Shape;
  /** Opened by the builder, not by the page: closed again by whatever does not fit in it. */
  implicit: boolean;
  /** Something inline stands in it since its start or its last block. */
  filled: boolean;
  /** Transparent blocks (div, section) the source has open in it. */
  transparent: number;
  lang: string;
  dir: string;
}

interface Mark {
  tag: string;
  properties: Properties;
}

/** A block in which a transparent one is open; null where it parts nothing (in code). */
export type Transparent = Open | null;

/** Where the builder stood, to come back to. */
export interface Place {
  blocks: number;
  marks: number;
}

const MULTILINE = /[\t\n\f\r]| {2}/;
const WHITE = /[\t\n\f\r ]+/g;
/** Marks that mean something twice; of all others the outer one is enough. */
const NESTABLE = new Set(['sub', 'sup', 'q', 'span', 'bdi', 'bdo', 'ruby', 'rt']);

/**
 * Writes the hast tree: collapses white space as a browser renders it, opens paragraphs for loose text, parts what
 * a transparent block parts, and writes inline marks only around text, inside blocks: `<a><h3>x</h3></a>` becomes
 * `<h3><a>x</a></h3>`, an empty `<b>` never appears.
 */
export class Builder {
  readonly root: Root = { type: 'root', children: [] };
  /** A cap was reached: nothing more is taken. */
  full = false;
  lang: string;
  dir: string;
  private readonly open: Open[];
  private top: Open;
  private readonly marks: Mark[] = [];
  private readonly shown: Element[] = [];
  private readonly loose = new Set<Element>();
  private space = false;
  private breaks = 0;
  private nodes = 1;
  private chars = 0;
  private code: CodeText | null = null;

  constructor(lang: string, dir: string) {
    this.lang = lang;
    this.dir = dir;
    const root: Open = this.entry(this.root, 'root', 'loose', false);
    this.open = [root];
    this.top = root;
  }

  get place(): Place {
    return { blocks: this.open.length, marks: this.marks.length };
  }

  get topTag(): string {
    return this.top.tag;
  }

  get inCode(): boolean {
    return this.code !== null;
  }

  /** Closes what was opened since `place`. */
  back(place: Place): void {
    if (this.open.length > place.blocks) this.closeTo(place.blocks);
    if (this.marks.length > place.marks) {
      this.marks.length = place.marks;
      if (this.shown.length > place.marks) this.shown.length = place.marks;
    }
  }

  /** Opens a block; false where it can't stand here and its content flows on without it. */
  block(tag: string, properties: Properties): boolean {
    if (this.code !== null) {
      this.code.boundary();
      return false;
    }
    const part = isPart(tag);
    while (this.top.implicit && (part || this.top.tag === 'p')) this.close();
    if (this.top.shape === 'para' && tag !== 'p' && !part) this.close();
    if (part && !fits(tag, this.top.tag)) return this.noBlock();
    if (!part) this.fillStruct();
    if (this.top.shape === 'phrasing' || this.top.shape === 'para' || this.open.length >= CAPS.depth - 40) {
      return this.noBlock();
    }
    this.push(tag, properties, false);
    return true;
  }

  /** A block with nothing in it: hr, iframe, video, audio. */
  lone(tag: string, properties: Properties): void {
    if (this.code !== null || !this.block(tag, properties)) return;
    this.open.pop();
    this.settle();
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
  boundary(): void {
    if (this.code !== null) {
      this.code.boundary();
      return;
    }
    if (this.top.implicit && this.top.tag === 'p') this.close();
    const { shape, tag } = this.top;
    if (HEADINGS.has(tag)) this.space = true;
    else if (shape === 'para' || shape === 'phrasing' || tag === 'figure') this.breaks = Math.max(this.breaks, 1);
  }

  /** A mark (link, bold …) begins; it is written when text comes. */
  mark(tag: string, properties: Properties): void {
    if (this.code !== null || this.marks.length >= 32) return;
    if (!NESTABLE.has(tag) && this.marks.some((mark) => mark.tag === tag)) return;
    this.marks.push({ tag, properties });
  }

  lineBreak(): void {
    if (this.code !== null) this.code.lineBreak();
    else this.breaks++;
  }

  wordBreak(): void {
    const filled = this.code === null && this.top.filled && this.breaks === 0 && !this.space;
    if (filled) this.inline({ type: 'element', tagName: 'wbr', properties: {}, children: [] });
  }

  /** The list on top begins with this number. */
  startList(number: number): void {
    const { node, tag } = this.top;
    if (tag === 'ol' && node.type === 'element') node.properties.start = number;
  }

  /** An inline element that is written as it is: img, input, a whole formula. */
  inline(node: Element): void {
    if (this.code !== null) return;
    this.cursor().children.push(node);
    this.count(1);
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
    let body = from === 0 && to === data.length ? data : data.slice(from, to);
    if (MULTILINE.test(body)) body = body.replace(WHITE, ' ');
    this.append(this.take(body));
    this.space = to < data.length;
  }

  /** Two pieces of one paragraph that the person selected apart. */
  gap(): void {
    if (this.code === null) this.space = true;
  }

  /** `pre`: from here on text is kept to the letter, until endCode. False inside a heading or a `pre`. */
  startCode(language: string | null): boolean {
    if (this.code !== null || !this.block('pre', {})) return false;
    const code: Element = { type: 'element', tagName: 'code', properties: {}, children: [] };
    if (language !== null) code.properties.className = [`language-${language}`];
    this.top.node.children.push(code);
    this.count(1);
    this.code = new CodeText(code);
    return true;
  }

  endCode(): void {
    const code = this.code;
    if (code === null) return;
    this.code = null;
    if (code.value === '') this.top.node.children.pop();
    else code.node.children.push({ type: 'text', value: code.value });
    this.close();
  }

  /** Empty cells before the first selected one, so that columns stay under their headings. */
  pad(cells: number): void {
    for (let i = 0; i < cells && this.top.shape === 'row'; i++) {
      this.top.node.children.push({ type: 'element', tagName: 'td', properties: {}, children: [] });
      this.count(1);
    }
  }

  finish(): Root {
    this.endCode();
    this.closeTo(1);
    return this.root;
  }

  private append(text: string): void {
    if (text === '') return;
    const into = this.cursor().children;
    const last = into[into.length - 1];
    if (last?.type === 'text') {
      last.value += text;
      return;
    }
    const node: Text = { type: 'text', value: text };
    into.push(node);
    this.count(1);
  }

  /** The element that takes inline content now, with paragraph, pending space and marks in place. */
  private cursor(): Element | Root {
    this.fillStruct();
    const { shape, transparent, tag } = this.top;
    if (shape === 'loose' || (shape === 'flow' && transparent > 0 && tag !== 'figure')) this.push('p', {}, true);
    if (!this.top.filled) this.top.filled = true;
    else if (this.breaks > 0) this.writeBreaks();
    else if (this.space) this.writeSpace();
    this.space = false;
    this.breaks = 0;
    for (let i = this.shown.length; i < this.marks.length; i++) this.show(this.marks[i]);
    return this.shown[this.shown.length - 1] ?? this.top.node;
  }

  private show(mark: Mark | undefined): void {
    if (mark === undefined) return;
    const node: Element = { type: 'element', tagName: mark.tag, properties: { ...mark.properties }, children: [] };
    (this.shown[this.shown.length - 1] ?? this.top.node).children.push(node);
    this.shown.push(node);
    this.count(1);
  }

  private writeSpace(): void {
    const into = (this.shown[this.shown.length - 1] ?? this.top.node).children;
    const last = into[into.length - 1];
    if (last?.type === 'text') last.value += ' ';
    else into.push({ type: 'text', value: ' ' });
  }

  /** Two line breaks in loose text are how old pages part paragraphs. */
  private writeBreaks(): void {
    if (this.breaks > 1 && this.top.implicit && this.top.tag === 'p') {
      this.close();
      this.push('p', {}, true);
      this.top.filled = true;
      return;
    }
    const into = (this.shown[this.shown.length - 1] ?? this.top.node).children;
    for (let i = 0; i < Math.min(this.breaks, 2); i++) {
      into.push({ type: 'element', tagName: 'br', properties: {}, children: [] });
      this.count(1);
    }
  }

  /** Inline content in a list or row: an item or cell of its own takes it. */
  private fillStruct(): void {
    for (let tag = childTagFor(this.top.tag); tag !== undefined; tag = childTagFor(this.top.tag)) {
      this.push(tag, {}, true);
    }
  }

  private noBlock(): false {
    this.boundary();
    return false;
  }

  private push(tag: string, properties: Properties, implicit: boolean): void {
    const parent = this.top;
    if (this.lang !== parent.lang) properties.lang = this.lang;
    if (this.dir !== parent.dir) properties.dir = this.dir;
    const node: Element = { type: 'element', tagName: tag, properties, children: [] };
    parent.node.children.push(node);
    if (implicit && parent.shape === 'flow' && tag === 'p') this.loose.add(node);
    this.top = this.entry(node, tag, shapeOf(tag), implicit);
    this.open.push(this.top);
    this.shown.length = 0;
    this.count(1);
  }

  private entry(node: Element | Root, tag: string, shape: Shape, implicit: boolean): Open {
    return { node, tag, shape, implicit, filled: false, transparent: 0, lang: this.lang, dir: this.dir };
  }

  private closeTo(length: number): void {
    while (this.open.length > length && this.open.length > 1) this.close();
  }

  private close(): void {
    const entry = this.open.pop();
    if (entry === undefined) return;
    this.settle();
    const { node, tag, shape } = entry;
    if (node.type === 'root') return;
    if (node.children.length === 0 && tag !== 'td' && tag !== 'th') this.top.node.children.pop();
    else if (shape === 'flow') this.tidy(node);
  }

  /** After a block: the parent begins afresh. */
  private settle(): void {
    const top = this.open[this.open.length - 1];
    if (top !== undefined) this.top = top;
    this.top.filled = false;
    this.shown.length = 0;
    this.space = false;
    this.breaks = 0;
  }

  /** `<li><p>x</p></li>` where the page had no p; a figure that kept only its caption is a paragraph. */
  private tidy(node: Element): void {
    const only = node.children.length === 1 ? node.children[0] : undefined;
    if (only?.type !== 'element') return;
    const looseParagraph = this.loose.has(only) && Object.keys(only.properties).length === 0;
    if (looseParagraph) node.children = only.children;
    else if (node.tagName === 'figure' && only.tagName === 'figcaption') {
      node.tagName = 'p';
      node.children = only.children;
    }
  }

  private count(nodes: number): void {
    this.nodes += nodes;
    if (this.nodes >= CAPS.nodes) this.full = true;
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
  return code === 32 || code === 10 || code === 9 || code === 13 || code === 12;
}
