import type { Clip } from '../clip/clip.ts';
import type { Draft, DraftImage } from './draft.ts';
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
    images: linkedImages([clip]),
  };
}

/** Every image of the passages that has an address of its own, once each, in reading order. */
function linkedImages(passages: readonly Clip[]): DraftImage[] {
  const altByUrl = new Map<string, string>();
  for (const passage of passages) {
    for (const image of elementsNamed(passage.content, 'img')) {
      const url = stringProperty(image, 'src');
      if (/^https?:/i.test(url) && !altByUrl.has(url)) altByUrl.set(url, stringProperty(image, 'alt'));
    }
  }
  return [...altByUrl].map(([originalUrl, alt], index) => ({
    id: `image-${index + 1}`,
    originalUrl,
    alt,
    state: 'linked',
  }));
}
