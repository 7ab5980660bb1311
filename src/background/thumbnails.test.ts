import { expect, test } from 'vitest';
import { draftWithImages, PNG } from '../../test/support/draft-with-images.ts';
import { createWorld } from '../../test/support/outbox-world.ts';
import { createThumbnails } from './thumbnails.ts';

test('pictures of the images whose bytes are here, wherever they rest; one that can’t be drawn is left out', async () => {
  const world = createWorld();
  const { outbox, store, images } = world.background();
  const draft = draftWithImages('a');
  const broken = { id: 'image-4', originalUrl: 'https://paper.example/4.png', alt: '', blobId: 'draft-a/image-4' };
  draft.images.push({ ...broken, state: 'stored' }, { ...broken, id: 'image-5', blobId: 'gone', state: 'stored' });
  const { id } = await outbox.open(draft, { accountId: null, options: {}, incognito: false });
  await images.put('draft-a/image-1', PNG);
  await images.put('draft-a/image-4', new Blob(['no image']));

  const thumbnail = async (bytes: Blob) => (bytes.type === 'image/png' ? `data:,${bytes.size}` : null);
  const pictures = createThumbnails({ store, imageStore: images, thumbnail });
  expect(await pictures({ entryId: id })).toEqual({ 'image-1': `data:,${PNG.size}`, 'image-2': `data:,${PNG.size}` });
  expect(await pictures({ entryId: 'nobody' })).toEqual({});
});
