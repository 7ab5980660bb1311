import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resolveReferences } from '../references.ts';
import { escapeText } from './plain-text.ts';

test.each([
  ['Using <div> & <span>', 'Using &lt;div&gt; & &lt;span&gt;'],
  ['AT&T, R & D', 'AT&T, R & D'],
  ['What &amp; and &#39; mean', 'What &amp;amp; and &amp;#39; mean'],
  ['/?a=1&copy=2 &#65 &lt', '/?a=1&amp;copy=2 &amp;#65 &amp;lt'],
  ['plain', 'plain'],
])('%s is written as %s', (text, written) => {
  expect(escapeText(text)).toBe(written);
});

/** With and without what ends them; browsers read some of either. */
const references = fc
  .array(fc.constantFrom('&', '#', 'x', '6', '5', 'amp', 'GT', 'lt', 'copy', 'not', 'in', ';', ' ', '<', '>'))
  .map((pieces) => pieces.join(''));

test('any text is read back as it was', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), references), (text) => {
      expect(resolveReferences(escapeText(text))).toBe(text);
    }),
  );
});
