/** Strings a stranger wrote, made fit to be stored and sent. */

const CONTROL = /[^\P{Cc}\t\n\r]/gu;
const LONE_SURROGATE = /\p{Cs}/gu;
/** What most texts have none of: anything but line ends and tabs below the space, DEL and C1, surrogates. */
const SUSPECT = /[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\uffff]/;

/**
 * Removes NUL and the other control characters (tab and line ends stay) and replaces lone surrogates by U+FFFD.
 * Bidi controls, joiners and no-break spaces are text and stay.
 */
export function cleanText(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return text.replace(CONTROL, '').replace(LONE_SURROGATE, '\ufffd');
}

/** White space collapsed to single spaces and trimmed, as HTML does: no-break spaces stay. */
export function collapse(text: string): string {
  return text.replace(/[\t\n\f\r ]+/g, ' ').replace(/^ | $/g, '');
}

/** At most `max` UTF-16 units, never cut through a surrogate pair. */
export function cap(text: string, max: number): string {
  if (text.length <= max) return text;
  const last = text.charCodeAt(max - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? max - 1 : max);
}

/** One line of someone's words: cleaned, collapsed, capped; null where nothing is left. */
export function line(text: unknown, max: number): string | null {
  if (typeof text !== 'string') return null;
  const clean = cap(collapse(cleanText(text.slice(0, max * 4))), max);
  return clean === '' ? null : clean;
}
