import { expect, test } from 'vitest';
import { resolveReferences } from './references.ts';

test.each([
  ['Clip &amp; Save', 'Clip & Save'],
  ['&lt;b&gt; &quot;x&quot; &#039;y&#039; &#x2019;', '<b> "x" \'y\' ’'],
  ['&amp;lt;', '&lt;'],
  ['AT&T &unknown; &', 'AT&T &unknown; &'],
])('%s is read as %s', (written, read) => {
  expect(resolveReferences(written)).toBe(read);
});
