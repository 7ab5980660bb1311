/**
 * A piece of a line: Markdown as it stands, white space, '\n' for a line break, or a sign of emphasis that is decided on
 * once its neighbours are known.
 */
export type Token = string | Delimiter;

interface Delimiter {
  kind: 'open' | 'close';
  /** The element that stands in where no sign will do. */
  tagName: string;
  /** In the order in which they are tried. */
  marks: readonly string[];
  /** Null: as html. */
  mark: string | null;
  partner: Delimiter | null;
  index: number;
}

/** A text between signs of emphasis. */
export function delimiters(tagName: string, marks: readonly string[], inner: readonly Token[]): Token[] {
  return withoutEdges(inner, (bare) => {
    const close: Delimiter = { kind: 'close', tagName, marks, mark: null, partner: null, index: 0 };
    return [{ ...close, kind: 'open', partner: close }, ...bare, close];
  });
}

/** White space and line breaks at the edges stand outside: signs of emphasis have to touch the text. */
export function withoutEdges(inner: readonly Token[], wrap: (bare: Token[]) => Token[]): Token[] {
  let start = 0;
  let end = inner.length;
  while (isBlank(inner[start])) start += 1;
  while (end > start && isBlank(inner[end - 1])) end -= 1;
  if (start === end) return [...inner];
  return [...inner.slice(0, start), ...wrap(inner.slice(start, end)), ...inner.slice(end)];
}

function isBlank(token: Token | undefined): boolean {
  return typeof token === 'string' && token.trim() === '';
}

export function writeTokens(tokens: readonly Token[], lineBreak: string): string {
  tokens.forEach((token, index) => {
    if (typeof token !== 'string') token.index = index;
  });
  for (const token of tokens) {
    if (typeof token !== 'string' && token.partner !== null) decide(token, token.partner, tokens);
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

function signOf({ kind, mark, tagName }: Delimiter): string {
  return mark ?? (kind === 'open' ? `<${tagName}>` : `</${tagName}>`);
}

/** The first mark that every reader takes for what it is; else html. */
function decide(open: Delimiter, close: Delimiter, tokens: readonly Token[]): void {
  const before = tokens[open.index - 1];
  const first = tokens[open.index + 1];
  const last = tokens[close.index - 1];
  const after = tokens[close.index + 1];
  const fits = (mark: string): boolean =>
    [before, first, last, after].every((one) => typeof one !== 'object' || one.mark?.[0] !== mark[0]) &&
    flanks(mark, edge(first, FIRST), edge(before, LAST)) &&
    flanks(mark, edge(last, LAST), edge(after, FIRST));
  open.mark = open.marks.find(fits) ?? null;
  close.mark = open.mark;
}

/**
 * Whether a sign between these characters can only be read as meant. Readers differ in what they take for punctuation.
 * @see https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run
 */
function flanks(mark: string, inside: string, outside: string): boolean {
  return /\S/.test(inside) && (APART.test(outside) || (mark !== '_' && /[\p{L}\p{N}]/u.test(inside)));
}

const APART = /[ \n\xa0\u2000-\u200a\u3000!-/:-@[-`{-~]|(?![\u{10000}-\u{10ffff}])\p{P}/u;

/** The character that stands next to a sign. */
function edge(token: Token | undefined, which: RegExp): string {
  if (token === undefined) return ' ';
  if (typeof token === 'string') return which.exec(token)?.[0] ?? '';
  // GitHub's reader looks through tildes at what stands behind them: neither letter nor sign.
  return token.tagName === 'del' ? '€' : '*';
}

const FIRST = /^./su;
const LAST = /.$/su;
