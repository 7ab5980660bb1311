import type { Clock } from '../../core/ports.ts';
import type { BodyWords, Draft } from '../../draft/draft.ts';
import type { DraftPreview, UploadedImages } from '../destination.ts';
import { pathOf } from './file-name.ts';
import { titleOf } from './front-matter.ts';
import { toPost } from './post.ts';
import type { GitHubSettings } from './settings.ts';

/** The file as it would stand now, were its first name free and every image copied that is to be. */
export function previewGitHub(draft: Draft, settings: GitHubSettings, clock: Clock, words: BodyWords): DraftPreview {
  const date = clock.now();
  const path = pathOf(settings.layout, { title: titleOf(draft, words), now: date }, 1);
  const images = settings.images === 'copy' ? asUploaded(draft) : new Map();
  return { path, text: toPost(draft, { path, date, settings, images, words }).text };
}

/** The type of an image is known only once it is loaded: the ending is that of its address, or the usual one. */
function asUploaded({ images }: Draft): UploadedImages {
  const sha = '0'.repeat(40);
  return new Map(
    images.map(({ originalUrl }) => {
      const [, ending = 'jpg'] = /\.(png|jpe?g|gif|webp|avif|svg)(?:[?#]|$)/i.exec(originalUrl) ?? [];
      return [originalUrl, { remoteId: sha, url: `git-blob:${sha}/image.${ending.toLowerCase()}` }];
    }),
  );
}
