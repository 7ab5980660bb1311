import fc from 'fast-check';
import type { ElementContent, Properties } from 'hast';
import { toHtml as referenceHtml } from 'hast-util-to-html';
import { describe, expect, test } from 'vitest';
import { randomTree } from '../../test/fixtures/random-tree.ts';
import { GLOBAL_PROPERTIES, HTML_ELEMENTS, MATH_ELEMENTS, type ValueRule } from '../clip/allow-list.ts';
import { LANGUAGE_CLASS } from '../clip/values.ts';
import { toHtml } from './html.ts';
import { element, text } from './tree.ts';

describe('html written from a tree', () => {
  test.each<[string, ElementContent[], string]>([
    ['text is escaped, not more than it must be', [text(`a < b > c & "d" 'e'`)], `a &#x3C; b > c &#x26; "d" 'e'`],
    ['character references in a text stay what they are: text', [text('&lt;b>')], '&#x26;lt;b>'],
    [
      'no value ends its attribute',
      [element('a', { href: 'https://e.com/?a&b', title: `"><script>'\`` }, [])],
      '<a href="https://e.com/?a&#x26;b" title="&#x22;><script>&#x27;&#x60;"></a>',
    ],
    [
      'a flag stands alone or not at all',
      [element('video', { controls: true, loop: false, poster: undefined }, [])],
      '<video controls></video>',
    ],
    ['numbers, nought too', [element('ol', { start: 0 }, [])], '<ol start="0"></ol>'],
    ['an empty value stays', [element('img', { alt: '' }, [])], '<img alt="">'],
    ['classes are parted by spaces', [element('code', { className: ['a', 'b'] }, [])], '<code class="a b"></code>'],
    ['names in camel case', [element('td', { colSpan: 2 }, [])], '<td colspan="2"></td>'],
    ['a void element has no end', [element('p', {}, [text('a'), element('br', {}, []), text('b')])], '<p>a<br>b</p>'],
    ['a comment is left out', [{ type: 'comment', value: '--><script>' }, text('a')], 'a'],
  ])('%s', (_, tree, html) => {
    expect(toHtml(tree)).toBe(html);
  });

  test('raw html from a stranger is never written', () => {
    expect(toHtml(JSON.parse('[{ "type": "raw", "value": "<script>" }]'))).toBe('');
  });
});

const words = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', '<', '&amp;', '"', "'", '`', '</p>', '-->'),
);

function valuesOf(rule: ValueRule): fc.Arbitrary<Properties[string]> {
  if (typeof rule !== 'string') return fc.constantFrom(...rule);
  if (rule === 'integer') return fc.integer();
  if (rule === 'flag') return fc.boolean();
  if (rule === 'language') return fc.tuple(fc.stringMatching(LANGUAGE_CLASS));
  return words;
}

const everyElement = [...HTML_ELEMENTS, ...MATH_ELEMENTS].map(([tagName, rules]) => {
  const values = Object.entries({ ...GLOBAL_PROPERTIES, ...rules }).map(
    ([name, rule]) => [name, valuesOf(rule)] as const,
  );
  const properties = fc.record(Object.fromEntries(values), { requiredKeys: [] });
  return [tagName, properties] as const;
});

describe('the same as hast-util-to-html writes it', () => {
  test.each(everyElement)('%s, with all that it may have', (tagName, properties) => {
    fc.assert(
      fc.property(properties, words, (chosen, value) => {
        const isEmpty = referenceHtml(element(tagName, {}, [])) === `<${tagName}>`;
        const node = element(tagName, chosen, isEmpty ? [] : [text(value)]);
        expect(toHtml([node])).toBe(referenceHtml(node));
      }),
    );
  });

  test('any tree', () => {
    fc.assert(fc.property(randomTree, (tree) => void expect(toHtml(tree)).toBe(referenceHtml(tree))));
  });
});
