/** Images in a real media library: uploaded once, refused with the reason, taken back. */
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { ImageFile, UploadedImage } from '../../src/destinations/destination.ts';
import { aClip, aDraft } from '../fixtures/draft.ts';
import { WordPressSite } from '../servers/wordpress-site.ts';
import type { WordPressRole } from '../servers/wordpress-users.ts';
import { errorOf, openSession } from './harness.ts';
import { newKey, newNonce } from './keys.ts';
import { credentialsOf, ownServer, wordpressHarness } from './wordpress-harness.ts';

const server = await ownServer();
const { running } = server;
const harness = await wordpressHarness(server, { signIn: 'application_password', apiPath: '/wp-json/' });
const { destination, faults } = harness;
const site = new WordPressSite(server.url, running.users.administrator);
afterAll(() => harness.stop());
beforeEach(async () => {
  faults.set({ kind: 'pass' });
  await running.switches.set([]);
});

/** One blue pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><rect width="1" height="1"/></svg>';
const SRC = 'https://example.com/dot.png';

const anImage = (bytes: BlobPart = PNG, type = 'image/png'): ImageFile => ({
  name: `clip-${newNonce()}-1`,
  bytes: new Blob([bytes], { type }),
  alt: 'A <blue> dot',
  caption: 'Fig. 1: "blue" & so on',
});

type Session = Awaited<ReturnType<typeof openSession>>;
const sessionOf = (role: WordPressRole, url = harness.url): Promise<Session> =>
  openSession(harness, { url, credentials: credentialsOf(running.users[role], 'application_password') });
const missing = (): never => {
  throw new Error('WordPress takes images');
};
const upload = (image: ImageFile, session: Session): Promise<UploadedImage> =>
  destination.uploadImage?.(image, session) ?? missing();
const remove = (image: UploadedImage, session: Session): Promise<void> =>
  destination.deleteImage?.(image, session) ?? missing();

test.each(['administrator', 'author'] as const)('%s: an image stands in the library with its texts', async (role) => {
  const session = await sessionOf(role);
  const uploaded = await upload(anImage(), session);
  const answer = await fetch(uploaded.url);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(PNG);
  const [stored] = await site.media();
  expect(stored).toMatchObject({ id: Number(uploaded.remoteId), source_url: uploaded.url });
  expect(stored?.alt_text).toContain('dot');
  expect(stored?.caption.raw).toContain('Fig. 1: "blue" ');
  await remove(uploaded, session);
  await remove(uploaded, session);
  expect((await site.media()).map(({ id }) => id)).not.toContain(stored?.id);
  expect((await fetch(uploaded.url)).status).toBe(404);
});

test('an upload whose answer was lost is found again, and not made twice', async () => {
  const image = anImage();
  const session = await sessionOf('author', faults.url);
  faults.set(({ method }) => ({ kind: method === 'POST' ? 'drop' : 'pass' }));
  expect((await errorOf(harness, upload(image, session))).code).toBe('offline');
  const [made] = await site.media();
  faults.set({ kind: 'pass' });
  const found = await upload(image, session);
  expect(found.remoteId).toBe(String(made?.id));
  expect((await site.media()).filter(({ source_url }) => source_url.includes(image.name))).toHaveLength(1);
  await remove(found, session);
});

test.each([
  ['a vector image', anImage(SVG, 'image/svg+xml')],
  ['what is no image', anImage('no image at all')],
])('%s is refused', async (_name, image) => {
  const error = await errorOf(harness, upload(image, await sessionOf('author')));
  expect(error).toMatchObject({ code: 'draft_rejected', reason: 'wordpress_file_refused' });
});

test.each(['upload_max=50', 'post_max=300', 'body_limit=300'] as const)(
  'too large (%s) is told as such',
  async (limit) => {
    await running.switches.set([limit]);
    expect((await errorOf(harness, upload(anImage(), await sessionOf('author')))).code).toBe('too_large');
  },
);

test('who may not upload is told so', async () => {
  expect((await errorOf(harness, upload(anImage(), await sessionOf('contributor')))).code).toBe('insufficient_scope');
});

const draft = aDraft({
  passages: [
    aClip({
      content: {
        type: 'root',
        children: [{ type: 'element', tagName: 'img', properties: { src: SRC, alt: 'A dot' }, children: [] }],
      },
    }),
  ],
  images: [{ id: 'image-1', originalUrl: SRC, alt: 'A dot', state: 'stored' }],
});

test.each([
  ['stands in the draft and for it', { featuredImage: SRC }],
  ['stands in the draft; nobody asked for more', {}],
])('an uploaded image %s', async (_name, options) => {
  const session = await sessionOf('author');
  const uploaded = await upload(anImage(), session);
  const images = new Map([[SRC, uploaded]]);
  const receipt = await destination.createDraft(draft, newKey(destination), options, session, images);
  expect(receipt.ignored).toBeUndefined();
  const post = await site.post(receipt.remoteId);
  expect(post.content.raw).toContain(`src="${uploaded.url}"`);
  expect(post.content.raw).toContain(`wp-image-${uploaded.remoteId}`);
  expect(post.content.raw).not.toContain(SRC);
  expect(post.featured_media).toBe('featuredImage' in options ? Number(uploaded.remoteId) : 0);

  await destination.deleteDraft(receipt, session);
  await remove(uploaded, session);
  expect(await site.media()).toEqual([]);
});

test('a featured image that stays a link, or that is gone, is told', async () => {
  const session = await sessionOf('author');
  const options = { featuredImage: SRC };
  const linked = await destination.createDraft(draft, newKey(destination), options, session);
  expect(linked.ignored).toEqual(['featured_image']);
  const gone = await upload(anImage(), session);
  await remove(gone, session);
  const images = new Map([[SRC, gone]]);
  const without = await destination.createDraft(draft, newKey(destination), options, session, images);
  expect(without.ignored).toEqual(['featured_image']);
  for (const receipt of [linked, without]) await destination.deleteDraft(receipt, session);
});
