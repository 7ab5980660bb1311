import { expect, test } from 'vitest';
import { memorySealed } from '../../test/support/authorizations.ts';
import { memoryKeyStore } from '../../test/support/memory.ts';

const SECRET = '{"clientSecret":"s3cret","title":"Café 🚀"}';

test('a text comes back at its place, in this background and in the next; what rests does not show it', async () => {
  const keyStore = memoryKeyStore();
  const sealed = await memorySealed(keyStore).seal(SECRET, 'one');
  expect(JSON.stringify(sealed)).not.toMatch(/s3cret|Caf/);
  expect(await memorySealed(keyStore).open(JSON.parse(JSON.stringify(sealed)), 'one')).toBe(SECRET);
});

test('at another place, changed, sealed with another key or nothing at all, it does not open', async () => {
  const texts = memorySealed();
  const sealed = await texts.seal(SECRET, 'one');
  const [first] = sealed.ciphertext;
  const changed = { ...sealed, ciphertext: (first === 'A' ? 'B' : 'A') + sealed.ciphertext.slice(1) };
  expect(await texts.open(sealed, 'two')).toBeNull();
  expect(await texts.open({ ...sealed, field: 'two' }, 'two')).toBeNull();
  expect(await texts.open(changed, 'one')).toBeNull();
  expect(await memorySealed().open(sealed, 'one')).toBeNull();
  for (const nothing of [undefined, null, {}, 'x']) expect(await texts.open(nothing, 'one')).toBeNull();
});
