import type { Root } from 'hast';
import { setBase } from './attributes.ts';
import { Builder } from './builder.ts';
import type { ClipNote } from './clip.ts';
import {
  attribute,
  baseURI,
  dataOf,
  find,
  isNamedElement,
  isNamedText,
  isOwnText,
  localName,
  nearest,
  nodeName,
} from './dom.ts';
import { Frame } from './frame.ts';
import { GONE, UNSEEN, UNSELECTABLE } from './looks.ts';
import { cellsBefore, ordinalOf } from './position.ts';
import { ElementReader, type ReaderOptions } from './reader.ts';
import type { Span } from './span.ts';

export interface WalkOptions extends ReaderOptions {
  /** The page's own language and direction: they are written only where an element differs. */
  lang: string;
  dir: string;
}

/**
 * The one walk: spans of a document's flat tree → hast. Iterative, so depth costs no stack; it never writes to the page.
 *
 * user-select:none: as in the browsers' own copy, such text is left out of a selection around it (prompts, line
 * numbers, heading anchors). Where the whole passage lies in it, the selection was made all the same and is taken.
 */
export class Walk {
  private readonly options: WalkOptions;
  private readonly builder: Builder;
  private readonly reader: ElementReader;
  /** Frames by depth; those from `depth` on are free. */
  private readonly frames: Frame[] = [];
  private depth = 0;
  private span: Span | null = null;
  private respectUnselectable = true;

  constructor(options: WalkOptions) {
    this.options = options;
    this.builder = new Builder(options.lang, options.dir);
    this.reader = new ElementReader(this.builder, options);
  }

  /** Walks one range. Ancestors shared with the range before it stay open: cells of one row, items of one list. */
  add(span: Span): void {
    if (this.builder.full) return;
    this.span = span;
    this.reopen(span);
    const root = this.frames[this.depth - 1];
    if (root === undefined) return;
    if (this.options.rendered) this.respectUnselectable = getComputedStyle(root.node).userSelect !== 'none';
    const from = span.from.get(root.node);
    if (from !== undefined) root.startAt(from);
    this.run(this.depth);
  }

  finish(): { content: Root; notes: ClipNote[] } {
    this.leaveTo(0);
    const notes = Array.from(this.reader.whole.notes, ([code, count]) => ({ code, count }));
    return { content: this.builder.finish(), notes };
  }

  private reopen(span: Span): void {
    let shared = 0;
    while (shared < this.depth && shared < span.restored.length) {
      if (this.frames[shared]?.node !== span.restored[shared]) break;
      shared++;
    }
    this.leaveTo(shared);
    const root = span.restored[span.restored.length - 1];
    if (root !== undefined) setBase(baseURI(root));
    this.reader.multilingual ||= root !== undefined && (find(root, '[lang]') ?? find(root, '[dir]')) !== null;
    if (shared > 0) this.builder.gap();
    else this.takeLanguage(span);
    for (const element of span.restored.slice(shared)) {
      const frame = this.freeFrame(element);
      this.reader.restore(element, frame);
      this.depth++;
      this.onPath(frame, span.from.get(element) ?? null);
      frame.next = null;
    }
  }

  private takeLanguage(span: Span): void {
    const root = span.restored[span.restored.length - 1];
    const spoken = root === undefined ? null : nearest(root, '[lang]');
    const written = root === undefined ? null : nearest(root, '[dir]');
    this.builder.lang = (spoken === null ? null : attribute(spoken, 'lang')) || this.options.lang;
    this.builder.dir = (written === null ? null : attribute(written, 'dir')) || this.options.dir;
  }

  private freeFrame(element: Element): Frame {
    const free = this.frames[this.depth];
    if (free !== undefined) return free;
    const frame = new Frame(element);
    this.frames.push(frame);
    return frame;
  }

  /** Walks the frame at depth `base` and all it opens, until its end or the range's. The frame itself stays open. */
  private run(base: number): void {
    const { span, frames, builder } = this;
    for (let frame = frames[this.depth - 1]; frame !== undefined; frame = frames[this.depth - 1]) {
      const { next } = frame;
      if (next === null) {
        if (this.depth === base) break;
        this.leaveTo(this.depth - 1);
        if (frame.last) break;
        continue;
      }
      if (span !== null && next === span.stopBefore) break;
      frame.advance();
      if (isOwnText(next)) {
        this.readText(next, frame);
        if (span !== null && next === span.endText) break;
      } else {
        const name = nodeName(next);
        if (isNamedElement(next, name)) {
          const last = frame.last && span?.until.has(next) === true;
          if (!this.enter(next, name, frame.looks, last) && last) break;
        } else if (isNamedText(next, name)) {
          this.readText(next, frame);
          if (span !== null && next === span.endText) break;
        }
      }
      if (builder.full) {
        this.reader.whole.note('too_large');
        break;
      }
    }
    this.leaveTo(base);
  }

  private enter(element: Element, name: string, inherited: number, last: boolean): boolean {
    const frame = this.freeFrame(element);
    if (!this.reader.read(element, name, frame, inherited, last)) return false;
    this.depth++;
    const { span } = this;
    if (span === null || span.from.size === 0) return true;
    const from = span.from.get(element);
    if (from === undefined) return true;
    span.from.delete(element);
    this.onPath(frame, from);
    frame.startAt(from);
    return true;
  }

  private leaveTo(depth: number): void {
    while (this.depth > depth) this.frames[--this.depth]?.leave(this.builder);
  }

  /** The passage begins in the midst of this element: a list keeps its count, a table its head and its columns. */
  private onPath(frame: Frame, from: Node | null): void {
    const { builder } = this;
    const name = localName(frame.node);
    if (name === 'ol' && builder.topTag === 'ol') {
      const ordinal = ordinalOf(frame.node, from);
      if (ordinal !== 1) builder.startList(ordinal);
    } else if (name === 'tr' && builder.topTag === 'tr') builder.pad(cellsBefore(from));
    else if (name === 'table' && builder.topTag === 'table') this.readHead(frame, from);
  }

  private readHead(table: Frame, from: Node | null): void {
    const head = find(table.node, ':scope > thead');
    if (head === null || from === null || head === from || !follows(from, head)) return;
    const { span } = this;
    this.span = null;
    table.next = null;
    if (this.enter(head, 'thead', table.looks, false)) this.run(this.depth - 1);
    this.span = span;
  }

  private readText(node: Text, frame: Frame): void {
    let data = dataOf(node);
    if (frame.unasked && !isBlank(data) && !this.reader.shows(frame)) frame.next = null;
    const { looks } = frame;
    if (looks & (GONE | UNSEEN) || (looks & UNSELECTABLE && this.respectUnselectable)) return;
    const { span } = this;
    if (span !== null) {
      if (node === span.endText) data = data.slice(0, span.endOffset);
      if (node === span.startText) data = data.slice(span.startOffset);
    }
    const { builder } = this;
    if (!this.options.rendered || builder.inCode || !hasInnerBreak(data) || !showsBreaks(frame)) {
      builder.text(data);
      return;
    }
    data.split('\n').forEach((line, i) => {
      if (i > 0) builder.lineBreak();
      builder.text(line);
    });
  }
}

function isBlank(data: string): boolean {
  return data.charCodeAt(0) <= 32 && !/\S/.test(data);
}

/** A line end between words; most text has none, and is not looked at further. `includes` costs several times `indexOf`. */
function hasInnerBreak(data: string): boolean {
  return data.indexOf('\n') >= 0 && /\S\s*\n\s*\S/.test(data);
}

/** white-space: pre-wrap and its kin outside a `pre`. */
function showsBreaks(frame: Frame): boolean {
  frame.wraps ??= /^(?:pre|break-spaces)/.test(getComputedStyle(frame.node).whiteSpace);
  return frame.wraps;
}

function follows(node: Node, other: Node): boolean {
  return (Node.prototype.compareDocumentPosition.call(other, node) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
