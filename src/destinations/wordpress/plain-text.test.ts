import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resolveReferences } from '../references.ts';
import { escapeText } from './plain-text.ts';

test.each([
  ['Using <div> & <span>', 'Using &lt;div&gt; & &lt;span&gt;'],
  ['AT&T, R & D', 'AT&T, R & D'],
  ['What &amp; and &#39; mean', 'What &amp;amp; and &amp;#39; mean'],
  ['plain', 'plain'],
])('%s is written as %s', (text, written) => {
  expect(escapeText(text)).toBe(written);
});

test('any text is read back as it was', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(resolveReferences(escapeText(text))).toBe(text);
    }),
  );
});
