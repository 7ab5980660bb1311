import { attribute, carries, className } from './dom.ts';

/**
 * How an element looks, as bits. GONE: it and all in it is not shown. UNSEEN: its own text is not (visibility:hidden).
 * UNSELECTABLE: its text can't be selected. BLOCK: it stands on lines of its own although its tag is an inline one.
 */
export const GONE = 1;
export const UNSEEN = 2;
export const UNSELECTABLE = 4;
export const BLOCK = 8;
/** In a closed `details`, which the person can open: hidden by the browser, but not from them. */
export const FOLDED = 16;
const INHERITED = UNSEEN | UNSELECTABLE | FOLDED;

/** `inline`: the tag says nothing about lines of its own (span, custom elements), so the style is asked. */
export type Looks = (element: Element, inherited: number, hasAttributes: boolean, inline: boolean) => number;

const { checkVisibility } = Element.prototype;

/**
 * Looks of a rendered page. checkVisibility is the cheap question and asked of every element; computed style is asked
 * only where a class, a style or an id can have changed something. Nothing is written, so nothing is laid out again.
 */
export const liveLooks: Looks = (element, inherited, hasAttributes, inline) => {
  const looks = inherited & INHERITED;
  if (!checkVisibility.call(element)) {
    // Without a box of its own an element may still show its children: display:contents.
    const { display } = getComputedStyle(element);
    if (display === 'none' || (display !== 'contents' && (looks & FOLDED) === 0)) return GONE;
  }
  if (!hasAttributes || !(carries(element, 'class') || carries(element, 'style') || carries(element, 'id'))) {
    return looks;
  }
  return styledLooks(element, looks & FOLDED, inline);
};

function styledLooks(element: Element, looks: number, inline: boolean): number {
  const style = getComputedStyle(element);
  const { position } = style;
  if (position === 'absolute' && isClippedAway(element, style)) return GONE;
  if (style.visibility !== 'visible') looks |= UNSEEN;
  if (style.userSelect === 'none') looks |= UNSELECTABLE;
  if (inline && isBlock(style)) looks |= BLOCK;
  return looks;
}

/** A float (a drop cap) computes to block and still stands in its line. */
function isBlock(style: CSSStyleDeclaration): boolean {
  const { display } = style;
  return (
    !display.startsWith('inline') && display !== 'contents' && !display.startsWith('ruby') && style.cssFloat === 'none'
  );
}

/** Text for screen readers only (`sr-only`, `visually-hidden`): one pixel, or clipped to nothing. */
function isClippedAway(element: Element, style: CSSStyleDeclaration): boolean {
  const { clip, clipPath } = style;
  if (clip !== 'auto' && /^rect\((?:0|1)px[, ]+(?:0|1)px[, ]+(?:0|1)px[, ]+(?:0|1)px\)$/.test(clip)) return true;
  if (/^inset\((?:50|100)%\)/.test(clipPath)) return true;
  return (
    element instanceof HTMLElement &&
    element.offsetWidth <= 1 &&
    element.offsetHeight <= 1 &&
    (style.overflow === 'hidden' || style.overflow === 'clip')
  );
}

const UNSHOWN_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)/i;

/** Looks of a parsed document that is never rendered: what its markup says itself. */
export const inertLooks: Looks = (element, inherited, hasAttributes) => {
  const looks = inherited & INHERITED;
  if (!hasAttributes) return looks;
  if (carries(element, 'hidden')) return GONE;
  const style = attribute(element, 'style');
  if (style !== null && UNSHOWN_STYLE.test(style)) return GONE;
  return /(?:^|\s)(?:sr-only|visually-hidden)(?:\s|$)/.test(String(className(element))) ? GONE : looks;
};
