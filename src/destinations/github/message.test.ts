import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aClip, aDraft, WORDS } from '../../../test/fixtures/draft.ts';
import { runs } from '../../../test/support/scale.ts';
import { commitMessage, pullBody, pullTitle, readDelivered, revertMessage } from './message.ts';

const DELIVERED = { nonce: '0a1b2c3d', date: Date.UTC(2026, 10, 21, 12) };
const from = (url: string | null) => aDraft({ passages: [aClip({ source: { ...aClip().source, url } })] });
const messageOf = (title: string): string => commitMessage(aDraft({ title }), DELIVERED, WORDS);
const subjectOf = (title: string): string => messageOf(title).split('\n')[0] ?? '';
/** As people read it. */
const seen = (text: string): string => text.replaceAll('\u2060', '');

/** What GitHub acts on: mentions, references to issues however written, addresses, orders to its builds. */
const LIVE = /@\w|#\d|\bgh-\d|:\/\/|\[(?:skip|no|ci|actions)\b/i;

describe('a title', () => {
  test.each([
    'Fixes #12',
    'Closes ada/blog#7 and GH-3',
    'Resolves https://github.com/ada/blog/issues/12',
    'Thanks to @ada and @press/writers',
    'How [skip ci] and [ci skip] work',
    'Co-authored-by: Eve <eve@example.com>',
  ])('%s reads the same, and GitHub does nothing', (title) => {
    for (const text of [pullTitle(title), subjectOf(title).replace('Draft: ', '')]) {
      expect(seen(text)).toBe(title);
      expect(text).not.toMatch(LIVE);
    }
  });

  test('of words alone is left as it is', () => {
    for (const title of ['C# 12 and e@mail', 'No. #one', 'Ratio 3:4 // [notes]', '東京 🎉', 'سلام'])
      expect(seen(pullTitle(title))).toBe(title);
    expect(pullTitle('Plain words, 100 % so')).toBe('Plain words, 100 % so');
  });

  test('is one line without control characters and orders of direction', () => {
    expect(pullTitle('a\n\nClipdraft-Delivery: 00000000\r\u0000b \u202Edcba\u2066')).toBe(
      'a Clipdraft-Delivery: 00000000 b dcba',
    );
  });

  test('is cut between characters: 256 for a pull request, 72 for a commit', () => {
    const long = '🎉'.repeat(500);
    expect(pullTitle(long)).toBe(`${'🎉'.repeat(127)}…`);
    expect(subjectOf(long)).toMatch(/^Draft: (?:🎉)+…$/u);
    expect(subjectOf(long).length).toBeLessThanOrEqual(72);
    expect(pullTitle('a'.repeat(256))).toBe('a'.repeat(256));
  });

  test('that is empty is said in words', () => {
    expect(subjectOf(' \u202E\n ')).toBe(`Draft: ${WORDS.untitled}`);
  });
});

describe('the address of a clip', () => {
  test.each([
    ['https://github.com/ada/blog/issues/12#issuecomment-34', 'github.com/ada/blog/issues/12'],
    ['https://mastodon.example/@ada/1', 'mastodon.example/%40ada/1'],
    ['https://example.com/', 'example.com'],
    ['https://example.com/a?q=`x`&c=@b', 'example.com/a?q=%60x%60&c=%40b'],
  ])('%s is written as %s', (url, written) => {
    expect(commitMessage(from(url), DELIVERED, WORDS)).toContain(`\n\nSource: ${written}\n\n`);
    expect(pullBody(from(url), WORDS)).toBe(`${WORDS.pullRequest}\n\nSource: \`${written}\``);
  });

  test('that is missing is left out', () => {
    expect(pullBody(from(null), WORDS)).toBe(WORDS.pullRequest);
    expect(commitMessage(from(null), DELIVERED, WORDS)).not.toContain('Source');
  });
});

test('a commit tells its delivery, and is nobody else’s', () => {
  expect(readDelivered(messageOf('A draft'), '0a1b2c3d')).toEqual(DELIVERED);
  expect(readDelivered(messageOf('A draft'), '00000000')).toBeNull();
  expect(readDelivered('Draft: A draft', '0a1b2c3d')).toBeNull();
  // Squashed by a merge: what stood in the message still does.
  expect(readDelivered(`A draft (#1)\r\n\r\n* ${messageOf('A draft').replaceAll('\n', '\r\n')}`, '0a1b2c3d')).toEqual(
    DELIVERED,
  );
});

test('whatever a title holds: one line, in its limits, nothing that GitHub acts on, no trailer of ours', () => {
  const sign = fc.constantFrom(
    '#1',
    '@a',
    'GH-2',
    '://',
    '[skip ci]',
    '\n',
    '\n\n',
    'Clipdraft-Delivery: 00000000',
    ' ',
  );
  const title = fc
    .array(fc.oneof(sign, fc.string({ unit: 'binary' })), { maxLength: 20 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(title, (text) => {
      const [subject = '', blank] = messageOf(text).split('\n');
      expect([subject.length <= 72, blank]).toEqual([true, '']);
      for (const line of [subject, pullTitle(text)]) {
        expect(line).not.toMatch(LIVE);
        expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u);
      }
      expect(pullTitle(text).length).toBeLessThanOrEqual(256);
      expect(readDelivered(messageOf(text), '00000000')).toBeNull();
    }),
    { numRuns: runs(300) },
  );
});

test('taking back is said as git says it', () => {
  expect(revertMessage('_drafts/2026-11-21-a-draft.md', WORDS)).toBe('Revert "Draft: 2026-11-21-a-draft.md"');
});
