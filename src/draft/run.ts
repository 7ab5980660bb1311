import type { Element, ElementContent } from 'hast';

/** A stretch of running text, with copies of the inline elements around it that a block inside them has cut in two. */
export class Run {
  readonly nodes: ElementContent[] = [];
  /** The wrappers that are open, outermost first, with the children of their copies. */
  #open: { wrapper: Element; children: ElementContent[] }[] = [];

  /** Adds a node below its wrappers: neighbours share what they have in common. */
  add(node: ElementContent, wrappers: readonly Element[]): void {
    const shared = this.#open.findIndex(({ wrapper }, index) => wrapper !== wrappers[index]);
    if (shared >= 0) this.#open = this.#open.slice(0, shared);
    for (const wrapper of wrappers.slice(this.#open.length)) {
      const children: ElementContent[] = [];
      this.#innermost().push({ ...wrapper, children });
      this.#open.push({ wrapper, children });
    }
    this.#innermost().push(node);
  }

  #innermost(): ElementContent[] {
    return this.#open.at(-1)?.children ?? this.nodes;
  }
}
