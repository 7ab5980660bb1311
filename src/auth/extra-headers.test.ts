import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseExtraHeaders } from './extra-headers.ts';

test.each<[string, string, [string, string][]]>([
  ['nothing', '', []],
  ['empty lines', '\n  \r\n\t\n', []],
  ['one', 'X-Staging: open', [['X-Staging', 'open']]],
  ['without a space', 'x-staging:open', [['x-staging', 'open']]],
  ['spaces around the value', ' X-Staging: \t open sesame \t', [['X-Staging', 'open sesame']]],
  ['a colon in the value', 'X-Target: https://a.example:8080/', [['X-Target', 'https://a.example:8080/']]],
  [
    'two, in order',
    'X-B: 2\r\nX-A: 1\r',
    [
      ['X-B', '2'],
      ['X-A', '1'],
    ],
  ],
  [
    'one twice',
    'X-A: 1\nX-A: 2',
    [
      ['X-A', '1'],
      ['X-A', '2'],
    ],
  ],
  [
    'a proxy of Cloudflare’s',
    'CF-Access-Client-Id: 1.access\nCF-Access-Client-Secret: s',
    [
      ['CF-Access-Client-Id', '1.access'],
      ['CF-Access-Client-Secret', 's'],
    ],
  ],
  ['Latin-1', 'X-Name: Zoë', [['X-Name', 'Zoë']]],
])('%s', (_, text, headers) => {
  expect(parseExtraHeaders(text)).toEqual({ headers });
});

test.each([
  ['no colon', 'X-Staging open', 1],
  ['no name', ': open', 1],
  ['no value', 'X-A: 1\nX-Staging:', 2],
  ['only white space as a value', 'X-Staging: \t', 1],
  ['a space in the name', 'X Staging: open', 1],
  ['a space before the colon', 'X-Staging : open', 1],
  ['a name beyond ASCII', 'Schlüssel: 1', 1],
  ['a value beyond Latin-1', 'X-Name: 日本', 1],
  ['a control character', 'X-A: a\u0000b', 1],
  ['a line separator is no line break of HTTP', 'X-A: a\u2028b', 1],
])('%s is named with its line', (_, text, line) => {
  expect(parseExtraHeaders(text)).toEqual({ fault: { line, issue: 'format' } });
});

test.each([
  'Authorization',
  'aUTHORIZATION',
  'Cookie',
  'Host',
  'Origin',
  'Referer',
  'Content-Type',
  'Content-Length',
  'Content-Disposition',
  'Accept',
  'Accept-Encoding',
  'Transfer-Encoding',
  'Connection',
  'Expect',
  'Sec-Fetch-Site',
  'Proxy-Authorization',
  'Access-Control-Request-Method',
  'X-HTTP-Method-Override',
])('%s is not a person’s to set', (name) => {
  expect(parseExtraHeaders(`X-A: 1\n\n${name}: x`)).toEqual({ fault: { line: 3, issue: 'forbidden' } });
});

test('whatever is typed, the answer is a fault, or headers that a request can carry and that change none of ours', () => {
  const line = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.tuple(fc.string(), fc.string({ unit: 'binary' })).map(([name, value]) => `${name}:${value}`),
    fc.constantFrom('Authorization: x', 'X-A: 1', ' : ', 'X-B:\t2 '),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 4 }), fc.constantFrom('\n', '\r\n', '\r'), (lines, end) => {
      const parsed = parseExtraHeaders(lines.join(end));
      if ('fault' in parsed) {
        expect(parsed.fault.line).toBeGreaterThanOrEqual(1);
        return;
      }
      const sent = new Headers();
      for (const [name, value] of parsed.headers) {
        sent.append(name, value);
        expect(sent.get(name)?.endsWith(value)).toBe(true);
      }
      for (const ours of ['authorization', 'content-type', 'accept', 'cookie']) expect(sent.has(ours)).toBe(false);
    }),
  );
});

test('a long line is read in a time that grows with its length', () => {
  const text = `X-A: ${' \t'.repeat(200_000)}x\u0000`;
  expect(parseExtraHeaders(text)).toEqual({ fault: { line: 1, issue: 'format' } });
});
