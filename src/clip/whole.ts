import type { Builder } from './builder.ts';
import type { ClipNoteCode } from './clip.ts';
import { attribute, nearest } from './dom.ts';
import { readImage } from './images.ts';
import { readFormula, readTexScript } from './math.ts';
import { readMedia } from './media.ts';
import type { Role } from './roles.ts';
import { isHeading } from './shapes.ts';

/** Reads the elements that are dealt with whole: images, media, formulas, controls, line breaks. */
export class WholeReader {
  /** What was left out, counted. */
  readonly notes = new Map<ClipNoteCode, number>();
  private readonly builder: Builder;

  constructor(builder: Builder) {
    this.builder = builder;
  }

  note(code: ClipNoteCode): void {
    this.notes.set(code, (this.notes.get(code) ?? 0) + 1);
  }

  /** Elements that hold no text of their own, and controls, whose text is not the page's. True where it was one. */
  read(element: Element, name: string, role: Role, unseen: boolean): boolean {
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
    if (isHeading(topTag) || topTag === 'summary' || topTag === 'dt') return false;
    if (nearest(element, 'form') !== null) this.note('forms_left_out');
    return true;
  }

  readFormula(element: Element, name: string): boolean {
    const formula = readFormula(element, name);
    if (formula === null) return false;
    if (formula !== 'skip') this.builder.inline(formula);
    return true;
  }

  readScript(element: Element): false {
    const type = attribute(element, 'type') ?? '';
    const formula = readTexScript(element);
    if (formula !== null) this.builder.inline(formula);
    else if (!type.startsWith('math/')) this.note('scripts_left_out');
    return false;
  }
}

function isImage(element: Element): element is HTMLImageElement {
  return 'naturalWidth' in element && 'currentSrc' in element;
}
