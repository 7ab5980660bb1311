import type { Properties } from 'hast';
import { readLink, readProperties } from './attributes.ts';
import type { Builder } from './builder.ts';
import type { ClipNoteCode } from './clip.ts';
import { codeLanguage, GUTTER_CLASS, isCodeTable, isLayoutTable } from './code.ts';
import { anyAttribute, attribute, carries, localName, nearest } from './dom.ts';
import { Frame } from './frame.ts';
import { readImage } from './images.ts';
import { BLOCK, FOLDED, GONE, type Looks, UNSEEN } from './looks.ts';
import { FORMULA_CLASS, readFormula, readTexScript } from './math.ts';
import { readMedia } from './media.ts';
import { modernName, type Role, roleOf } from './roles.ts';
import { HEADINGS } from './shapes.ts';

/** Marks that inline style stands for (pasted word processor html); null: the tag's own mark is not meant. */
export type StyleMarks = (element: Element, name: string) => readonly string[] | null;

export interface ReaderOptions {
  looks: Looks;
  /** False in a document that is never rendered: no computed style can be asked. */
  rendered: boolean;
  styleMarks?: StyleMarks;
}

const EMPTY: Properties = {};

/** Writes what one element is, and says with which frame its children are to be walked. */
export class ElementReader {
  readonly notes = new Map<ClipNoteCode, number>();
  private readonly builder: Builder;
  private readonly options: ReaderOptions;
  private readonly classes = new Map<string, { formula: boolean; gutter: boolean }>();

  constructor(builder: Builder, options: ReaderOptions) {
    this.builder = builder;
    this.options = options;
  }

  note(code: ClipNoteCode): void {
    this.notes.set(code, (this.notes.get(code) ?? 0) + 1);
  }

  /**
   * The frame for an element's children; null where the element was dealt with whole, or is nothing to see.
   * `inherited`: its parent's looks. `last`: the range ends in it.
   */
  read(element: Element, inherited: number, last: boolean): Frame | null {
    const name = modernName(localName(element));
    const role = roleOf(name);
    if (role === 'drop') return null;
    if (role === 'script') return this.readScript(element);
    const attributes = anyAttribute(element);
    const inline = role === 'mark' || role === 'inline' || role === 'custom';
    const looks = this.options.looks(element, inherited, attributes, inline);
    // `rp` is never rendered where ruby is, and still is the text's own stand-in for it.
    if (looks & GONE && name !== 'rp') return null;
    if (attributes && this.readByClass(element, name)) return null;
    const unseen = (looks & UNSEEN) !== 0;
    if (this.readWhole(element, name, role, unseen)) return null;
    return this.open(element, name, role, looks, last, attributes);
  }

  /** The frame of an ancestor of the passage: it is there whatever it looks like. */
  restore(element: Element): Frame {
    const name = modernName(localName(element));
    return this.open(element, name, roleOf(name), 0, true, anyAttribute(element));
  }

  private open(element: Element, name: string, role: Role, looks: number, last: boolean, attributes: boolean): Frame {
    const { builder } = this;
    const frame = new Frame(element, looks, last, builder.place, builder.lang, builder.dir);
    const spoken = attributes ? this.takeLanguage(element, role) : EMPTY;
    if (name === 'details' && !carries(element, 'open')) frame.looks |= FOLDED;
    switch (role) {
      case 'block':
        if (builder.inCode && (name === 'td' || name === 'th')) break;
        if (!builder.block(name, attributes ? readProperties(element, name) : {})) this.apart(frame);
        break;
      case 'table':
        this.openTable(element, frame);
        break;
      case 'pre':
        if (builder.startCode(codeLanguage(element))) frame.leave = 'code';
        else this.apart(frame);
        break;
      case 'mark':
      case 'inline':
      case 'custom':
        this.openInline(element, name, role, frame, attributes, spoken);
        break;
      case 'transparent':
        this.apart(frame);
        break;
      default:
    }
    frame.start(name);
    return frame;
  }

  private openTable(element: Element, frame: Frame): void {
    const { builder } = this;
    if (isCodeTable(element) && builder.startCode(codeLanguage(element))) frame.leave = 'code';
    else if (isLayoutTable(element) || !builder.block('table', {})) this.apart(frame);
  }

  private openInline(
    element: Element,
    name: string,
    role: Role,
    frame: Frame,
    attributes: boolean,
    spoken: Properties,
  ): void {
    const { builder } = this;
    if (frame.looks & BLOCK) {
      if (name === 'code' && this.isCodeBlock(element) && builder.startCode(codeLanguage(element))) {
        frame.leave = 'code';
        return;
      }
      this.apart(frame);
    }
    const styled = attributes && this.options.styleMarks ? this.options.styleMarks(element, name) : [];
    if (role === 'mark' && styled !== null) this.openMark(element, name, attributes, spoken);
    else if (spoken !== EMPTY) builder.mark('span', spoken);
    for (const tag of styled ?? []) builder.mark(tag, {});
  }

  private openMark(element: Element, name: string, attributes: boolean, spoken: Properties): void {
    const properties = !attributes ? {} : name === 'a' ? readLink(element) : readProperties(element, name);
    if (properties !== null && (name !== 'a' || attributes)) this.builder.mark(name, Object.assign(properties, spoken));
  }

  /** `<code>` styled as a block of its own that keeps its line ends. */
  private isCodeBlock(element: Element): boolean {
    return this.options.rendered && getComputedStyle(element).whiteSpace.startsWith('pre');
  }

  private apart(frame: Frame): void {
    frame.leave = 'transparent';
    frame.transparent = this.builder.enterTransparent();
  }

  /** lang and dir where they differ: on the next block for a block, as properties of its mark for an inline element. */
  private takeLanguage(element: Element, role: Role): Properties {
    const { builder } = this;
    const lang = attribute(element, 'lang') || builder.lang;
    const written = attribute(element, 'dir')?.toLowerCase();
    const dir = written === 'ltr' || written === 'rtl' || written === 'auto' ? written : builder.dir;
    if (lang === builder.lang && dir === builder.dir) return EMPTY;
    if (role !== 'mark' && role !== 'inline') {
      builder.lang = lang;
      builder.dir = dir;
      return EMPTY;
    }
    return { ...(lang === builder.lang ? {} : { lang }), ...(dir === builder.dir ? {} : { dir }) };
  }

  /** Formulas and line-number gutters are known by their class; true where that was all there is to do. */
  private readByClass(element: Element, name: string): boolean {
    const value = attribute(element, 'class');
    if (value === null) return false;
    let known = this.classes.get(value);
    if (known === undefined) {
      known = { formula: FORMULA_CLASS.test(value), gutter: GUTTER_CLASS.test(value) };
      this.classes.set(value, known);
    }
    if (known.formula) return this.readFormula(element, name);
    return known.gutter && (this.builder.inCode || name === 'td' || nearest(element, 'pre, code, .highlight') !== null);
  }

  private readFormula(element: Element, name: string): boolean {
    const formula = readFormula(element, name);
    if (formula === null) return false;
    if (formula !== 'skip') this.builder.inline(formula);
    return true;
  }

  private readScript(element: Element): null {
    const type = attribute(element, 'type') ?? '';
    const formula = readTexScript(element);
    if (formula !== null) this.builder.inline(formula);
    else if (!type.startsWith('math/')) this.note('scripts_left_out');
    return null;
  }

  /** Elements that hold no text of their own, and controls, whose text is not the page's. True where it was one. */
  private readWhole(element: Element, name: string, role: Role, unseen: boolean): boolean {
    const { builder } = this;
    switch (role) {
      case 'break':
        builder.lineBreak();
        return true;
      case 'wordBreak':
        builder.wordBreak();
        return true;
      case 'rule':
        if (!unseen) builder.lone('hr', {});
        return true;
      case 'image':
        if (!unseen) this.readImage(element);
        return true;
      case 'media':
        if (!unseen) this.readMedia(element, name);
        return true;
      case 'formula':
        if (!this.readFormula(element, name)) this.note('media_unreadable');
        return true;
      case 'control':
        this.readControl(element, name, unseen);
        return true;
      case 'button':
        return this.skipsButton(element);
      default:
        return false;
    }
  }

  private readImage(element: Element): void {
    if (!isImage(element)) return;
    const result = readImage(element);
    if (result === 'unreadable') this.note('media_unreadable');
    else if (result !== 'nothing' && 'text' in result) this.builder.text(result.text);
    else if (result !== 'nothing') this.builder.inline(result.image);
  }

  private readMedia(element: Element, name: string): void {
    const media = readMedia(element, name);
    if (media === 'unreadable') this.note('media_unreadable');
    else if (media !== 'nothing') this.builder.lone(media.tagName, media.properties);
  }

  /** Of all controls only check boxes are content: task lists. */
  private readControl(element: Element, name: string, unseen: boolean): void {
    const type = name === 'input' ? (attribute(element, 'type') ?? 'text').toLowerCase() : '';
    if (type === 'hidden' || unseen) return;
    if (type !== 'checkbox') {
      this.note('forms_left_out');
      return;
    }
    const checked = 'checked' in element && element.checked === true;
    const properties = { type: 'checkbox', ...(checked ? { checked } : {}), disabled: true };
    this.builder.inline({ type: 'element', tagName: 'input', properties, children: [] });
    this.builder.gap();
  }

  /** A button's text is an offer, not content; except where it is a heading that folds its section. */
  private skipsButton(element: Element): boolean {
    const { topTag } = this.builder;
    if (HEADINGS.has(topTag) || topTag === 'summary' || topTag === 'dt') return false;
    if (nearest(element, 'form') !== null) this.note('forms_left_out');
    return true;
  }
}

function isImage(element: Element): element is HTMLImageElement {
  return 'naturalWidth' in element && 'currentSrc' in element;
}
