import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PROTOCOLS } from './allow-list.ts';
import { cleanUrl } from './values.ts';

function parse(raw: string): URL | null {
  try {
    return new URL(raw);
  } catch {
    return null;
  }
}

/** What cleanUrl promises, said by the url parser alone. */
function parsed(raw: string): string | undefined {
  const url = parse(raw);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return undefined;
  url.username = '';
  url.password = '';
  return url.href;
}

describe('addresses', () => {
  test.each([
    'https://example.com',
    'https://example.com/',
    'https://example.com/a/./b/../c',
    'https://example.com/a/%2e%2e/c',
    'https://example.com/a/.%2E/c',
    'https://example.com/%2E./c',
    'https://example.com//a///b/',
    'https://example.com/a?b=/../c#/../d',
    'https://example.com:443/a',
    'http://example.com:8080/a',
    'https://EXAMPLE.com/a',
    'https://xn--a/b',
    'https://0x7f.1/a',
    'http://127.0.0.1:3000/a%20b',
    'https://user:secret@example.com/a',
    'https:///example.com/a',
    'https:/example.com/a',
    'https://example.com/a b',
    "https://example.com/a?b='c'",
    'https://example.com/a\\b',
    'https://example.com/a\n',
    ' https://example.com/a',
    'HTTPS://example.com/a',
    'https://ex_ample.com/a_b',
    'https://a|b.com/c',
    'httpsx://example.com/a',
    'http:/a/b/c/',
  ])('%j is what the url parser makes of it', (raw) => {
    expect(cleanUrl(raw, PROTOCOLS.web)).toBe(parsed(raw));
    expect(cleanUrl(raw, PROTOCOLS.web)).toBe(parsed(raw));
  });

  test('any other address too', () => {
    const part = fc.string({ unit: fc.constantFrom(...'aZ0.%2eE/:?#&=-_~!@;\'"<| \\é\n'), maxLength: 12 });
    const address = fc
      .tuple(
        fc.constantFrom('http://', 'https://', 'https:', 'ftp://'),
        fc.constantFrom('a.b', 'a.b:81', '1.2', ''),
        part,
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(address, (raw) => {
        expect(cleanUrl(raw, PROTOCOLS.web)).toBe(parsed(raw));
      }),
      { numRuns: 3000 },
    );
  });

  test('a protocol that is not asked for is refused, however plain the address', () => {
    expect(cleanUrl('https://example.com/a', PROTOCOLS.media)).toBe('https://example.com/a');
    expect(cleanUrl('http://example.com/a', PROTOCOLS.media)).toBeUndefined();
  });
});
