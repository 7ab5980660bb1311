import { beforeAll, describe, expect, test } from 'vitest';
import type { UploadedImages } from '../../src/destinations/destination.ts';
import { composeDraft } from '../../src/draft/compose.ts';
import { imageOfDataUrl } from '../../src/draft/image-bytes.ts';
import { toText } from '../../src/draft/text.ts';
import { elementsNamed, stringProperty } from '../../src/draft/tree.ts';
import { pageTree } from '../fixtures/built-page.ts';
import { githubSettings } from '../fixtures/github-settings.ts';
import { CONSTRUCTS, NEVER } from '../fixtures/rich-sample.ts';
import { richSampleClip } from '../fixtures/rich-sample-clip.ts';
import { builtHtml, type KeptInPage, keptInPage } from '../fixtures/rich-sample-pages.ts';
import { NO_SOURCE } from '../fixtures/sample-draft.ts';
import { type BuiltGenerator, type BuiltPage, withBuiltSite } from '../servers/generators.ts';
import { filesOf, postsOf } from './github-posts.ts';
import { textDifference } from './same-text.ts';

const clip = richSampleClip({ source: NO_SOURCE });
const names = CONSTRUCTS.map(({ name }) => name);
/** The image that the page carries in itself, and its copy in the repository. */
const OWN =
  elementsNamed(clip.content, 'img')
    .map((img) => stringProperty(img, 'src'))
    .find((src) => src.startsWith('data:')) ?? '';
const SHA = 'a'.repeat(40);

const QUOTES = [false, true];

interface Shown {
  page: BuiltPage;
  markdown: string;
  found: KeptInPage;
  /** What the site serves where the page looks for the copied image. */
  served: { file: string; bytes: string };
}

/** The sample as it was, and as a quote, each as a post of one site. */
async function show(generator: BuiltGenerator, html: boolean): Promise<Shown[]> {
  const uploaded: UploadedImages = new Map([[OWN, { remoteId: SHA, url: `git-blob:${SHA}/1.png` }]]);
  const drafts = QUOTES.map((quote) => composeDraft(clip, { quote }, 'rich'));
  const posts = postsOf(drafts, githubSettings(generator, { layout: { html } }), uploaded);
  const bytes = new Uint8Array((await imageOfDataUrl(OWN)?.arrayBuffer()) ?? []);
  const images = posts.flatMap(({ post }) => post.images.map(({ path }): [string, Uint8Array] => [path, bytes]));
  const files = new Map<string, string | Uint8Array>([...filesOf(posts), ...images]);
  return withBuiltSite(generator, files, { drafts: false, html }, (site) =>
    Promise.all(
      posts.map(async ({ post }) => {
        const page = site.pages.get(post.path);
        if (page === undefined) throw new Error(`no page was made of ${post.path}`);
        const addresses = elementsNamed(pageTree(page.html), 'img').map((img) => stringProperty(img, 'src'));
        const src = addresses.find((address) => !/^https?:/.test(address)) ?? '';
        const file = decodeURI(new URL(src, new URL(page.file, 'https://blog.example/')).pathname).slice(1);
        // Back in its place for those who look for it there.
        const found = keptInPage(builtHtml(generator, page.html).replaceAll(src, OWN), html);
        return { page, markdown: post.text, found, served: { file, bytes: await site.read(file) } };
      }),
    ),
  );
}

const wordsOf = (text: string): Set<string> => new Set(text.match(/[\p{L}\p{N}\p{M}]+/gu));

describe.each<[BuiltGenerator, string, boolean]>([
  ['jekyll', '', true],
  ['hugo', ', which lets html through', true],
  ['hugo', '', false],
  ['eleventy', '', true],
])('a site made by %s%s', (generator, how, html) => {
  let both: Shown[];

  beforeAll(async () => {
    both = await show(generator, html);
  });

  describe.each([
    ['as it was', 0],
    ['as a quote', 1],
  ])('shows the rich sample, %s', (name, index) => {
    const shown = (): Shown => {
      const [one] = both.slice(index);
      if (one === undefined) throw new Error('nothing was built');
      return one;
    };

    test.each(names)('%s', (construct) => {
      const { kept, said } = shown().found;
      expect([...kept, ...said]).toContain(construct);
    });

    test('all constructs kept', () => {
      const { kept, said } = shown().found;
      const told = html ? '' : `, ${said.length} in other words`;
      console.log(`${generator}${how}, ${name}: kept ${kept.length}/${names.length}${told}`);
      expect([...kept, ...said].sort()).toEqual([...names].sort());
      if (html) expect(kept).toEqual(names);
    });

    test('every text, in order and not glued', () => {
      const [before, after] = [toText(clip.content), toText(pageTree(shown().page.html))];
      const there = wordsOf(after);
      // Glued to its neighbours where nothing but html could lower or raise it.
      const low = ['H', 'subtwo', 'O', '3', 'supcubed'];
      expect([...wordsOf(before)].filter((word) => !there.has(word) && !(low.includes(word) && !html))).toEqual([]);
      // Other words are more words.
      if (html) expect(textDifference(before, after)).toBe('');
    });

    test('the image that carried its own bytes from its copy in the repository', () => {
      const { served, markdown } = shown();
      expect(served.file).toMatch(/[^/]\.png$/);
      expect(served.bytes).toContain('PNG');
      expect(markdown).not.toContain('data:image');
    });

    test('nothing that must stay behind', () => {
      for (const forbidden of NEVER) expect(shown().page.html).not.toContain(forbidden);
    });
  });
});
