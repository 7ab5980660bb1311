import type { Clip } from '../clip/clip.ts';

/**
 * An image of the draft.
 * linked  the body points at `originalUrl`; `reason` says why there is no copy, where one was tried
 * wanted  the person asked for a copy, and access to its host may still be missing
 * stored  its bytes are kept under `blobId`, or stand in `originalUrl` itself (data:)
 */
export interface DraftImage {
  id: string;
  /** Its `src` in the clip's tree. */
  originalUrl: string;
  alt: string;
  /** As the page has it below the image; absent for none. */
  caption?: string;
  blobId?: string;
  state: 'linked' | 'wanted' | 'stored';
  reason?: ImageReason;
}

/**
 * Why an image has no copy.
 * unreadable      the page may not read it; its host may give it, once that is allowed
 * unreachable     its host was allowed and asked, and gave none
 * too_large       beyond the caps of one image or of all of a draft, or of the disk
 */
export type ImageReason = 'unreadable' | 'unreachable' | 'too_large' | 'not_an_image' | 'private_window';

/** A destination-neutral unpublished document. */
export interface Draft {
  v: 1;
  id: string;
  title: string;
  /** The person's own words, plain text; blank lines part paragraphs. */
  note: string;
  passages: Clip[];
  /** The passages stand as quotes with their source line; false: as plain text with the source line. */
  quote: boolean;
  excerpt: string;
  tags: string[];
  /** Name the source's page as the canonical address. Offered only for a whole article. */
  canonical: boolean;
  images: DraftImage[];
}

/** Words that stand in a body, in the person's language: the pure folders write no sentence themselves. */
export interface BodyWords {
  /** "Source" in "Source: Title, Author, Site". */
  source: string;
  /** The title of a draft that has none. */
  untitled: string;
}

/** With those that stand beside a body. */
export interface DeliveryWords extends BodyWords {
  /** "Draft" in "Draft: Title", for the message of a commit. */
  draft: string;
  /** What is said below a draft that waits as a pull request: merging publishes it. */
  pullRequest: string;
}
