import fc from 'fast-check';
import type { Root } from 'hast';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acceptTree } from '../../src/clip/accept-tree.ts';
import { renderGhostBody } from '../../src/destinations/ghost/body.ts';
import { composeDraft } from '../../src/draft/compose.ts';
import { toText } from '../../src/draft/text.ts';
import snippets from '../fixtures/ghost-source-html.json' with { type: 'json' };
import { htmlTree } from '../fixtures/html-tree.ts';
import { randomTree } from '../fixtures/random-tree.ts';
import { CONSTRUCTS, NEVER } from '../fixtures/rich-sample.ts';
import { richSampleClip } from '../fixtures/rich-sample-clip.ts';
import { NO_SOURCE, SOURCE, sampleDraft, WORDS } from '../fixtures/sample-draft.ts';
import { type RunningGhost, startGhost } from '../servers/ghost.ts';
import { runs } from '../support/scale.ts';
import { GhostPosts, type ReadBack } from './ghost-posts.ts';
import { textDifference } from './same-text.ts';

let ghost: RunningGhost;
let posts: GhostPosts;

beforeAll(async () => {
  ghost = await startGhost({ version: process.env.GHOST_VERSION === '5' ? '5' : '6' });
  posts = new GhostPosts(ghost);
});

afterAll(() => ghost?.stop());

function bodyOf(content: Root, quote: boolean): string {
  return renderGhostBody(sampleDraft(content, { source: NO_SOURCE }, quote), WORDS).html;
}

/** A quote that has not ended where a card begins. */
const CARD_IN_QUOTE = /<blockquote>(?:(?!<\/blockquote>)[\s\S])*<!--kg-card-begin/;

const textOf = (html: string): string => toText(htmlTree(html));

/** What the page only showed, and a body has to say: a tooltip, and the numbers of a list that counts down. */
function withWrittenOut(text: string): string {
  return text
    .replace('VTS', 'VTS (Vessel Traffic Service)')
    .replace('Last but two', '3. Last but two')
    .replace('Last but one', '2. Last but one')
    .replace('Lift the lamp', '1. Lift the lamp');
}

/** Ghost's html without what it adds to every block. */
function bare(html: string): string {
  return html.replace(/ (?:id|loading)="[^"]*"| class="(?:kg-[\w-]+ ?)+"/g, '');
}

describe('the rich sample', () => {
  const clip = richSampleClip({ source: NO_SOURCE });
  let plain: ReadBack;

  beforeAll(async () => {
    const body = renderGhostBody(composeDraft(clip, { quote: false }, 'rich'), WORDS);
    expect(body.leftOut).toEqual(['scripts_left_out', 'forms_left_out', 'media_unreadable']);
    plain = await posts.roundTrip(body.html);
  });

  test.each(CONSTRUCTS.map(({ name, kept }) => [name, kept] as const))('%s', (_name, kept) => {
    for (const fragment of kept) expect(bare(plain.html)).toContain(fragment);
  });

  test('has at least 45 constructs, all of them kept, as native blocks where Ghost has one', () => {
    const kept = CONSTRUCTS.filter((one) => one.kept.every((fragment) => bare(plain.html).includes(fragment)));
    const cards = plain.blocks.filter((type) => type === 'html').length;
    console.log(
      `kept ${kept.length}/${CONSTRUCTS.length}, native blocks ${plain.blocks.length - cards}/${plain.blocks.length}`,
    );
    expect(CONSTRUCTS.length).toBeGreaterThanOrEqual(45);
    expect(kept.length).toBe(CONSTRUCTS.length);
    // Three tables, three players, two formulas, one fold and one image that carries its own bytes.
    expect(cards).toBe(10);
  });

  test('has every text, in order and not glued', () => {
    expect(textDifference(withWrittenOut(toText(clip.content)), textOf(plain.html))).toBe('');
  });

  test('brings along nothing that must stay behind', () => {
    for (const forbidden of NEVER) expect(plain.html).not.toContain(forbidden);
  });

  test('as a quote: the same text in order, and no card inside a quote', async () => {
    const body = renderGhostBody(composeDraft(clip, { quote: true }, 'rich'), WORDS);
    const { html } = await posts.roundTrip(body.html);
    expect(textDifference(textOf(plain.html), textOf(html))).toBe('');
    expect(html).not.toMatch(CARD_IN_QUOTE);
    expect(bare(html)).toContain('<blockquote>An opening paragraph about fog.</blockquote>');
  });
});

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

  test('the text of everything its converter was recorded with', async () => {
    // The long form of an abbreviation is text that a body adds.
    const all = snippets.map(({ name, html }) => `<h2>${name}</h2>${html.replace(/<abbr title="\w+">/g, '<abbr>')}`);
    const tree = acceptTree(htmlTree(all.join('')));
    const { html } = await posts.roundTrip(bodyOf(tree, false));
    expect(textDifference(toText(tree), textOf(html))).toBe('');
  });

  test('a line break that stands alone in a doubled format: it was lost, and the words glued', async () => {
    const doubled =
      '<strong>fog<strong><br></strong></strong><a href="https://links.example/"><strong>fog</strong></a>';
    const tree = acceptTree(htmlTree(`<p>${doubled}</p><ul><li><p>${doubled}</p></li></ul>`));
    const { html } = await posts.roundTrip(bodyOf(tree, false));
    expect(textDifference(toText(tree), textOf(html))).toBe('');
  });

  test('a line break that stands alone in a link, in a bold term: it was lost, and the words glued', async () => {
    const link = (inside: string): string => `<a href="https://links.example/">${inside}</a>`;
    const term = `<dl><dt><figure><p><strong>${link('fog')}${link('<br>')}</strong>fog</p></figure></dt></dl>`;
    const tree = acceptTree(htmlTree(term));
    const { html } = await posts.roundTrip(bodyOf(tree, false));
    expect(textDifference(toText(tree), textOf(html))).toBe('');
  });

  test('the text of any tree, in order and not glued, and refuses none', async () => {
    await fc.assert(
      fc.asyncProperty(randomTree, fc.boolean(), async (tree, quote) => {
        const { html } = await posts.roundTrip(bodyOf(tree, quote));
        expect(textDifference(toText(tree), textOf(html))).toBe('');
        expect(html).not.toMatch(CARD_IN_QUOTE);
      }),
      { numRuns: runs(60, 5) },
    );
  });
});
