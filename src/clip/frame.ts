import type { Builder, Transparent } from './builder.ts';
import { assigned, firstChild, isSlot, nextSibling } from './dom.ts';
import type { Handling } from './roles.ts';

/** One element the walk is in. Frames are used again and again, one for each level of depth. */
export class Frame {
  node: Element;
  /** Bits of looks.ts. */
  looks = 0;
  /** Nobody has asked yet whether it is shown. */
  unasked = false;
  /** The end of the range lies in it: with this frame the range ends. */
  last = false;
  next: Node | null = null;
  /** What to undo when it is left. */
  leaving: 'nothing' | 'transparent' | 'code' = 'nothing';
  transparent: Transparent = null;
  /** Line breaks of its text are shown (white-space: pre-wrap); undefined until asked. */
  wraps: boolean | undefined = undefined;
  private blocks = 0;
  private marks = 0;
  private lang = '';
  private dir = '';
  private slotted: readonly Node[] | null = null;
  private index = 0;

  constructor(node: Element) {
    this.node = node;
  }

  /** Begins with an element; `builder` stands where it will stand again when the element is left. */
  reset(node: Element, looks: number, last: boolean, builder: Builder): void {
    this.node = node;
    this.looks = looks;
    this.unasked = false;
    this.last = last;
    this.next = null;
    this.leaving = 'nothing';
    this.transparent = null;
    this.wraps = undefined;
    this.blocks = builder.blocks;
    this.marks = builder.marks;
    this.lang = builder.lang;
    this.dir = builder.dir;
    this.slotted = null;
  }

  leave(builder: Builder): void {
    if (this.leaving === 'code') builder.endCode();
    builder.back(this.blocks, this.marks);
    if (this.leaving === 'transparent') builder.leaveTransparent(this.transparent);
    builder.lang = this.lang;
    builder.dir = this.dir;
  }

  /** Its children in the flat tree: the shadow root's, a slot's assigned nodes, else its own. */
  start({ tag, host }: Handling, shadow: ShadowRoot | null): void {
    if (!host) {
      this.next = firstChild(this.node);
      return;
    }
    if (tag === 'slot' && isSlot(this.node)) {
      const nodes = assigned(this.node);
      if (nodes.length > 0) {
        this.slotted = nodes;
        this.index = 0;
        this.next = nodes[0] ?? null;
        return;
      }
    }
    this.next = firstChild(shadow ?? this.node);
  }

  /** Begins at this child instead of the first; null: after the last. */
  startAt(child: Node | null): void {
    if (this.slotted !== null && child !== null) this.index = Math.max(0, this.slotted.indexOf(child));
    this.next = child;
  }

  /** The next child, and the one after it made ready. */
  advance(): Node | null {
    const node = this.next;
    if (node === null) return null;
    if (this.slotted === null) this.next = nextSibling(node);
    else this.next = this.slotted[++this.index] ?? null;
    return node;
  }
}
