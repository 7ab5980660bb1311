import type { Draft, DraftImage } from '../../src/draft/draft.ts';
import { toBeUpdated } from '../../src/outbox/changes.ts';
import { draftNamed, type World } from './outbox-world.ts';

/** One grey pixel. */
const PNG_BASE64 = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==';
export const PNG_DATA_URL = `data:image/png;base64,${PNG_BASE64}`;
export const PNG = new Blob([Uint8Array.from(atob(PNG_BASE64), (char) => char.charCodeAt(0))], { type: 'image/png' });

/** Three images: one whose bytes rest under `draft-<title>/image-1`, one that carries them itself, one mere link. */
export function draftWithImages(title: string): Draft {
  const address = (n: number): string => `https://paper.example/${n}.png`;
  return {
    ...draftNamed(title),
    images: [
      {
        id: 'image-1',
        originalUrl: address(1),
        alt: 'One',
        caption: 'A caption',
        blobId: `draft-${title}/image-1`,
        state: 'stored',
      },
      { id: 'image-2', originalUrl: PNG_DATA_URL, alt: 'Two', state: 'stored' },
      { id: 'image-3', originalUrl: address(3), alt: 'Three', state: 'linked', reason: 'unreadable' },
    ],
  };
}

/** The copy of the third image comes, as the background keeps it: in one write with what is to be done about it. */
export async function copyArrives(world: World, entryId: string): Promise<void> {
  const { store } = world.background();
  await store.updateWithDraft(entryId, ({ entry, draft }) => {
    const images = draft.images.map((image): DraftImage => {
      if (image.id !== 'image-3') return image;
      const { reason: _, ...rest } = image;
      return { ...rest, state: 'stored', blobId: `${draft.id}/image-3` };
    });
    world.blobs.set(`${draft.id}/image-3`, PNG);
    return { entry: toBeUpdated(entry), draft: { ...draft, images } };
  });
}
