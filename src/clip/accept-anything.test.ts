/** Whatever a page may hand over, made up at random. */
import fc from 'fast-check';
import type { Element, ElementContent, Root } from 'hast';
import { type Schema, sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import { describe, expect, test } from 'vitest';
import { captured, codeOf, contentOf, META } from '../../test/fixtures/captured.ts';
import { acceptClip } from './accept.ts';
import {
  DROPPED_WHOLE,
  GLOBAL_PROPERTIES,
  HTML_ELEMENTS,
  MATH_ELEMENTS,
  PROTOCOLS,
  type PropertyRules,
} from './allow-list.ts';
import { LANGUAGE_CLASS } from './values.ts';

const ALL = new Map([...MATH_ELEMENTS, ...HTML_ELEMENTS]);

/** The same list once more, in the words of hast-util-sanitize: two readers of one table must agree. */
const SCHEMA: Schema = {
  allowComments: false,
  allowDoctypes: false,
  ancestors: Object.fromEntries(
    Array.from(MATH_ELEMENTS.keys(), (tag): [string, string[]] => [tag, ['math']]).filter(([tag]) => tag !== 'math'),
  ),
  attributes: Object.fromEntries([
    ['*', propertyDefinitions(GLOBAL_PROPERTIES)] as const,
    ...Array.from(ALL, ([tag, rules]) => [tag, propertyDefinitions(rules)] as const),
  ]),
  // Ids and names do not exist here, so nothing can clobber and nothing needs a prefix.
  clobber: [],
  clobberPrefix: '',
  protocols: {
    href: [...PROTOCOLS.link],
    src: [...PROTOCOLS.image],
    cite: [...PROTOCOLS.web],
    poster: [...PROTOCOLS.web],
  },
  required: {},
  strip: [...DROPPED_WHOLE],
  tagNames: Array.from(ALL.keys()),
};

type Definitions = NonNullable<NonNullable<Schema['attributes']>[string]>;

function propertyDefinitions(rules: PropertyRules): Definitions {
  return Object.entries(rules).map(([name, rule]) => {
    if (rule === 'language') return [name, LANGUAGE_CLASS];
    return typeof rule === 'string' ? name : [name, ...rule];
  });
}

const NAMES = [
  ...HTML_ELEMENTS.keys(),
  ...MATH_ELEMENTS.keys(),
  ...DROPPED_WHOLE,
  'form',
  'x-y',
  'SCRIPT',
  'p onclick=x',
  '',
];
const KEYS = [
  'href',
  'src',
  'onClick',
  'onclick',
  'style',
  'id',
  'name',
  'srcDoc',
  'className',
  'xLinkHref',
  'lang',
  'cite',
  'poster',
  'title',
  'start',
  '__proto__',
  'constructor',
  'dangerouslySetInnerHTML',
  'data',
];
const VALUES = [
  'javascript:alert(1)',
  ' java\tscript:alert(1)',
  'https://e.com/',
  'data:text/html,x',
  'data:image/svg+xml,x',
  '"><script>',
  'language-js',
  'en',
];

const properties = fc.dictionary(fc.constantFrom(...KEYS), fc.oneof(fc.constantFrom(...VALUES), fc.anything()));
const tree = fc.letrec<{ node: unknown; children: unknown[] }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 6 },
    fc.record({ type: fc.constant('text'), value: fc.string({ unit: 'binary' }) }),
    fc.record({ type: fc.constantFrom('comment', 'raw', 'doctype'), value: fc.constant('<script>') }),
    fc.record({
      type: fc.constant('element'),
      tagName: fc.constantFrom(...NAMES),
      properties,
      children: tie('children'),
    }),
  ),
  children: fc.array(tie('node'), { maxLength: 4 }),
}));

function everyElement(nodes: readonly (Root['children'][number] | ElementContent)[]): Element[] {
  return nodes.flatMap((node) => (node.type === 'element' ? [node, ...everyElement(node.children)] : []));
}

const TAG = /<\/?([^\s>"]+)(?:\s+[^\s=>"]+(?:="[^"]*")?)*\s*\/?>/g;

describe('whatever a stranger sends', () => {
  test('only what the list names is left, and html written from it carries nothing that runs', () => {
    fc.assert(
      fc.property(tree.children, (children) => {
        const content = contentOf(children);
        for (const { tagName, properties: kept } of everyElement(content.children)) {
          const rules = ALL.get(tagName);
          expect(rules, tagName).toBeDefined();
          for (const name of Object.keys(kept)) {
            expect(Object.hasOwn(rules ?? {}, name) || name === 'lang' || name === 'dir', name).toBe(true);
          }
          for (const name of ['href', 'src', 'cite', 'poster']) {
            if (kept[name] !== undefined)
              expect(String(kept[name])).toMatch(/^(?:https?|mailto|tel):|^data:image\/(?!svg)/);
          }
        }
        // Text is escaped: every tag is one of the list, and without them nothing is left that opens one. A quoted
        // attribute may hold what looks like a tag.
        const rest = toHtml(content).replace(TAG, (_, name) => {
          expect(ALL.has(name)).toBe(true);
          return '';
        });
        expect(rest).not.toContain('<');
      }),
    );
  });

  test('hast-util-sanitize, given the same list, has nothing to take away', () => {
    fc.assert(
      fc.property(tree.children, (children) => {
        const content = contentOf(children);
        expect(sanitize(content, SCHEMA)).toEqual(content);
      }),
    );
  });

  test('what was accepted is accepted again, unchanged', () => {
    fc.assert(
      fc.property(tree.children, (children) => {
        const content = contentOf(children);
        if (content.children.length > 0) expect(contentOf(content.children)).toEqual(content);
      }),
    );
  });

  test('anything at all is accepted, not found, or refused with a code', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.anything().map((content) => captured([], { content })),
        ),
        (raw) => {
          expect(['nothing was thrown', 'clipdraft draft_rejected', 'clipdraft too_large']).toContain(
            codeOf(() => acceptClip(raw, META)),
          );
        },
      ),
    );
  });
});
