import type { Element, ElementContent, Root, Text } from 'hast';

const text = (value: string): Text => ({ type: 'text', value });
const el = (tagName: string, children: ElementContent[], properties: Element['properties'] = {}): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
});
const item = (value: string): Element => el('li', [text(value)]);

/** What every destination can hold: headings, emphasis, links, lists, code, an image. */
export const FORMATTED: Root = {
  type: 'root',
  children: [
    el('h2', [text('A heading')]),
    el('p', [
      text('Some '),
      el('strong', [text('strong')]),
      text(' and '),
      el('em', [text('stressed')]),
      text(' words with a '),
      el('a', [text('link')], { href: 'https://example.com/target' }),
      text('.'),
    ]),
    el('ul', [item('first point'), item('second point')]),
    el('ol', [item('step one'), item('step two')]),
    el('pre', [el('code', [text('if (a < b) {\n  return "x & y";\n}')], { className: ['language-js'] })]),
    el('img', [], { src: 'https://example.com/picture.jpg', alt: 'A picture' }),
  ],
};

export const FORMATTED_SIGNS: RegExp[] = [
  /<h2[^>]*>A heading<\/h2>/,
  /<strong>strong<\/strong>/,
  /<em>stressed<\/em>/,
  /<a href="https:\/\/example\.com\/target"[^>]*>link<\/a>/,
  /<ul[^>]*>\s*<li>first point<\/li>\s*<li>second point<\/li>\s*<\/ul>/,
  /<ol[^>]*>\s*<li>step one<\/li>\s*<li>step two<\/li>\s*<\/ol>/,
  /<pre[^>]*><code[^>]*>if \(a (?:&lt;|&#x3C;) b\) \{\n {2}return (?:"|&quot;)x (?:&amp;|&#x26;) y(?:"|&quot;);\n\}<\/code><\/pre>/,
  /<img[^>]*src="https:\/\/example\.com\/picture\.jpg"[^>]*alt="A picture"/,
];
