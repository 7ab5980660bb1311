import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DestinationError } from '../core/errors.ts';
import { createBasicAuthorizer } from './basic.ts';

async function sent(username: string, password: string): Promise<string> {
  const headers = new Headers();
  await createBasicAuthorizer({ username, password }).authorize(headers, 0);
  return headers.get('authorization') ?? '';
}

test.each([
  ['Aladdin', 'open sesame', 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='],
  // RFC 7617 §2.1: "£" in UTF-8.
  ['test', '123£', 'Basic dGVzdDoxMjPCow=='],
  ['anna', 'abcd EFGH 1234 ijkl', 'Basic YW5uYTphYmNkIEVGR0ggMTIzNCBpamts'],
])('%s: the example', async (username, password, value) => {
  expect(await sent(username, password)).toBe(value);
});

test('whatever the two hold, UTF-8 brings them over whole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), async (username, password) => {
      const text = Buffer.from((await sent(username, password)).replace('Basic ', ''), 'base64').toString('utf8');
      expect(text).toBe(`${username}:${password}`);
    }),
  );
});

test('a refused password is no better the second time', () => {
  const error = new DestinationError({ code: 'credentials_rejected', destination: 'wordpress', status: 401 });
  expect(createBasicAuthorizer({ username: 'a', password: 'b' }).cureOf(error, new Headers())).toBeNull();
});
