import type { Element } from 'hast';
import type { Clip } from '../clip/clip.ts';
import type { Draft, DraftImage } from './draft.ts';
import { looksLikeImage } from './image-bytes.ts';
import { toText } from './text.ts';
import { elementsNamed, stringProperty } from './tree.ts';

/** A new draft from one clip. `id` names the draft; excerpt, tags and note start empty. */
export function composeDraft(clip: Clip, settings: { quote: boolean }, id: string): Draft {
  return {
    v: 1,
    id,
    title: clip.source.title.trim(),
    note: '',
    passages: [clip],
    quote: settings.quote,
    excerpt: '',
    tags: [],
    canonical: false,
    images: imagesOf([clip]),
  };
}

/**
 * Every image of the passages, once each, in reading order. One that carries its own bytes (data:) is `stored` by that,
 * where they are what they say.
 */
function imagesOf(passages: readonly Clip[]): DraftImage[] {
  const byUrl = new Map<string, DraftImage>();
  for (const { content } of passages) {
    const captions = captionsOf(content);
    for (const image of elementsNamed(content, 'img')) {
      const originalUrl = stringProperty(image, 'src');
      if (originalUrl === '' || byUrl.has(originalUrl)) continue;
      const caption = captions.get(image);
      byUrl.set(originalUrl, {
        id: `image-${byUrl.size + 1}`,
        originalUrl,
        alt: stringProperty(image, 'alt'),
        ...(caption === undefined ? {} : { caption }),
        ...stateOf(originalUrl),
      });
    }
  }
  return [...byUrl.values()];
}

function stateOf(url: string): Pick<DraftImage, 'state' | 'reason'> {
  if (!url.startsWith('data:')) return { state: 'linked' };
  return looksLikeImage(url) ? { state: 'stored' } : { state: 'linked', reason: 'not_an_image' };
}

/** By the image that stands alone in its figure: a caption below several tells of them all. */
function captionsOf(content: Clip['content']): Map<Element, string> {
  const captions = new Map<Element, string>();
  for (const figure of elementsNamed(content, 'figure')) {
    const [image, ...others] = elementsNamed(figure, 'img');
    const caption = toText(elementsNamed(figure, 'figcaption')).replace(/\s+/g, ' ');
    if (image !== undefined && others.length === 0 && caption !== '') captions.set(image, caption);
  }
  return captions;
}
