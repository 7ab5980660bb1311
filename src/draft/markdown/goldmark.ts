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
    // Within emphasis or a link there they end Hugo's build (index out of range).
    headingSigns: false,
    text,
    alt: html ? unquoted : typed,
    line: (line) => escapeLineStart(line).replace(/^(?:\{|:(?=\s))/, '\\$&'),
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

/** Also what the typographer makes dashes, dots and quotation marks of. An address is looked for before backslashes are taken away. */
const text = escaping('|(?<=\\{)\\{|(?<=-)-|(?<=\\.)\\.|<(?=<)|>(?=>)', '\\');

/** Of quotation marks in an image's words the typographer makes references, which are then shown as such. */
function unquoted(words: string): string | null {
  return /["']/.test(words) ? null : bareAlt(text)(words);
}

/** The sign before a star would mean something. */
function typed(words: string): string {
  return words.replace(/"(.*?)"/g, '“$1”').replaceAll("'", '’');
}

/**
 * As the documentation of Hugo shows shortcodes: `{{</* figure *\/>}}` is shown without the stars. What has no end, or
 * stars of its own, has no such form.
 */
function code(source: string): string | null {
  if (/\{\{[<%]|<!--more-->/.test(source.replace(SHORTCODE, ' '))) return null;
  return source.replace(SHORTCODE, (all) => `${all.slice(0, 3)}/*${all.slice(3, -3)}*/${all.slice(-3)}`);
}

const SHORTCODE = /\{\{(?:<(?!\/)(?:(?!\*\/).)*?>|%(?!\/)(?:(?!\*\/).)*?%)\}\}/gs;
