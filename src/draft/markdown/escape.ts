/**
 * Text as Markdown that is shown as that text. Backslashes stand only where something would be read otherwise; what
 * begins a line is asked for where lines are known.
 * @param more what a reader takes for signs besides (a regular expression)
 * @param parted stands where an address that the reader would make a link of is parted; '' where it makes none
 * @see https://spec.commonmark.org/0.31.2/#backslash-escapes
 * @see https://github.github.com/gfm/
 */
export function escaping(more: string, parted: string): (text: string, place: Place) => string {
  const outside = alsoInCells(SIGNS + more);
  const inLinks = alsoInCells(`${SIGNS}${more}|[\\]^]`);
  return (text, { linked, cell }) => {
    const [anywhere, inCell] = linked ? inLinks : outside;
    const escaped = ampersands(text).replace(cell ? inCell : anywhere, '\\$&');
    return linked || parted === '' ? escaped : escaped.replace(AUTOLINK, (found) => found + parted);
  };
}

/** The words of an image for readers that let no backslash protect them: null where they would need one. */
export function bareAlt(text: (words: string, place: Place) => string): (words: string) => string | null {
  return (words) => (text(words, { linked: true, cell: true }) === words ? words : null);
}

/** Where a text stands. */
export interface Place {
  /** In the text of a link. */
  linked: boolean;
  /** In a table's cell. */
  cell: boolean;
}

/**
 * An underscore within a word means nothing, a backslash only before punctuation (and before what comes next), an angle
 * bracket only before a name or a mail address.
 */
const SIGNS = '[`*~[]|\\\\(?![\\p{L}\\p{N}])|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])|<(?=[a-z/!?]|[^\\s<>@]*@)';

function alsoInCells(signs: string): readonly [RegExp, RegExp] {
  return [new RegExp(signs, 'giu'), new RegExp(`${signs}|\\|`, 'giu')];
}

/**
 * What ends where an address would begin to be one. Readers look for addresses after they have taken the backslashes
 * away, so their text is parted by an element that shows nothing.
 * @see https://github.github.com/gfm/#autolinks-extension-
 */
const AUTOLINK = /(?<![a-z])https?:(?=\/\/)|(?<![\da-z])www(?=\.)|[\w+.-](?=@[\w.\\-]*\.[\w\\-])/gi;

/** A line of text that would begin a heading, a quote, a list, a rule, a table … */
export function escapeLineStart(line: string): string {
  return line
    .replace(/^\ufeff+ ?/, '')
    .replace(LINE_START, '\\$&')
    .replace(/^\d{1,9}(?=[.)](?:\s|$))/, '$&\\');
}

const LINE_START = /^(?:#{1,6}(?=\s|$)|>|[-+](?=\s|$)|\+(?=\+)|=+\s*$|[-:|][-:|\s]*$)/;

/** An address as a link's destination, whatever is in it. */
export function destination(url: string): string {
  return ampersands(withoutSpaces(url)).replace(/[\\()<>|]/g, '\\$&');
}

/** An address with no white space in it. */
export function withoutSpaces(url: string): string {
  return url.replace(/[\s\p{Cc}\p{Cs}]/gu, (character) => encodeURIComponent(character.replace(/\p{Cs}/u, '\ufffd')));
}

/**
 * Code between its signs; null for what would end a cell, or make a definition of the link at the beginning of a paragraph
 * (`]:`).
 */
export function codeSpan(code: string, { cell, linked }: Place): string | null {
  if ((cell && code.includes('\\|')) || (linked && code.includes(']'))) return null;
  let fence = '`';
  const runs = new Set(code.match(/`+/g));
  while (runs.has(fence)) fence += '`';
  const padding = /^`|`$/.test(code) || (/^ /.test(code) && / $/.test(code) && /[^ ]/.test(code)) ? ' ' : '';
  return fence + padding + (cell ? code.replaceAll('|', '\\|') : code) + padding + fence;
}

/**
 * The words that an image shows when it is pointed at, between quotation marks. Without backslashes, which GitHub's reader
 * takes for signs twice; words that need one are left out.
 */
export function title(words: string): string {
  if (words === '' || /\\(?![a-z\d ])/i.test(words)) return '';
  return ` "${ampersands(words).replaceAll('"', '&quot;').replaceAll('|', '&#124;')}"`;
}

/** What looks like a character reference. */
function ampersands(text: string): string {
  return text.replace(/&(?=#?\w+;)/g, '&amp;');
}
