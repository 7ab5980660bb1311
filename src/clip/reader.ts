import type { Properties } from 'hast';
import { readLink, readProperties } from './attributes.ts';
import { NO_PROPERTIES } from './block-stack.ts';
import type { Builder } from './builder.ts';
import { codeLanguage, GUTTER_CLASS, tableUse } from './code.ts';
import { anyAttribute, attribute, carries, nearest, nodeName, shadowRootOf } from './dom.ts';
import type { Frame } from './frame.ts';
import { BLOCK, FOLDED, GONE, hasOwnLooks, type Looks, UNSEEN } from './looks.ts';
import { FORMULA_CLASS } from './math.ts';
import { type Handling, handlingOf } from './roles.ts';
import { WholeReader } from './whole.ts';

/** Marks that inline style stands for (pasted word processor html); null: the tag's own mark is not meant. */
export type StyleMarks = (element: Element, name: string) => readonly string[] | null;

export interface ReaderOptions {
  looks: Looks;
  /** False in a document that is never rendered: no computed style can be asked. */
  rendered: boolean;
  styleMarks?: StyleMarks;
}

const NO_MARKS: readonly string[] = [];

/** Writes what one element is, and says with which frame its children are to be walked. */
export class ElementReader {
  readonly whole: WholeReader;
  /** lang or dir may be said somewhere in the passage: else nobody looks for them. */
  multilingual = false;
  private readonly builder: Builder;
  private readonly options: ReaderOptions;
  private readonly codeLooks = new Map<string, number>();
  private readonly classes = new Map<string, { formula: boolean; gutter: boolean }>();

  constructor(builder: Builder, options: ReaderOptions) {
    this.builder = builder;
    this.whole = new WholeReader(builder);
    this.options = options;
  }

  /**
   * Readies the frame for an element's children; false where the element was dealt with whole, or is nothing to see.
   * `inherited`: its parent's looks. `last`: the range ends in it.
   */
  read(element: Element, name: string, frame: Frame, inherited: number, last: boolean): boolean {
    const handling = handlingOf(name);
    const { role, tag } = handling;
    if (role === 'drop') return false;
    if (role === 'script') return this.whole.readScript(element);
    const attributes = anyAttribute(element);
    // Without attributes and text of its own it is not asked: its children are, and its text when it comes.
    // `rp` is never rendered where ruby is, and still is the text's own stand-in for it.
    if (!attributes && handling.deferred) {
      this.open(element, frame, handling, inherited, last, false);
      frame.unasked = tag !== 'rp';
      return true;
    }
    const styled = attributes ? attribute(element, 'class') : null;
    const looks = this.looksOf(element, inherited, attributes, styled, handling);
    if (looks & GONE && tag !== 'rp') return false;
    if (styled !== null && this.readByClass(element, tag, styled)) return false;
    if (!handling.opened && this.whole.read(element, tag, role, (looks & UNSEEN) !== 0)) return false;
    this.open(element, frame, handling, looks, last, attributes);
    return true;
  }

  /** Asks of a frame's element what was put off until it shows text; false where it is hidden. */
  shows(frame: Frame): boolean {
    frame.unasked = false;
    frame.looks = this.options.looks.bare(frame.node, frame.looks);
    return (frame.looks & GONE) === 0;
  }

  /** In code the thousand spans of a highlighter are asked once for each of their classes. */
  private looksOf(
    element: Element,
    inherited: number,
    attributes: boolean,
    styled: string | null,
    handling: Handling,
  ): number {
    const { looks } = this.options;
    if (!attributes && handling.role !== 'custom') return looks.bare(element, inherited);
    if (styled === null || !this.builder.inCode || inherited !== 0 || !handling.inline || hasOwnLooks(element)) {
      return looks.of(element, inherited, styled, handling);
    }
    const known = this.codeLooks.get(styled);
    if (known !== undefined) return known;
    const asked = looks.of(element, inherited, styled, handling);
    this.codeLooks.set(styled, asked);
    return asked;
  }

  /** Readies the frame of an ancestor of the passage: it is there whatever it looks like. */
  restore(element: Element, frame: Frame): void {
    this.open(element, frame, handlingOf(nodeName(element)), 0, true, anyAttribute(element));
  }

  private open(
    element: Element,
    frame: Frame,
    handling: Handling,
    looks: number,
    last: boolean,
    attributes: boolean,
  ): void {
    const { builder } = this;
    const { tag, role } = handling;
    frame.reset(element, looks, last, builder);
    const spoken = attributes && this.multilingual ? this.takeLanguage(element, handling) : NO_PROPERTIES;
    switch (role) {
      case 'block':
        if (builder.inCode && (tag === 'td' || tag === 'th')) break;
        if (tag === 'details' && !carries(element, 'open')) frame.looks |= FOLDED;
        if (!builder.block(handling.kind, attributes ? readProperties(element, tag) : NO_PROPERTIES)) this.apart(frame);
        break;
      case 'table':
        this.openTable(element, frame, handling);
        break;
      case 'pre':
        if (builder.startCode(codeLanguage(element))) frame.leaving = 'code';
        else this.apart(frame);
        break;
      case 'transparent':
        this.apart(frame);
        break;
      default:
        if (handling.inline) this.openInline(element, frame, handling, attributes, spoken);
    }
    const shadow = handling.host ? shadowRootOf(element) : null;
    if (shadow !== null) this.multilingual = true;
    frame.start(handling, shadow);
  }

  private openTable(element: Element, frame: Frame, { kind }: Handling): void {
    const { builder } = this;
    const use = tableUse(element);
    if (use === 'code' && builder.startCode(codeLanguage(element))) frame.leaving = 'code';
    else if (use !== 'data' || !builder.block(kind, NO_PROPERTIES)) this.apart(frame);
  }

  private openInline(
    element: Element,
    frame: Frame,
    { tag, role }: Handling,
    attributes: boolean,
    spoken: Properties,
  ): void {
    const { builder } = this;
    if (frame.looks & BLOCK) {
      if (tag === 'code' && this.isCodeBlock(element) && builder.startCode(codeLanguage(element))) {
        frame.leaving = 'code';
        return;
      }
      this.apart(frame);
    }
    const { styleMarks } = this.options;
    const styled = attributes && styleMarks !== undefined ? styleMarks(element, tag) : NO_MARKS;
    if (role === 'mark' && styled !== null) this.openMark(element, tag, attributes, spoken);
    else if (spoken !== NO_PROPERTIES) builder.mark('span', spoken);
    if (styled !== null) for (const mark of styled) builder.mark(mark, NO_PROPERTIES);
  }

  private openMark(element: Element, tag: string, attributes: boolean, spoken: Properties): void {
    if (!attributes) {
      if (tag !== 'a') this.builder.mark(tag, NO_PROPERTIES);
      return;
    }
    const properties = tag === 'a' ? readLink(element) : readProperties(element, tag);
    if (properties === null) return;
    this.builder.mark(tag, spoken === NO_PROPERTIES ? properties : { ...properties, ...spoken });
  }

  /** `<code>` styled as a block of its own that keeps its line ends. */
  private isCodeBlock(element: Element): boolean {
    return this.options.rendered && getComputedStyle(element).whiteSpace.startsWith('pre');
  }

  private apart(frame: Frame): void {
    frame.leaving = 'transparent';
    frame.transparent = this.builder.enterTransparent();
  }

  /** lang and dir where they differ: on the next block for a block, as properties of its mark for an inline element. */
  private takeLanguage(element: Element, { role }: Handling): Properties {
    const { builder } = this;
    const lang = attribute(element, 'lang') || builder.lang;
    const written = attribute(element, 'dir')?.toLowerCase();
    const dir = written === 'ltr' || written === 'rtl' || written === 'auto' ? written : builder.dir;
    if (lang === builder.lang && dir === builder.dir) return NO_PROPERTIES;
    if (role !== 'mark' && role !== 'inline') {
      builder.lang = lang;
      builder.dir = dir;
      return NO_PROPERTIES;
    }
    return { ...(lang === builder.lang ? {} : { lang }), ...(dir === builder.dir ? {} : { dir }) };
  }

  /** Formulas and line-number gutters are known by their class; true where that was all there is to do. */
  private readByClass(element: Element, name: string, value: string): boolean {
    let known = this.classes.get(value);
    if (known === undefined) {
      known = { formula: FORMULA_CLASS.test(value), gutter: GUTTER_CLASS.test(value) };
      this.classes.set(value, known);
    }
    if (known.formula) return this.whole.readFormula(element, name);
    return known.gutter && (this.builder.inCode || name === 'td' || nearest(element, 'pre, code, .highlight') !== null);
  }
}
