import type { Element } from 'hast';
import { stringProperty } from './tree.ts';

const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u200d|\ufe0f)+$/u;

/** The character that a little picture stands for (sites draw emoji as images), or ''. */
export function emojiOf(img: Element): string {
  const alt = stringProperty(img, 'alt').trim();
  return EMOJI.test(alt) ? alt : '';
}
