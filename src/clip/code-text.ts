import type { Element } from 'hast';

/** Text of a `pre`, to the letter. A line that is a block of its own ends with exactly one line break. */
export class CodeText {
  /** The `code` element that takes the text in the end. */
  readonly node: Element;
  value = '';
  private pending = false;

  constructor(node: Element) {
    this.node = node;
  }

  /** A block begins or ends: whatever comes next stands on a line of its own. */
  boundary(): void {
    this.pending = this.value !== '';
  }

  lineBreak(): void {
    this.flush();
    this.value += '\n';
  }

  add(text: string): void {
    if (text === '') return;
    if (text.startsWith('\n')) this.pending = false;
    else this.flush();
    this.value += text;
  }

  private flush(): void {
    if (this.pending && !this.value.endsWith('\n')) this.value += '\n';
    this.pending = false;
  }
}
