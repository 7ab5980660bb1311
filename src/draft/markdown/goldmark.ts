import type { Element } from 'hast';
import { reference } from '../html.ts';
import { elementsNamed, isElement } from '../tree.ts';
import type { Token } from './delimiters.ts';
import type { Dialect } from './dialect.ts';
import { bareAlt, destination, escapeLineStart, escaping, title } from './escape.ts';
import { GITHUB } from './github.ts';

/**
 * goldmark as Hugo sets it up. Before the Markdown, Hugo looks through the whole file, code too, for `{{<` and `{{%`
 * (shortcodes) and for `<!--more-->`: no backslash before them helps, only one between their signs.
 * @see https://gohugo.io/getting-started/configuration-markup/#goldmark
 * @see https://gohugo.io/content-management/shortcodes/
 * @param html the site lets html through (`unsafe`)
 */
export function goldmark(html: boolean): Dialect {
  return {
    ...GITHUB,
    item,
    signed,
    text,
    alt: html ? unquoted : typed,
    apart,
    line,
    // `{#id}` and the like are attributes.
    heading: (line) => GITHUB.heading(line).replace(/\}$/, '\\}'),
    destination: (url) => destination(url).replace(/(?<=\{)\{/g, '\\{'),
    title: (words) =>
      title(words)
        .replace(/(?<=\{)\{/g, '&#123;')
        .replaceAll('<!', '&lt;!'),
    code,
    escapes: { text: /[&<{\n\r]/g, attribute: /[&"'`<{|\]\n\r]/g },
  };
}

/** Behind an empty one it loses its way; and `[x]` is a box to tick wherever it stands in one, also as a link's text. */
function item(body: string): string {
  let written = '';
  let done = 0;
  for (const box of boxesIn(body)) {
    written += `${body.slice(done, box)}&#${body.charCodeAt(box)};`;
    done = box + 1;
  }
  return GITHUB.item(written + body.slice(done)) || '&#32;';
}

/** Where a link's text is the letter of a box. What is escaped or code is none. */
function boxesIn(body: string): number[] {
  /** By their length, runs of the sign for code, the first one last. */
  const fences = new Map<number, number[]>();
  for (const { 0: fence, index } of [...body.matchAll(/`+/g)].reverse()) {
    const same = fences.get(fence.length);
    if (same === undefined) fences.set(fence.length, [index]);
    else same.push(index);
  }
  const boxes: number[] = [];
  let end = 0;
  for (const { 0: found, 1: letter, index } of body.matchAll(/\\.|`+|\[(x)\]\(/gis)) {
    if (index < end) continue;
    if (letter !== undefined) boxes.push(index + 1);
    if (!found.startsWith('`')) continue;
    const others = fences.get(found.length) ?? [];
    while ((others.at(-1) ?? body.length) <= index) others.pop();
    end = (others.at(-1) ?? index) + found.length;
  }
  return boxes;
}

/**
 * Around a link with an image in it, signs stand as they are. In a heading, deleted text or the mark of a note
 * within emphasis or a link ends Hugo's build with an error.
 */
function signed(node: Element, heading: boolean): boolean {
  if (heading && isElement(node, 'del', 'sup')) return false;
  return elementsNamed(node, 'a').every((link) => elementsNamed(link, 'img').length === 0);
}

/** Code that holds the address of a mailbox, or all of it but the beginning. */
const MAIL_IN_CODE = /^`+ ?[\w.!#$%&'*+/=?^`{|}~-]*@[a-z\d-]+\./i;
/** What such an address may begin with, and is looked for across the sign of code. */
const LAST_LETTER = /[a-z\d](?=[!#$%'*+/=?^_{|}~.-]*$)/i;

/** An address is not found behind a letter that is written by its number. */
function apart(pieces: Token[]): Token[] {
  const written = [...pieces];
  pieces.forEach((piece, index) => {
    if (typeof piece !== 'string' || !MAIL_IN_CODE.test(piece)) return;
    let before = index - 1;
    while (isSign(written[before])) before -= 1;
    const words = written[before];
    if (typeof words === 'string' && !words.startsWith('`')) written[before] = words.replace(LAST_LETTER, reference);
  });
  return written;
}

const isSign = (piece: Token | undefined): boolean =>
  typeof piece === 'object' || (piece !== undefined && /^[!#$%'*+/=?^_{|}~.-]+$/.test(piece));

/** A term's definition, attributes; and no backslash may stand before the one that ends a line. */
function line(written: string): string {
  return escapeLineStart(written)
    .replace(/^(?:\{(?!\\)|:(?=\s))/, '\\$&')
    .replace(/\\\\$/, '&#92;');
}

/** Also what the typographer makes dashes, dots and quotation marks of. An address is looked for before backslashes are taken away. */
const text = escaping('|(?<=\\{)\\{|(?<=-)-|(?<=\\.)\\.|<(?=<|$)|>(?=>)', '\\');

/** Of quotation marks in an image's words the typographer makes references, which are then shown as such. */
function unquoted(words: string): string | null {
  return /["']/.test(words) ? null : bareAlt(text)(words);
}

/** Without the signs that would mean something. */
function typed(words: string): string {
  const unquoted = words
    .replace(/"(.*?)"/g, '“$1”')
    .replaceAll('"', ' ')
    .replaceAll("'", '’');
  return text(unquoted, { linked: true, cell: true })
    .replace(/\\(?![\p{L}\p{N}])./gu, ' ')
    .replaceAll('&amp;', '&');
}

/**
 * As the documentation of Hugo shows shortcodes: `{{</* figure *\/>}}` is shown without the stars. What has no end, or
 * stars of its own, has no such form.
 */
function code(source: string): string | null {
  const ends = { '<': finder(source, '>}}'), '%': finder(source, '%}}') };
  const stars = finder(source, '*/');
  const others: string[] = [];
  let written = '';
  let done = 0;
  for (const { index } of source.matchAll(/\{\{[<%](?!\/)/g)) {
    const start = index + 3;
    const end = ends[source[index + 2] === '<' ? '<' : '%'](start);
    if (index < done || end === Number.POSITIVE_INFINITY || stars(start) < end) continue;
    others.push(source.slice(done, index));
    written += `${source.slice(done, start)}/*${source.slice(start, end)}*/${source.slice(end, end + 3)}`;
    done = end + 3;
  }
  others.push(source.slice(done));
  return /\{\{[<%]|<!--more-->/.test(others.join(' ')) ? null : written + source.slice(done);
}

/** Where a sign comes next, from places further and further on: in time that grows with the text alone. */
function finder(text: string, sign: string): (start: number) => number {
  let next = -1;
  return (start) => {
    if (next < start) next = text.indexOf(sign, start);
    if (next === -1) next = Number.POSITIVE_INFINITY;
    return next;
  };
}
