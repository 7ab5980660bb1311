import fc from 'fast-check';
import { expect, test } from 'vitest';
import stored from '../../test/fixtures/records/envelope.v1.json' with { type: 'json' };
import { realRandom } from '../../test/support/memory.ts';
import { runs } from '../../test/support/scale.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import { open, parseEnvelope, seal } from './envelope.ts';

const place = { accountId: 'a', field: 'key' };
const newKey = () => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);

test('what was sealed opens again, whatever it is', async () => {
  const key = await newKey();
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (secret) => {
      const envelope = await seal(secret, place, key, realRandom);
      expect(parseEnvelope(JSON.parse(JSON.stringify(envelope)))).toEqual(envelope);
      expect(await open(envelope, place, key)).toBe(secret);
    }),
    { numRuns: runs(50) },
  );
});

test('the same secret never looks the same twice', async () => {
  const key = await newKey();
  const [one, two] = [await seal('s', place, key, realRandom), await seal('s', place, key, realRandom)];
  expect(one.iv).not.toBe(two.iv);
  expect(one.ciphertext).not.toBe(two.ciphertext);
});

test('the secret stands nowhere in its envelope', async () => {
  const text = JSON.stringify(await seal('hunter2hunter2', place, await newKey(), realRandom));
  expect(text).not.toContain('hunter2');
  expect(text).not.toContain(toBase64url(new TextEncoder().encode('hunter2hunter2')));
});

function flipped(text: string, bit: number): string {
  const bytes = fromBase64url(text);
  if (bytes === null) throw new Error('no base64url');
  const index = bit >> 3;
  bytes[index] = (bytes[index] ?? 0) ^ (1 << (bit & 7));
  return toBase64url(bytes);
}

test('every flipped bit of the iv, the ciphertext and the tag is noticed', async () => {
  const key = await newKey();
  const envelope = await seal('id:00ff', place, key, realRandom);
  for (const part of ['iv', 'ciphertext'] as const) {
    const bits = (fromBase64url(envelope[part])?.length ?? 0) * 8;
    for (let bit = 0; bit < bits; bit += 1) {
      const changed = parseEnvelope({ ...envelope, [part]: flipped(envelope[part], bit) });
      expect(changed, `${part} bit ${bit}`).not.toBeNull();
      if (changed !== null) expect(await open(changed, place, key), `${part} bit ${bit}`).toBeNull();
    }
  }
});

test('every changed character is noticed, the unused bits at the end too', async () => {
  const key = await newKey();
  const envelope = await seal('secret', place, key, realRandom);
  for (let index = 0; index < envelope.ciphertext.length; index += 1) {
    for (const character of 'AQgw_-+=.') {
      if (envelope.ciphertext[index] === character) continue;
      const ciphertext = `${envelope.ciphertext.slice(0, index)}${character}${envelope.ciphertext.slice(index + 1)}`;
      const parsed = parseEnvelope({ ...envelope, ciphertext });
      expect(parsed === null ? null : await open(parsed, place, key)).toBeNull();
    }
  }
});

test('an envelope opens at its own account and field only, even relabelled', async () => {
  const key = await newKey();
  const envelope = await seal('secret', place, key, realRandom);
  for (const other of [
    { accountId: 'b', field: 'key' },
    { accountId: 'a', field: 'password' },
    { accountId: 'a","key', field: '' },
  ]) {
    expect(await open(envelope, other, key)).toBeNull();
    expect(await open({ ...envelope, ...other }, other, key)).toBeNull();
  }
});

test('another key does not open it', async () => {
  const envelope = await seal('secret', place, await newKey(), realRandom);
  expect(await open(envelope, place, await newKey())).toBeNull();
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['a text', 'x'],
  ['another version', { ...stored, v: 2 }],
  ['a field too many', { ...stored, note: '' }],
  ['an iv of 11 bytes', { ...stored, iv: toBase64url(new Uint8Array(11)) }],
  ['a ciphertext shorter than its tag', { ...stored, ciphertext: toBase64url(new Uint8Array(15)) }],
  ['padding', { ...stored, iv: `${stored.iv}=` }],
  ['plain base64', { ...stored, iv: '+/+/+/+/+/+/+/+/' }],
])('%s is no envelope', (_, value) => {
  expect(parseEnvelope(value)).toBeNull();
});

test('an envelope of the first day, sealed by another implementation, opens today', async () => {
  const key = await crypto.subtle.importKey('raw', new Uint8Array(32).fill(7), 'AES-GCM', false, ['decrypt']);
  const envelope = parseEnvelope(stored);
  expect(envelope).toEqual(stored);
  if (envelope === null) return;
  expect(await open(envelope, { accountId: stored.accountId, field: 'key' }, key)).toBe(
    `695730d5c8b1f2a3e4d5f6a7:${'ab'.repeat(32)}`,
  );
});
