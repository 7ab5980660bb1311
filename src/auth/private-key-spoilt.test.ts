/** Keys that something happened to on their way, at random. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pemOf, refusalOf, rsaKeysBefore, signsAs } from '../../test/support/rsa-keys.ts';
import { runs } from '../../test/support/scale.ts';
import { importPrivateKey } from './private-key.ts';
import { inspectPrivateKey } from './private-key-format.ts';

const { keyOf } = rsaKeysBefore(2);

/** Something happens to a part of it: bytes turn over, go missing, come in between, or a length is blown up. */
const spoil = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  cut: fc.constantFrom(0, 0, 1, 2, 100),
  insert: fc.oneof(
    fc.uint8Array({ maxLength: 4 }),
    fc.constantFrom(
      new Uint8Array([0x84, 255, 255, 255, 255]),
      new Uint8Array([0x80]),
      new Uint8Array(2000).fill(0x30),
    ),
    fc.uint8Array({ minLength: 1, maxLength: 1 }),
  ),
  isHead: fc.boolean(),
});
type Spoil = typeof spoil extends fc.Arbitrary<infer T> ? T : never;

function spoilt(bytes: Uint8Array, { at, cut, insert, isHead }: Spoil): Uint8Array {
  // Most of a key is four big numbers; what is told of their lengths stands in the first bytes.
  const place = Math.floor(at * (isHead ? 40 : bytes.length));
  return Buffer.concat([bytes.subarray(0, place), insert, bytes.subarray(place + cut)]);
}

test('whatever happened to a key on its way, it works, or the refusal has its reason', async () => {
  let working = 0;
  let damaged = 0;
  await fc.assert(
    fc.asyncProperty(
      ...([
        fc.nat(),
        fc.constantFrom('pkcs1', 'pkcs8'),
        fc.boolean(),
        fc.array(spoil, { minLength: 1, maxLength: 3 }),
      ] as const),
      async (number, form, inText, spoils) => {
        const key = keyOf(number);
        const whole = inText ? Buffer.from(pemOf(key, form)) : key.export({ type: form, format: 'der' });
        const bytes = Buffer.from(spoils.reduce<Uint8Array>(spoilt, whole));
        const text = inText
          ? bytes.toString('latin1')
          : `-----BEGIN PRIVATE KEY-----\n${bytes.toString('base64')}\n-----END PRIVATE KEY-----`;
        const imported = await importPrivateKey(text, 'github').catch(() => null);
        if (imported === null) {
          damaged += 1;
          expect(await refusalOf(text)).toMatch(/^github_key_[a-z_]+$/);
        } else {
          working += 1;
          expect(await signsAs(imported, key)).toBe(true);
        }
      },
    ),
    { numRuns: runs(1500, 7) },
  );
  expect(Math.min(working, damaged)).toBeGreaterThan(20);
}, 600_000);

test('a text of any length and shape is read in a moment', () => {
  const shapes = [
    '-----BEGIN ',
    '-----BEGIN A-----',
    '\\',
    '\\n',
    '-',
    '" ',
    '-----BEGIN RSA PRIVATE KEY-----',
    'MIIE',
  ];
  for (const shape of shapes) {
    for (const text of [shape.repeat(Math.floor(100_000 / shape.length)), shape.repeat(1_000_000)]) {
      expect(inspectPrivateKey(text).ok).toBe(false);
    }
  }
}, 5000);
