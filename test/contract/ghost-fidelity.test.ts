import fc from 'fast-check';
import type { Root } from 'hast';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderGhostBody } from '../../src/destinations/ghost/body.ts';
import { toText } from '../../src/draft/text.ts';
import { htmlTree } from '../fixtures/html-tree.ts';
import { randomTree } from '../fixtures/random-tree.ts';
import { NO_SOURCE, SOURCE, sampleDraft, WORDS } from '../fixtures/sample-draft.ts';
import { type RunningGhost, startGhost } from '../servers/ghost.ts';
import { GhostPosts } from './ghost-posts.ts';
import { textDifference } from './same-text.ts';

let ghost: RunningGhost;
let posts: GhostPosts;

beforeAll(async () => {
  ghost = await startGhost({ version: '6' });
  posts = new GhostPosts(ghost);
});

afterAll(() => ghost?.stop());

function bodyOf(content: Root, quote: boolean): string {
  return renderGhostBody(sampleDraft(content, { source: NO_SOURCE }, quote), WORDS).html;
}

/** A quote that has not ended where a card begins. */
const CARD_IN_QUOTE = /<blockquote>(?:(?!<\/blockquote>)[\s\S])*<!--kg-card-begin/;

const textOf = (html: string): string => toText(htmlTree(html));

describe('Ghost keeps', () => {
  test('a plain quote without any html card', async () => {
    const draft = sampleDraft('<p>One <em>two</em>.</p><p>Three<br>four.</p>', { source: SOURCE }, true);
    const { html, blocks } = await posts.roundTrip(renderGhostBody({ ...draft, note: 'Mine' }, WORDS).html);
    expect(blocks).toEqual(['paragraph', 'extended-quote', 'paragraph']);
    expect(html).toBe(
      '<p>Mine</p><blockquote>One <em>two</em>.<br><br>Three<br>four.</blockquote>' +
        '<p>Source: <a href="https://paper.example/a">The Title, Ann Author, The Paper</a></p>',
    );
  });

  test.each([
    ['a video', '<video src="https://media.example/v.mp4"></video>'],
    ['audio', '<audio src="https://media.example/a.mp3"></audio>'],
    ['a formula with white space', '<p><math><mi>x</mi> <mo>=</mo></math></p>'],
    ['an image', '<img src="https://images.example/a.png">'],
    ['a rule', '<hr>'],
  ])('a document of nothing but %s', async (_name, html) => {
    const { blocks } = await posts.roundTrip(bodyOf(htmlTree(html), true));
    expect(blocks).toHaveLength(1);
  });

  test('the text of any tree, in order and not glued, and refuses none', async () => {
    await fc.assert(
      fc.asyncProperty(randomTree, fc.boolean(), async (tree, quote) => {
        const { html } = await posts.roundTrip(bodyOf(tree, quote));
        expect(textDifference(toText(tree), textOf(html))).toBe('');
        expect(html).not.toMatch(CARD_IN_QUOTE);
      }),
      { numRuns: 60 },
    );
  });
});
