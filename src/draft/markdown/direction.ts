import type { Element } from 'hast';
import { stringProperty, textContent } from '../tree.ts';

/** The direction that an element names, `auto` by its first letter; '' for none. */
export function directionOf(node: Element): string {
  const dir = stringProperty(node, 'dir');
  if (dir !== 'auto') return dir === 'rtl' || dir === 'ltr' ? dir : '';
  const [letter] = /\p{L}/u.exec(textContent(node)) ?? [''];
  return RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr';
}

/** The scripts from Hebrew to Arabic, with their presentation forms. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
