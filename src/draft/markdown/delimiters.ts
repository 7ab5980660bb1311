/**
 * A piece of a line: Markdown as it stands, '\n' for a line break, or a sign of emphasis that is decided on once its
 * neighbours are known.
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
  while (start < end && isBlank(inner[start])) start += 1;
  while (end > start && isBlank(inner[end - 1])) end -= 1;
  const bare = inner.slice(start, end);
  if (bare.length === 0) return [...inner];
  const [first] = bare;
  const before = typeof first === 'string' ? first.slice(0, first.length - first.trimStart().length) : '';
  if (typeof first === 'string') bare[0] = first.trimStart();
  const last = bare.at(-1);
  const after = typeof last === 'string' ? last.slice(last.trimEnd().length) : '';
  if (typeof last === 'string') bare[bare.length - 1] = last.trimEnd();
  return [...inner.slice(0, start), before, ...wrap(bare), after, ...inner.slice(end)].filter((token) => token !== '');
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
  let line = '';
  for (const token of tokens) {
    if (token === '\n') line = line.replace(/ $/, '') + lineBreak;
    else if (typeof token !== 'string') line += signOf(token);
    // An exclamation mark before a link would make an image of it.
    else line = token.startsWith('[') && line.endsWith('!') ? `${line.slice(0, -1)}\\!${token}` : line + token;
  }
  return line;
}

function signOf({ kind, mark, tagName }: Delimiter): string {
  return mark ?? (kind === 'open' ? `<${tagName}>` : `</${tagName}>`);
}

/** The first mark that every reader takes for what it is; else html. */
function decide(open: Delimiter, close: Delimiter, tokens: readonly Token[]): void {
  const outside = [tokens[open.index - 1], tokens[close.index + 1]] as const;
  const inside = [tokens[open.index + 1], tokens[close.index - 1]] as const;
  const fits = (mark: string): boolean =>
    [...outside, ...inside].every((other) => typeof other !== 'object' || !other.mark?.startsWith(mark.charAt(0))) &&
    flanks(mark, kindAfter(inside[0]), kindBefore(outside[0])) &&
    flanks(mark, kindBefore(inside[1]), kindAfter(outside[1]));
  open.mark = open.marks.find(fits) ?? null;
  close.mark = open.mark;
}

/**
 * Whether a sign with these characters on its sides can only be read as meant.
 * @see https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run
 */
function flanks(mark: string, inside: CharacterKind, outside: CharacterKind): boolean {
  if (inside === 'space') return false;
  return outside === 'space' || outside === 'punctuation' || (inside === 'word' && mark !== '_');
}

/** `other`: readers differ. */
type CharacterKind = 'space' | 'punctuation' | 'word' | 'other';

function kindBefore(token: Token | undefined): CharacterKind {
  if (token === undefined) return 'space';
  return typeof token === 'string' ? kindOf(/.$/su.exec(token)?.[0] ?? '') : 'punctuation';
}

function kindAfter(token: Token | undefined): CharacterKind {
  if (token === undefined) return 'space';
  // A line break is written with a sign.
  return typeof token === 'string' && token !== '\n' ? kindOf(/^./su.exec(token)?.[0] ?? '') : 'punctuation';
}

function kindOf(character: string): CharacterKind {
  if (/[ \n\xa0\u2000-\u200a\u3000]/.test(character)) return 'space';
  if (/[!-/:-@[-`{-~]|(?![\u{10000}-\u{10ffff}])\p{P}/u.test(character)) return 'punctuation';
  return /[\p{L}\p{N}]/u.test(character) ? 'word' : 'other';
}
