/** The rich sample in a site: every construct by name, every text, and the image that a page carried in itself. */
import type { Root } from 'hast';
import { beforeAll, expect, test } from 'vitest';
import { composeDraft } from '../../src/draft/compose.ts';
import { imageOfDataUrl } from '../../src/draft/image-bytes.ts';
import { toText } from '../../src/draft/text.ts';
import { childrenOf, element, elementsNamed, stringProperty } from '../../src/draft/tree.ts';
import { pageHtml, pageTree, plainQuotes } from '../fixtures/built-page.ts';
import { outline } from '../fixtures/outline.ts';
import { CONSTRUCTS, NEVER } from '../fixtures/rich-sample.ts';
import { richSampleClip } from '../fixtures/rich-sample-clip.ts';
import { type KeptInPage, keptInPage } from '../fixtures/rich-sample-pages.ts';
import { NO_SOURCE } from '../fixtures/sample-draft.ts';
import type { BuiltPosts, CopiedImage } from './github-posts.ts';
import { textDifference } from './same-text.ts';

const clip = richSampleClip({ source: NO_SOURCE });
const names = CONSTRUCTS.map(({ name }) => name);

/** As it was, and as a quote. */
export const RICH_DRAFTS = [false, true].map((quote) => composeDraft(clip, { quote }, 'rich'));

const OWN =
  elementsNamed(clip.content, 'img')
    .map((img) => stringProperty(img, 'src'))
    .find((src) => src.startsWith('data:')) ?? '';
/** The image that the page carries in itself, and its copy in the repository. */
export const OWN_IMAGE: CopiedImage = {
  src: OWN,
  bytes: new Uint8Array((await imageOfDataUrl(OWN)?.arrayBuffer()) ?? []),
};

interface Shown {
  html: string;
  markdown: string;
  found: KeptInPage;
  /** What the site serves where the page looks for the copied image. */
  served: string;
  /** Where that is. */
  file: string;
}

function shownOf({ posts: [one], pages, images }: BuiltPosts, html: boolean): Shown {
  const page = one && pages.get(one.post.path);
  if (page === undefined) throw new Error('no page was made of the sample');
  const addresses = elementsNamed(pageTree(page.html), 'img').map((img) => stringProperty(img, 'src'));
  const src = addresses.find((address) => !/^https?:/.test(address)) ?? '';
  const file = decodeURI(new URL(src, new URL(page.file, 'https://blog.example/')).pathname).slice(1);
  // Back in its place for those who look for it there.
  const own = page.html.replaceAll(src, OWN);
  const found = keptInPage(pageHtml(own), html);
  return { html: own, markdown: one?.post.text ?? '', found, served: images.get(file) ?? '', file };
}

const wordsOf = (text: string): Set<string> => new Set(text.match(/[\p{L}\p{N}\p{M}]+/gu));

export interface Site {
  /** As it is told of. */
  name: string;
  /** It lets html in Markdown through. */
  html: boolean;
  /** The sample stands in it as a quote. */
  quote: boolean;
}

export function richSample({ name, html, quote }: Site, built: () => BuiltPosts): void {
  let shown: Shown;

  beforeAll(() => {
    shown = shownOf(built(), html);
  });

  test.each(names)('%s', (construct) => {
    expect([...shown.found.kept, ...shown.found.said]).toContain(construct);
  });

  test('all constructs kept', () => {
    const { kept, said } = shown.found;
    const told = html ? '' : `, ${said.length} in other words`;
    console.log(`${name}: kept ${kept.length}/${names.length}${told}`);
    expect([...kept, ...said].sort()).toEqual([...names].sort());
    if (html) expect(kept).toEqual(names);
  });

  test('every text, in order and not glued', () => {
    const [before, after] = [toText(clip.content), toText(pageTree(shown.html))];
    const there = wordsOf(after);
    // Glued to its neighbours where nothing but html could lower or raise it.
    const low = ['H', 'subtwo', 'O', '3', 'supcubed'];
    expect([...wordsOf(before)].filter((word) => !there.has(word) && !(low.includes(word) && !html))).toEqual([]);
    // Other words are more words.
    if (html) expect(textDifference(before, after)).toBe('');
  });

  if (html) {
    test('in the same containers and formats', () => {
      const nodes = childrenOf(clip.content);
      const before: Root = { type: 'root', children: quote ? [element('blockquote', {}, nodes)] : nodes };
      const [is, was] = [pageTree(shown.html), before].map((tree) => plainQuotes(outline(tree).join('\n')));
      expect(is).toEqual(was);
    });
  }

  test('the image that carried its own bytes from its copy in the repository', () => {
    expect(shown.file).toMatch(/[^/]\.png$/);
    expect(shown.served).toContain('PNG');
    expect(shown.markdown).not.toContain('data:image');
  });

  test('nothing that must stay behind', () => {
    for (const forbidden of NEVER) expect(shown.html).not.toContain(forbidden);
  });
}
