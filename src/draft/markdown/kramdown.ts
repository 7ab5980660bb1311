import { reference } from '../html.ts';
import type { Dialect } from './dialect.ts';
import { type Place, withoutSpaces } from './escape.ts';
import { GITHUB } from './github.ts';

/**
 * kramdown with GitHub's flavour, after Liquid, as Jekyll runs them. Quotation marks are left to the site's smart quotes;
 * dashes, dots and angle brackets stay as they are.
 * @see https://kramdown.gettalong.org/syntax.html
 * @see https://shopify.github.io/liquid/
 */
export const KRAMDOWN: Dialect = {
  ...GITHUB,
  footnotes: true,
  item(body) {
    if (body === '') return EMPTY;
    return ITEMS_IN_CODE.test(body) ? `${EMPTY}\n\n${body}` : GITHUB.item(body);
  },
  text,
  alt: text,
  line,
  heading: (words) => GITHUB.heading(words).replace(/(?<=\s)\{(?=#[^}\s]+\}$)/, '\\{'),
  // A backslash means nothing within html, nor within text that is struck out.
  lineBreak: '<br>\n',
  destination,
  title,
  // Nothing else is shown as it is within code, and no tag of a block that an excerpt would cut in two.
  code: (source) => source.replace(TEMPLATE, "{{ '{' }}"),
  codeSpan,
  raw: ['code', 'u', 'mark', 'kbd', 'bdi', 'math'],
  row: (cells) => (/^[+|: =-]*$/.test(cells) ? cells.replace(/[-=]/, '\\$&') : cells),
  bodiless: false,
  escapes: { text: /[&<\n\r`|]|\](?=:)|~(?=~)|\{(?=[{%])/g, attribute: /[&"'`<|\]\n\r]|~(?=~)|\{(?=[{%])/g },
  box: (start, inner, end) => GITHUB.box(start.replace(/^<\w+/, '$& markdown="1"'), inner, end),
  lists: {
    // Deep enough that no rule is found in an item's code.
    marker: ({ start }, index, _other, body) =>
      (start === null ? '- ' : `${start + index}. `).padEnd(RULE_LATER.test(body) ? 4 : 0),
    list: (written, { start }) => (start === null || start === 1 ? written : `${written}\n{:start="${start}"}`),
    // The white space of an empty line in code stays as it is.
    later: /\n(?![ \t\f\v]*(?:\n|$))/g,
    between: (alike) => (alike ? `\n\n${EMPTY}\n\n` : '\n\n'),
  },
};

/** Shows nothing, and stands on a line of its own. */
const EMPTY = '<!-- -->';

/** Where Liquid would begin. */
const TEMPLATE = /\{(?=[{%])/g;

const RULE_LATER = /\n[ \t\f\v]*\n {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}(?:\n|$)/;

/** In code that begins an item each line is looked at for a list, up to the first empty one. */
const ITEMS_IN_CODE = /^```[^\n]*\n(?:[ \t\f\v]*[^ \t\f\v\n][^\n]*\n)*? {0,3}(?:[-+*]|\d+\.)[\t| ]/;

/**
 * What can be escaped by a backslash, where it would mean something: an underscore not within a word, a backslash only
 * before a sign, an angle bracket only before a name or an address; of dashes, dots and dollars only those together.
 */
const SIGNS =
  '[*[|]|\\\\(?![\\p{L}\\p{N} ])|(?<!\\p{L})_|_(?![\\p{L}\\p{Nd}])|<(?=[\\p{L}_:/!?<]|[^\\s<>@]*@)|>(?=>)|-(?=-)|' +
  '\\.(?=\\.\\.)|\\$(?=\\$)|(?<=\\$)\\$|\\{(?=:)|(?<=\\{)\\{';
/** What cannot, or would be looked for without a look at backslashes; two of those at the end of a line would break it. */
const BY_NUMBER = '`|~(?=~)|(?<=~)~|(?<=\\{)%|<$|\\\\$';

const OUTSIDE = [new RegExp(SIGNS, 'gu'), new RegExp(BY_NUMBER, 'g')] as const;
const IN_LINKS = [new RegExp(`${SIGNS}|\\](?!:)`, 'gu'), new RegExp(`${BY_NUMBER}|\\^|\\](?=:)`, 'g')] as const;

function text(words: string, { linked }: Place): string {
  const [signs, byNumber] = linked ? IN_LINKS : OUTSIDE;
  return ampersands(words).replace(byNumber, reference).replace(signs, '\\$&');
}

/** What looks like a character reference also once the backslashes in it are taken away. */
function ampersands(words: string): string {
  return words.replace(/&(?=[^\s&;]*;)/g, '&amp;');
}

function line(words: string): string {
  return (
    words
      .replace(/^\ufeff+ ?/, '')
      .replace(/^(?:#{1,6}(?=[\t ]|$)|>|[-+:](?=\s|$)|[-=]+\s*$)/, '\\$&')
      .replace(/^\d+(?=\.(?:\s|$))/, '$&\\')
      .replace(/^\^(?=\s*$)/, reference)
      // Elements that it does not know in a line would end the paragraph; the others begin notes and long forms of words.
      .replace(/^(?:<(?:math|bdi|wbr)|\[\^\d+\]:|\*\[(?=.+?\]:))/s, '<span></span>$&')
  );
}

/** Only references are read in an address, and round brackets in pairs. */
function destination(url: string): string {
  const paired = !/[()]/.test(url.replace(/\([^()]*\)/g, ''));
  return ampersands(withoutSpaces(url)).replace(
    paired ? /[<>|`]|~(?=~)|\{(?=[{%])/g : /[()<>|`]|~(?=~)|\{(?=[{%])/g,
    reference,
  );
}

function title(words: string): string {
  return words === '' ? '' : ` "${ampersands(words).replace(/["|`]|~(?=~)|\{(?=[{%])/g, reference)}"`;
}

function codeSpan(code: string, { cell, linked }: Place): string | null {
  // Signs that would be looked for across its borders.
  if (/``|~~|\{[{%]/.test(code) || (cell && /[|`]/.test(code)) || (linked && code.includes(']'))) return null;
  return /^\s|`|\s$/.test(code) ? `\`\` ${code} \`\`` : `\`${code}\``;
}
