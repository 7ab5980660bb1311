import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inspectGhostKey } from './admin-api-key-format.ts';

const ID = '6b00fd69ca1e561a3abcd7e6';
const SECRET = '0123456789abcdef'.repeat(4);

describe('an Admin API key', () => {
  test('is 24 hex digits, a colon, 64 hex digits', () => {
    expect(inspectGhostKey(`${ID}:${SECRET}`)).toEqual({ ok: true, id: ID, secret: SECRET });
  });

  test.each([
    ['line breaks of a narrow box', `${ID}:${SECRET.slice(0, 30)}\n${SECRET.slice(30)}\n`],
    ['quotes', `"${ID}:${SECRET}"`],
    ['curly quotes', `“${ID}:${SECRET}”`],
    ['spaces and a zero-width space', `  ${ID} : ${SECRET}\u200B`],
    ['capital digits', `${ID}:${SECRET}`.toUpperCase()],
  ])('survives %s', (_name, text) => {
    expect(inspectGhostKey(text)).toEqual({ ok: true, id: ID, secret: SECRET });
  });

  test.each([
    ['empty', '  '],
    ['content_key', 'a48187d20b12dccb2afbd3e512'],
    ['content_key', ' A48187D20B12DCCB2AFBD3E512\n'],
    ['no_colon', ID],
    ['no_colon', 'my password'],
    ['id', `${ID.slice(1)}:${SECRET}`],
    ['id', `:${SECRET}`],
    ['id', `g${ID.slice(1)}:${SECRET}`],
    ['secret', `${ID}:${SECRET.slice(1)}`],
    ['secret', `${ID}:`],
    ['secret', `${ID}:${SECRET}0`],
    ['secret', `${ID}:${SECRET}:${SECRET}`],
  ])('is told apart from what it is not: %s', (reason, text) => {
    expect(inspectGhostKey(text)).toEqual({ ok: false, reason });
  });

  test('whatever is typed, the answer is a whole key or one reason', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9a-f:]{0,100}$/)), (text) => {
        const inspected = inspectGhostKey(text);
        if (inspected.ok) expect(`${inspected.id}:${inspected.secret}`).toMatch(/^[0-9a-f]{24}:[0-9a-f]{64}$/);
        else expect(['empty', 'content_key', 'no_colon', 'id', 'secret']).toContain(inspected.reason);
      }),
    );
  });
});
