import type { Clip } from '../clip/clip.ts';

/** An image of the draft. `linked`: the body points at `originalUrl`. Later states belong to destinations that upload. */
export interface DraftImage {
  id: string;
  originalUrl: string;
  alt: string;
  blobId?: string;
  state: 'linked';
  reason?: string;
}

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
