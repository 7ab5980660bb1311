/** The media library. */
import { array, check, object, pipe, string } from 'valibot';
import type { ImageFile, UploadedImage } from '../destination.ts';
import { wellFormed } from '../draft-texts.ts';
import { imageFileName } from '../image-file-name.ts';
import { type WordPressClient, WordPressId, WRITE_TIMEOUT_MS } from './client.ts';
import { escapeText } from './plain-text.ts';

const FIELDS = '_fields=id,source_url';
const Media = object({
  id: WordPressId,
  source_url: pipe(
    string(),
    check((text) => URL.canParse(text)),
  ),
});

/** Under its name as the slug, so that an upload whose answer was lost is found instead of made twice. */
export async function uploadImage(client: WordPressClient, image: ImageFile): Promise<UploadedImage> {
  return (await findImage(client, image.name)) ?? (await createImage(client, image));
}

async function findImage(client: WordPressClient, name: string): Promise<UploadedImage | null> {
  const route = `wp/v2/media?slug=${encodeURIComponent(name)}&${FIELDS}`;
  const body = await client.get(route, array(Media));
  return body[0] === undefined ? null : toUploaded(body[0]);
}

async function createImage(client: WordPressClient, image: ImageFile): Promise<UploadedImage> {
  const { body } = await client.call({
    method: 'POST',
    url: `wp/v2/media?${FIELDS}`,
    form: toForm(image),
    expect: [201],
    schema: Media,
    timeoutMs: WRITE_TIMEOUT_MS,
  });
  return toUploaded(body);
}

function toForm(image: ImageFile): FormData {
  const { name, bytes, alt, caption } = image;
  const form = new FormData();
  form.set('slug', name);
  for (const [field, value] of Object.entries({ title: alt, alt_text: alt, caption })) {
    if (value !== '') form.set(field, escapeText(wellFormed(value)));
  }
  form.set('file', bytes, imageFileName(image));
  return form;
}

const toUploaded = ({ id, source_url }: { id: number; source_url: string }): UploadedImage => ({
  remoteId: String(id),
  url: source_url,
});

/** For good: there is no trash for media where nobody has switched it on. */
export const removeImage = (client: WordPressClient, id: number): Promise<void> =>
  client.remove(`wp/v2/media/${id}?force=true`);
