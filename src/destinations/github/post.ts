import type { ClipNoteCode } from '../../clip/clip.ts';
import type { BodyWords, Draft } from '../../draft/draft.ts';
import type { UploadedImages } from '../destination.ts';
import type { GitHubSettings } from './settings.ts';

/** A draft as files of a repository. */
export interface Post {
  path: string;
  /** Front matter and Markdown, well-formed, with one line end at its end. */
  text: string;
  /** Copies of images: where they stand, and which blob they are. */
  images: { path: string; sha: string }[];
  leftOut: ClipNoteCode[];
}

/** What a post is written with; the same gives the same post. */
export interface PostParts {
  path: string;
  /** ms since the epoch: the date in its front matter. */
  date: number;
  settings: GitHubSettings;
  /** Blobs in the repository, by the image's `src` in the clip's tree (images.ts). */
  images: UploadedImages;
  words: BodyWords;
}

export function toPost(_draft: Draft, _parts: PostParts): Post {
  throw new Error('not built yet');
}
