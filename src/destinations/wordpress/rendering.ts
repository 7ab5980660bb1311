import type { BodyWords, Draft } from '../../draft/draft.ts';
import type { UploadedImages } from '../destination.ts';
import { refuseLargeBody } from '../draft-texts.ts';
import { needsBlockTypes, renderWordPressBody, type WordPressBody } from './body.ts';
import type { WholePost, WordPressClient } from './client.ts';
import { wordpressDescriptor } from './descriptor.ts';

/**
 * Renders a draft's body for this site.
 * @throws DestinationError too_large, where it is called
 */
export async function createRendering(draft: Draft, client: WordPressClient, words: BodyWords) {
  const blocks = needsBlockTypes(draft) ? await client.blockTypes() : null;
  return (uploaded: UploadedImages, filtered: boolean): WordPressBody => {
    const images = new Map(Array.from(uploaded, ([src, { remoteId, url }]) => [src, { id: Number(remoteId), url }]));
    const body = renderWordPressBody(draft, { images, filtered, blocks }, words);
    refuseLargeBody(body.content, wordpressDescriptor);
    return body;
  };
}

/**
 * A network of sites, and a site that forbids it, filter what editors and administrators write although their role says
 * otherwise. Only an answer about a post tells.
 */
export const isUnfiltered = (post: WholePost): boolean => 'wp:action-unfiltered-html' in post._links;
