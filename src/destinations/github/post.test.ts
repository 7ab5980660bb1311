import { describe, expect, test } from 'vitest';
import { WORDS } from '../../../test/fixtures/draft.ts';
import { githubSettings } from '../../../test/fixtures/github-settings.ts';
import { sampleDraft } from '../../../test/fixtures/sample-draft.ts';
import type { Draft } from '../../draft/draft.ts';
import type { UploadedImages } from '../destination.ts';
import { pathOf } from './file-name.ts';
import type { Generator } from './layout-parts.ts';
import { type Post, toPost } from './post.ts';
import { previewGitHub } from './preview.ts';
import type { Layout } from './settings.ts';

const date = new Date(2026, 10, 21, 12).getTime();
const sha = (digit: string): string => digit.repeat(40);

function post(
  draft: Draft,
  generator: Generator,
  images: UploadedImages = new Map(),
  layout: Partial<Layout> = {},
): Post {
  const settings = githubSettings(generator, { layout });
  const path = pathOf(settings.layout, { title: draft.title, now: date }, 1);
  return toPost(draft, { path, date, settings, images, words: WORDS });
}

/** A draft of nothing but these images, all of them copied. */
function withImages(...sources: { src: string; alt?: string }[]): { draft: Draft; images: UploadedImages } {
  const html = sources.map(({ src, alt = '' }) => `<p><img src="${src}" alt="${alt}"></p>`).join('');
  const images = sources.map(
    ({ src }, index) =>
      [src, { remoteId: sha('a'), url: `git-blob:${sha(String(index))}/0a1b2c3d-${index + 1}.png` }] as const,
  );
  return { draft: { ...sampleDraft(html), title: 'Fog' }, images: new Map(images) };
}

const namesOf = ({ images }: Post): string[] => images.map(({ path }) => path.split('/').at(-1) ?? '');

test('a file is front matter, an empty line and Markdown, with one line end at its end', () => {
  const { text } = post({ ...sampleDraft('<p>One <em>two</em>.</p>'), title: 'Fog' }, 'plain');
  expect(text).toMatch(/^---\ntitle: "Fog"\n(?:.+\n)+---\n\nOne \*two\*\.\n\nSource: .+\n$/);
});

test('the same gives the same', () => {
  const { draft, images } = withImages({ src: 'https://i.example/a.jpg' }, { src: 'https://i.example/b.jpg' });
  expect(post(draft, 'hugo', images)).toEqual(post(draft, 'hugo', images));
});

describe('copies of images', () => {
  const { draft, images } = withImages({ src: 'https://i.example/Old%20Lamp.jpeg?w=300' });

  test.each<[Generator, string, string]>([
    ['jekyll', 'assets/images/2026-11-21-fog/old-lamp.png', '/assets/images/2026-11-21-fog/old-lamp.png'],
    ['hugo', 'content/posts/fog/old-lamp.png', 'old-lamp.png'],
    ['astro', 'src/content/blog/fog/old-lamp.png', './fog/old-lamp.png'],
    ['eleventy', 'img/2026-11-21-fog/old-lamp.png', '/img/2026-11-21-fog/old-lamp.png'],
    ['plain', 'posts/2026-11-21-fog/old-lamp.png', '2026-11-21-fog/old-lamp.png'],
  ])('stand where %s has them', (generator, path, url) => {
    const made = post(draft, generator, images);
    expect(made.images).toEqual([{ path, sha: sha('0') }]);
    expect(made.text).toContain(`![](${url})`);
  });

  test('go with a post whose name was taken', () => {
    const settings = githubSettings('jekyll');
    const path = pathOf(settings.layout, { title: 'Fog', now: date }, 2);
    const made = toPost(draft, { path, date, settings, images, words: WORDS });
    expect(made.images[0]?.path).toBe('assets/images/2026-11-21-fog-2/old-lamp.png');
  });

  test('in a folder that all posts share carry the post’s own name', () => {
    const shared = post(draft, 'jekyll', images, { imageFolder: 'images', imageUrl: '/images/' });
    expect(shared.images[0]?.path).toBe('images/fog-old-lamp.png');
    expect(shared.text).toContain('![](/images/fog-old-lamp.png)');
    expect(post(draft, 'plain', images, { folder: '', imageFolder: './', imageUrl: '' }).images[0]?.path).toBe(
      'fog-old-lamp.png',
    );
    expect(post(draft, 'plain', images, { imageFolder: '', imageUrl: '/' }).images[0]?.path).toBe('fog-old-lamp.png');
  });

  test('are named by their own file, by what they show, or by a word; never by a number or a digest; each once', () => {
    const several = withImages(
      { src: 'https://i.example/lamp.png' },
      { src: 'https://i.example/2/Lamp.jpg' },
      { src: 'https://i.example/0a1b2c3d4e5f60718293a4b5.jpg', alt: 'The old tower' },
      { src: 'https://i.example/12345678.png', alt: '漢字' },
      { src: 'https://i.example/IMG_a8s7d6f5g4h3j2k1l0zx.jpg' },
      { src: 'https://i.example/%ff' },
      { src: 'https://i.example/' },
      { src: 'data:image/png;base64,iVBORw0KGgo=' },
    );
    expect(namesOf(post(several.draft, 'hugo', several.images))).toEqual([
      ...['lamp.png', 'lamp-2.png', 'the-old-tower.png', '漢字.png'],
      ...['image.png', 'image-2.png', 'image-3.png', 'image-4.png'],
    ]);
  });

  test.each([
    ['two', 'cat.jpg.webp', 'cat.png'],
    ['nothing else', '.htaccess', 'htaccess.png'],
    ['one that is a word', 'lamp.cutout.png', 'lamp-cutout.png'],
    ['a hundred thousand that are none', `${'.aa'.repeat(300_000)}!`, 'image.png'],
    ['a hundred thousand', `cat!${'.aa'.repeat(300_000)}`, 'cat.png'],
  ])('are named without their endings, be it %s', (_, name, named) => {
    const one = withImages({ src: `https://i.example/${name}` });
    expect(namesOf(post(one.draft, 'hugo', one.images))).toEqual([named]);
  });

  test('that are none of ours stay links', () => {
    const elsewhere = new Map(
      [...images.keys()].map((src) => [src, { remoteId: '1', url: 'https://elsewhere.example/x.png' }]),
    );
    const made = post(draft, 'hugo', elsewhere);
    expect(made.images).toEqual([]);
    expect(made.text).toContain('![](https://i.example/Old%20Lamp.jpeg?w=300)');
  });
});

describe('Eleventy makes no template of the text', () => {
  const LINE = '\ntemplateEngineOverride: "md"\n';

  test.each([['{{ x }}'], ['{% x %}'], ['{# x #}'], ['&lt;% x %>']])('that holds %s', (html) => {
    expect(post(sampleDraft(`<p>${html}</p>`), 'eleventy').text).toContain(LINE);
  });

  test('and its file says nothing of that where there is nothing to say', () => {
    expect(post(sampleDraft('<p>A { brace } and # a sign</p>'), 'eleventy').text).not.toContain(LINE);
    expect(post(sampleDraft('<p>{{ x }}</p>'), 'astro').text).not.toContain(LINE);
  });
});

describe('a preview', () => {
  const clock = { now: () => date };
  const { draft, images } = withImages({ src: 'https://i.example/lamp.png' });

  test('is the file as it would be written', () => {
    const settings = githubSettings('hugo');
    const { path, text } = post(draft, 'hugo', images);
    expect(previewGitHub(draft, settings, clock, WORDS)).toEqual({ path, text });
  });

  test('leaves images where they are if they are to be linked', () => {
    const { text } = previewGitHub(draft, githubSettings('hugo', { images: 'link' }), clock, WORDS);
    expect(text).toContain('![](https://i.example/lamp.png)');
  });
});
