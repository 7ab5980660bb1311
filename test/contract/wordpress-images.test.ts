/** A draft with images through the real outbox: copied ahead of it, what is refused stays a link, undo takes all back. */
import { afterAll, expect, test } from 'vitest';
import { aClip, aDraft } from '../fixtures/draft.ts';
import { WordPressSite } from '../servers/wordpress-site.ts';
import { PNG } from '../support/draft-with-images.ts';
import { newNonce } from './keys.ts';
import { aBackground } from './wordpress-background.ts';
import { ownServer } from './wordpress-harness.ts';

const { url, running, stop } = await ownServer();
const site = new WordPressSite(url, running.users.administrator);
afterAll(() => stop());

const SVG = new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>'], { type: 'image/svg+xml' });
const address = (n: number): string => `https://paper.example/${n}.png`;

/** Three images: one that is taken, one that WordPress refuses, one without a copy. */
function draftWithThree() {
  const id = `draft-${newNonce()}`;
  return aDraft({
    id,
    title: `Images ${id}`,
    passages: [
      aClip({
        content: {
          type: 'root',
          children: [1, 2, 3].map((n) => ({
            type: 'element',
            tagName: 'img',
            properties: { src: address(n), alt: `Image ${n}` },
            children: [],
          })),
        },
      }),
    ],
    images: [1, 2, 3].map((n) => ({
      ...{ id: `image-${n}`, originalUrl: address(n), alt: `Image ${n}`, caption: `Caption ${n}` },
      ...(n === 3 ? { state: 'linked' } : { state: 'stored', blobId: `${id}/image-${n}` }),
    })),
  });
}

test('who may upload: one copied, two linked, and all of it taken back', async () => {
  const background = aBackground({ url, person: running.users.author, signIn: 'application_password' });
  const draft = draftWithThree();
  await background.images.put(`${draft.id}/image-1`, PNG);
  await background.images.put(`${draft.id}/image-2`, SVG);
  const { id } = await background.submit(draft, { featuredImage: address(1) });
  await background.runner.run();

  const entry = await background.store.get(id);
  expect(entry?.state).toBe('delivered');
  expect(entry?.receipt?.ignored).toBeUndefined();
  expect(entry?.uploads?.map(({ imageId, state, error }) => [imageId, state, error?.reason])).toEqual([
    ['image-1', 'done', undefined],
    ['image-2', 'failed', 'wordpress_file_refused'],
  ]);
  const [media, ...more] = await site.media();
  expect(more).toEqual([]);
  expect(media).toMatchObject({ alt_text: 'Image 1', caption: { raw: 'Caption 1' } });
  const post = await site.post(entry?.receipt?.remoteId ?? '');
  expect(post.featured_media).toBe(media?.id);
  expect([...post.content.raw.matchAll(/<img[^>]* src="([^"]*)"/g)].map(([, src]) => src)).toEqual([
    media?.source_url,
    address(2),
    address(3),
  ]);

  await background.undo(id);
  await background.runner.run();
  await expect(site.post(post.id)).rejects.toThrow('rest_post_invalid_id');
  expect(await site.media()).toEqual([]);
});

test('who may not upload: the draft arrives with links, and the reason is known', async () => {
  const background = aBackground({ url, person: running.users.contributor, signIn: 'application_password' });
  const draft = draftWithThree();
  await background.images.put(`${draft.id}/image-1`, PNG);
  await background.images.put(`${draft.id}/image-2`, PNG);
  const { id } = await background.submit(draft, { featuredImage: address(1) });
  await background.runner.run();

  const entry = await background.store.get(id);
  expect(entry?.state).toBe('delivered');
  expect(entry?.uploads?.map(({ error }) => error?.code)).toEqual(['insufficient_scope', 'insufficient_scope']);
  expect(entry?.receipt?.ignored).toEqual(['featured_image']);
  const post = await site.post(entry?.receipt?.remoteId ?? '');
  for (const n of [1, 2, 3]) expect(post.content.raw).toContain(`src="${address(n)}"`);
});
