import type { Place, Transparent } from './builder.ts';
import { assigned, firstChild, isSlot, nextSibling, shadowRootOf } from './dom.ts';

/** One element the walk is in. */
export class Frame {
  readonly node: Element;
  /** Bits of looks.ts. */
  looks: number;
  /** The end of the range lies in it: with this frame the range ends. */
  readonly last: boolean;
  readonly place: Place;
  readonly lang: string;
  readonly dir: string;
  next: Node | null = null;
  /** What to undo when it is left. */
  leave: 'nothing' | 'transparent' | 'code' = 'nothing';
  transparent: Transparent = null;
  /** Line breaks of its text are shown (white-space: pre-wrap); undefined until asked. */
  wraps: boolean | undefined = undefined;
  private slotted: readonly Node[] | null = null;
  private index = 0;

  constructor(node: Element, looks: number, last: boolean, place: Place, lang: string, dir: string) {
    this.node = node;
    this.looks = looks;
    this.last = last;
    this.place = place;
    this.lang = lang;
    this.dir = dir;
  }

  /** Its children in the flat tree: the shadow root's, a slot's assigned nodes, else its own. */
  start(name: string): void {
    if (isSlot(this.node, name)) {
      const nodes = assigned(this.node);
      if (nodes.length > 0) {
        this.slotted = nodes;
        this.next = nodes[0] ?? null;
        return;
      }
    }
    this.next = firstChild(shadowRootOf(this.node) ?? this.node);
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
