import type { Root } from 'hast';
import { Builder } from './builder.ts';
import type { ClipNote } from './clip.ts';
import { attribute, dataOf, find, isElement, isText, localName, nearest } from './dom.ts';
import type { Frame } from './frame.ts';
import { UNSEEN, UNSELECTABLE } from './looks.ts';
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
  private readonly stack: Frame[] = [];
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
    const root = this.stack[this.stack.length - 1];
    if (root === undefined) return;
    if (this.options.rendered) this.respectUnselectable = getComputedStyle(root.node).userSelect !== 'none';
    const from = span.from.get(root.node);
    if (from !== undefined) root.startAt(from);
    this.run(this.stack.length - 1);
  }

  finish(): { content: Root; notes: ClipNote[] } {
    while (this.stack.length > 0) this.leave();
    const notes = Array.from(this.reader.notes, ([code, count]) => ({ code, count }));
    return { content: this.builder.finish(), notes };
  }

  private reopen(span: Span): void {
    let shared = 0;
    while (shared < span.restored.length && this.stack[shared]?.node === span.restored[shared]) shared++;
    while (this.stack.length > shared) this.leave();
    if (shared > 0) this.builder.gap();
    else this.takeLanguage(span);
    for (const element of span.restored.slice(shared)) {
      const frame = this.reader.restore(element);
      this.stack.push(frame);
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

  /** Walks the frame at `base` and all it opens, until its end or the range's. The frame itself stays open. */
  private run(base: number): void {
    const { span, stack } = this;
    for (;;) {
      const frame = stack[stack.length - 1];
      if (frame === undefined) break;
      if (frame.next === null) {
        if (stack.length - 1 === base) break;
        this.leave();
        if (frame.last) break;
        continue;
      }
      if (span !== null && frame.next === span.stopBefore) break;
      const node = frame.advance();
      if (isElement(node)) {
        const last = frame.last && span?.until.has(node) === true;
        if (!this.enter(node, frame.looks, last) && last) break;
      } else if (node !== null && isText(node)) {
        this.readText(node, frame);
        if (span !== null && node === span.endText) break;
      }
      if (this.builder.full) {
        this.reader.note('too_large');
        break;
      }
    }
    while (stack.length - 1 > base) this.leave();
  }

  private enter(element: Element, inherited: number, last: boolean): boolean {
    const frame = this.reader.read(element, inherited, last);
    if (frame === null) return false;
    this.stack.push(frame);
    const from = this.span?.from.get(element);
    if (from === undefined) return true;
    this.span?.from.delete(element);
    this.onPath(frame, from);
    frame.startAt(from);
    return true;
  }

  private leave(): void {
    const frame = this.stack.pop();
    if (frame === undefined) return;
    const { builder } = this;
    if (frame.leave === 'code') builder.endCode();
    builder.back(frame.place);
    if (frame.leave === 'transparent') builder.leaveTransparent(frame.transparent);
    builder.lang = frame.lang;
    builder.dir = frame.dir;
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
    if (this.enter(head, table.looks, false)) this.run(this.stack.length - 2);
    this.span = span;
  }

  private readText(node: Text, frame: Frame): void {
    const { looks } = frame;
    if (looks & UNSEEN || (looks & UNSELECTABLE && this.respectUnselectable)) return;
    let data = dataOf(node);
    const { span } = this;
    if (span !== null) {
      if (node === span.endText) data = data.slice(0, span.endOffset);
      if (node === span.startText) data = data.slice(span.startOffset);
    }
    const { builder } = this;
    if (!this.options.rendered || builder.inCode || !/\S[\t ]*\n/.test(data) || !showsBreaks(frame)) {
      builder.text(data);
      return;
    }
    data.split('\n').forEach((line, i) => {
      if (i > 0) builder.lineBreak();
      builder.text(line);
    });
  }
}

/** white-space: pre-wrap and its kin outside a `pre`. */
function showsBreaks(frame: Frame): boolean {
  frame.wraps ??= /^(?:pre|break-spaces)/.test(getComputedStyle(frame.node).whiteSpace);
  return frame.wraps;
}

function follows(node: Node, other: Node): boolean {
  return (Node.prototype.compareDocumentPosition.call(other, node) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
