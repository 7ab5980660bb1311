import { attribute, carries } from './dom.ts';
import type { Handling } from './roles.ts';

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

export interface Looks {
  /** Of an element without attributes. `inherited`: its parent's looks. */
  bare(element: Element, inherited: number): number;
  /** Of one with attributes; `styled`: its class. What its tag says is in `handling`. */
  of(element: Element, inherited: number, styled: string | null, handling: Handling): number;
}

const { checkVisibility } = Element.prototype;
const WITH_VISIBILITY = { visibilityProperty: true };

/**
 * Looks of a rendered page. checkVisibility is the cheap question, asked of whatever shows something. Computed style costs
 * several times that: it is asked where a class, a style or an id can have changed something, and of each class once
 * where all it told was plain: what may be selected, and what is a block or clipped away, belongs to a class's design.
 * Visibility comes and goes with a panel's state, so blocks are asked for it each time.
 * Nothing is written to the page, so nothing is laid out again.
 */
export function liveLooks(): Looks {
  const plain = new Map<Handling, Set<string>>();
  return {
    bare: (element, inherited) => (isShown(element, inherited) ? inherited & INHERITED : GONE),

    of(element, inherited, styled, handling) {
      const looks = inherited & INHERITED;
      if (styled !== null && looks === 0 && plain.get(handling)?.has(styled) === true && !hasOwnLooks(element)) {
        if (checkVisibility.call(element, handling.inline ? undefined : WITH_VISIBILITY)) return 0;
      }
      if (!isShown(element, looks)) return GONE;
      const plainTag = styled === null && handling.role !== 'custom';
      if (plainTag && !carries(element, 'style') && !carries(element, 'id')) return looks;
      const own = styledLooks(element, looks & FOLDED, handling.inline);
      if (own === 0 && styled !== null) remember(plain, handling, styled);
      return own;
    },
  };
}

/** What an element says of itself, beside its class: then its class does not tell all. */
export function hasOwnLooks(element: Element): boolean {
  return carries(element, 'style') || carries(element, 'hidden') || carries(element, 'aria-hidden');
}

/** Without a box of its own an element may still show its children: display:contents. */
function isShown(element: Element, inherited: number): boolean {
  if (checkVisibility.call(element)) return true;
  const { display } = getComputedStyle(element);
  return display === 'contents' || (display !== 'none' && (inherited & FOLDED) !== 0);
}

function remember(plain: Map<Handling, Set<string>>, handling: Handling, styled: string): void {
  const classes = plain.get(handling);
  if (classes === undefined) plain.set(handling, new Set([styled]));
  else classes.add(styled);
}

function styledLooks(element: Element, looks: number, inline: boolean): number {
  const style = getComputedStyle(element);
  if (style.position === 'absolute' && isClippedAway(element, style)) return GONE;
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

const SCREEN_READER_CLASS = /(?:^|\s)(?:sr-only|visually-hidden)(?:\s|$)/;

/** Looks of a parsed document that is never rendered: what its markup says itself. */
export const inertLooks: Looks = {
  bare: (_element, inherited) => inherited & INHERITED,

  of(element, inherited, styled) {
    if (carries(element, 'hidden')) return GONE;
    const style = attribute(element, 'style');
    if (style !== null && UNSHOWN_STYLE.test(style)) return GONE;
    return styled !== null && SCREEN_READER_CLASS.test(styled) ? GONE : inherited & INHERITED;
  },
};
