import { useEffect, useState } from 'preact/hooks';
import type { DraftImage } from '../draft/draft.ts';
import { send } from '../messages/send.ts';
import { t } from '../ui/t.ts';

/** One of the images that come along stands for the whole post, or none does. */
export function FeaturedImage({
  entryId,
  images,
  chosen,
  onChange,
}: {
  entryId: string;
  images: readonly DraftImage[];
  /** An image's `originalUrl`; '' for none. */
  chosen: string;
  onChange: (originalUrl: string) => void;
}) {
  const [pictures, setPictures] = useState<Record<string, string>>({});

  // A picture is a help: without one the image has its words.
  useEffect(() => {
    send('draft.thumbnails', { entryId }).then(setPictures, () => undefined);
  }, [entryId, images.length]);

  const choices = images.map((image, index) => ({
    url: image.originalUrl,
    words: nameOf(image, index + 1),
    picture: pictures[image.id],
  }));
  return (
    <fieldset class="field" aria-labelledby="featured">
      <span class="label" id="featured">
        {t('featured_image')}
      </span>
      <div class="pictures">
        {[{ url: '', words: t('featured_none'), picture: undefined }, ...choices].map(({ url, words, picture }) => (
          <label key={url} class="picture" title={words}>
            <input
              type="radio"
              name="featured"
              aria-label={words}
              checked={url === chosen}
              onChange={() => onChange(url)}
            />
            <span>{picture === undefined ? <bdi>{words}</bdi> : <img src={picture} alt="" />}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Its alternative text, else its caption, else the name of its file, else its number. */
function nameOf({ alt, caption, originalUrl }: DraftImage, number: number): string {
  const words = alt.trim() || caption?.trim();
  if (words) return words;
  const file = /^https?:/.test(originalUrl) ? new URL(originalUrl).pathname.split('/').pop() : '';
  return file || t('featured_number', String(number));
}
