import type { Element } from 'hast';

/**
 * A piece of a line: Markdown as it stands, white space, '\n' for a line break, or a sign of emphasis that is decided on
 * once its neighbours are known.
 */
export type Token = string | Delimiter;

interface Delimiter {
  /** Stands in itself where no sign will do. */
  node: Element;
  /** Null: as html. */
  mark: string | null;
  /** Of an opening sign, the closing one, and what both may be, in the order in which it is tried. */
  opens: { close: Delimiter; marks: readonly string[] } | null;
  index: number;
}

/** A text between signs of emphasis. */
export function delimiters(node: Element, marks: readonly string[], inner: readonly Token[]): Token[] {
  return withoutEdges(inner, (bare) => {
    const close: Delimiter = { node, mark: null, opens: null, index: 0 };
    return [{ ...close, opens: { close, marks } }, ...bare, close];
  });
}

/** White space and line breaks at the edges stand outside: signs of emphasis have to touch the text. */
export function withoutEdges(inner: readonly Token[], wrap: (bare: Token[]) => Token[]): Token[] {
  const [start, end] = edgesOf(inner);
  if (start === end) return [...inner];
  return [...inner.slice(0, start), ...wrap(inner.slice(start, end)), ...inner.slice(end)];
}

/** Where what is no white space begins and ends. */
function edgesOf(tokens: readonly Token[]): [number, number] {
  let start = 0;
  let end = tokens.length;
  while (isBlank(tokens[start])) start += 1;
  while (end > start && isBlank(tokens[end - 1])) end -= 1;
  return [start, end];
}

function isBlank(token: Token | undefined): boolean {
  return typeof token === 'string' && token.trim() === '';
}

/**
 * A line of text; no-break spaces and the like at its edges go, as many readers have it.
 * @param unsigned gets the elements that no sign will do for
 */
export function writeTokens(all: readonly Token[], lineBreak: string, unsigned: Set<Element>): string {
  const tokens = all.slice(...edgesOf(all));
  tokens.forEach((token, index) => {
    if (typeof token !== 'string') token.index = index;
  });
  for (const token of tokens) {
    if (typeof token === 'string' || token.opens === null) continue;
    decide(token, token.opens, tokens);
    if (token.mark === null) unsigned.add(token.node);
  }
  const pieces: string[] = [];
  for (const token of tokens) {
    const last = pieces.pop() ?? '';
    if (token === '\n') pieces.push(last === ' ' ? '' : last, lineBreak);
    else if (typeof token !== 'string') pieces.push(last, signOf(token));
    // An exclamation mark before a link would make an image of it.
    else pieces.push(token === '[' ? last.replace(/!$/, '\\!') : last, token);
  }
  return pieces.join('');
}

function signOf({ opens, mark, node }: Delimiter): string {
  return mark ?? `<${opens === null ? '/' : ''}${node.tagName}>`;
}

/** The first mark that every reader takes for what it is; else html. An underscore only next to other signs. */
function decide(open: Delimiter, { close, marks }: NonNullable<Delimiter['opens']>, tokens: readonly Token[]): void {
  const before = tokens[open.index - 1];
  const first = tokens[open.index + 1];
  const last = tokens[close.index - 1];
  const after = tokens[close.index + 1];
  const signs = [before, first, last, after].filter((token) => typeof token === 'object');
  const fits = (mark: string): boolean =>
    (mark !== '_' || signs.length > 0) &&
    signs.every((sign) => sign.mark?.[0] !== mark[0]) &&
    flanks(mark, edge(first, FIRST), edge(before, LAST)) &&
    flanks(mark, edge(last, LAST), edge(after, FIRST));
  open.mark = marks.find(fits) ?? null;
  close.mark = open.mark;
}

/**
 * Whether a sign between these characters can only be read as meant. Readers differ in what they take for punctuation.
 * @see https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run
 */
function flanks(mark: string, inside: string, outside: string): boolean {
  const sides = inside + outside;
  // Next to an escaped one of its kind not every reader finds its end; beside an at sign it may be part of an address, behind a hyphen of a word.
  if (!/\S/.test(inside) || sides.includes(mark.charAt(0)) || (mark === '_' && /[@-]/.test(sides))) return false;
  return APART.test(outside) || (mark !== '_' && /[\p{L}\p{N}]/u.test(inside));
}

const APART = /[ \n\xa0\u2000-\u200a\u3000!-/:-@[-`{-~]|(?![\u{10000}-\u{10ffff}])\p{P}/u;

/** The character that stands next to a sign. */
function edge(token: Token | undefined, which: RegExp): string {
  if (token === undefined) return ' ';
  if (typeof token === 'string') return which.exec(token)?.[0] ?? '';
  // GitHub's reader looks through tildes at what stands behind them: neither letter nor sign.
  return token.node.tagName === 'del' ? '€' : '.';
}

const FIRST = /^./su;
const LAST = /.$/su;
