import type { ImageFile, Session, UploadedImage, UploadedImages } from '../destination.ts';
import { imageFileName } from '../image-file-name.ts';
import { GitHubClient, type RepoName } from './client.ts';
import { repositoryOf } from './repository.ts';
import type { GitHubSettings } from './settings.ts';

/**
 * Copies of images are blobs first: they belong to no branch until the draft's own commit names them, so that a draft that
 * comes to nothing leaves nothing in the repository. The same bytes are the same blob: once more changes nothing.
 * `url` is `git-blob:<sha>/<file name>`, for nobody but post-images.ts; `remoteId` names the repository too.
 */
export async function uploadBlob(image: ImageFile, session: Session<GitHubSettings>): Promise<UploadedImage> {
  const repo = repositoryOf(session.settings);
  const sha = await new GitHubClient(session.http, session.apiUrl).createBlob(repo, await toBase64(image.bytes));
  const name = imageFileName({ ...image, name: image.name.split(/[/:]/).at(-1) ?? '' });
  return { remoteId: `${idOf(repo)}${sha}`, url: `git-blob:${sha}/${encodeURIComponent(name)}` };
}

/** Those that are in this repository: an account may have been set up with another one since. */
export function imagesIn(repo: RepoName, images: UploadedImages): UploadedImages {
  return new Map([...images].filter(([, { remoteId }]) => remoteId.startsWith(idOf(repo))));
}

const idOf = ({ owner, name }: RepoName): string => `${owner}/${name}@`;

/** Bytes at a time: a function takes only so many arguments. Three bytes are four characters, without a remainder. */
const CHUNK = 3 * 8192;

async function toBase64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let start = 0; start < bytes.length; start += CHUNK) {
    text += btoa(String.fromCharCode(...bytes.subarray(start, start + CHUNK)));
  }
  return text;
}
