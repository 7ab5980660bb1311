import type { ImageFile, Session, UploadedImage } from '../destination.ts';
import type { GitHubSettings } from './settings.ts';

/**
 * Copies of images are blobs first: they belong to no branch until the draft's own commit names them, so that a draft that
 * comes to nothing leaves nothing in the repository. `url` is `git-blob:<sha>/<file name>`, for nobody but post.ts.
 */
export async function uploadBlob(_image: ImageFile, _session: Session<GitHubSettings>): Promise<UploadedImage> {
  throw new Error('not built yet');
}
