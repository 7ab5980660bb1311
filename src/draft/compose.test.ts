import { expect, test } from 'vitest';
import { SOURCE, sampleClip } from '../../test/fixtures/sample-draft.ts';
import { composeDraft } from './compose.ts';

test("a draft begins with the source's title, the clip as its one passage, and nothing else", () => {
  const clip = sampleClip('<p>text</p>', { source: { ...SOURCE, title: ' A title ' } });
  expect(composeDraft(clip, { quote: true }, 'd1')).toEqual({
    v: 1,
    id: 'd1',
    title: 'A title',
    note: '',
    passages: [clip],
    quote: true,
    excerpt: '',
    tags: [],
    canonical: false,
    images: [],
  });
});

test('the Quote/Plain choice is taken over', () => {
  expect(composeDraft(sampleClip('<p>text</p>'), { quote: false }, 'd1').quote).toBe(false);
});

test('images are listed once each, in reading order, as linked; one that carries its own bytes is stored by that', () => {
  const png =
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==';
  const clip = sampleClip(
    '<img src="https://a.example/1.png" alt="one"><ul><li><img src="https://a.example/2.png"></li></ul>' +
      `<img src="https://a.example/1.png" alt="again"><img src="${png}" alt="three">` +
      '<img src="data:image/png;base64,PGh0bWw+">',
  );
  expect(composeDraft(clip, { quote: true }, 'd1').images).toEqual([
    { id: 'image-1', originalUrl: 'https://a.example/1.png', alt: 'one', state: 'linked' },
    { id: 'image-2', originalUrl: 'https://a.example/2.png', alt: '', state: 'linked' },
    { id: 'image-3', originalUrl: png, alt: 'three', state: 'stored' },
    {
      id: 'image-4',
      originalUrl: 'data:image/png;base64,PGh0bWw+',
      alt: '',
      state: 'linked',
      reason: 'not_an_image',
    },
  ]);
});

test('the caption of a figure goes with the one image in it, as plain text', () => {
  const clip = sampleClip(
    '<figure><img src="https://a.example/1.png"><figcaption><p>The <em>old</em> bench</p><p>Photo: Ada</p></figcaption></figure>' +
      '<figure><img src="https://a.example/2.png"><img src="https://a.example/3.png"><figcaption>Both</figcaption></figure>' +
      '<figure><img src="https://a.example/4.png"></figure>',
  );
  const captions = composeDraft(clip, { quote: true }, 'd1').images.map(({ caption }) => caption);
  expect(captions).toEqual(['The old bench Photo: Ada', undefined, undefined, undefined]);
});
