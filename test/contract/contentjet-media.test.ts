/** Images in a project's media, and copies that get into a draft after it was delivered. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DestinationError } from '../../src/core/errors.ts';
import { contentjet } from '../../src/destinations/contentjet/adapter.ts';
import type { Mapping } from '../../src/destinations/contentjet/mapping.ts';
import type { ContentjetSettings } from '../../src/destinations/contentjet/settings.ts';
import type { ImageFile, Receipt, Session, UploadedImage, UploadedImages } from '../../src/destinations/destination.ts';
import { composeDraft } from '../../src/draft/compose.ts';
import { richSampleClip } from '../fixtures/rich-sample-clip.ts';
import { NO_SOURCE } from '../fixtures/sample-draft.ts';
import { type RunningContentjet, startContentjet } from '../servers/contentjet.ts';
import { ContentjetSite } from '../servers/contentjet-site.ts';
import { type FaultServer, jsonAnswer, startFaults } from '../servers/faults.ts';
import { PNG } from '../support/draft-with-images.ts';
import { settingsFor } from './contentjet-harness.ts';
import { sessionAt } from './contentjet-session.ts';
import { newNonce } from './keys.ts';

const missing = (): never => {
  throw new Error('Contentjet takes images');
};
const { uploadImage = missing, deleteImage = missing, updateDraft = missing } = contentjet;

let running: RunningContentjet;
let site: ContentjetSite;
let faults: FaultServer;
let settings: ContentjetSettings;
beforeAll(async () => {
  running = await startContentjet();
  site = new ContentjetSite(running.url, running.users.admin, running.project.id);
  faults = await startFaults(running.url);
  settings = await settingsFor(site, running.project.id, running.entryTypes.article);
});
afterAll(async () => {
  await faults.stop();
  await running.stop();
});
beforeEach(() => faults.set({ kind: 'pass' }));

const anImage = (bytes: Blob = PNG): ImageFile => ({ name: `clip-${newNonce()}-1`, bytes, alt: 'A dot', caption: '' });

const codeOf = async (failing: Promise<unknown>): Promise<string> => {
  const error: unknown = await failing.catch((thrown: unknown) => thrown);
  if (!(error instanceof DestinationError)) throw new Error('expected a DestinationError');
  return `${error.code} ${error.reason ?? ''}`.trim();
};

describe('an image', () => {
  test('stands in the project, and readers load it from there', async () => {
    const session = await sessionAt(running, { settings });
    const image = anImage();
    const { remoteId, url } = await uploadImage(image, session);
    const [stored] = await site.media();
    expect(stored).toMatchObject({ id: Number(remoteId), name: `${image.name}.png`, mimeType: 'image/png', file: url });
    expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(Buffer.from(await PNG.arrayBuffer()));
  });

  test('whose answer was lost is found by its name', async () => {
    const session = await sessionAt(running, { settings });
    const image = anImage();
    running.failNext(({ path }) => path.endsWith('/media/upload'), 'lost-after');
    expect(await codeOf(uploadImage(image, session))).toBe('offline');
    const found = await uploadImage(image, session);
    const sameName = (await site.media()).filter(({ name }) => name === `${image.name}.png`);
    expect(sameName.map(({ id }) => String(id))).toEqual([found.remoteId]);
  });

  test('whose name stands within another’s is another image', async () => {
    const session = await sessionAt(running, { settings });
    const image = anImage();
    const longer = await uploadImage({ ...image, name: `not-${image.name}` }, session);
    expect((await uploadImage(image, session)).remoteId).not.toBe(longer.remoteId);
  });

  test('that can’t be read is refused for good', async () => {
    const session = await sessionAt(running, { settings });
    const broken = new Blob(['GIF89a, or so it says'], { type: 'image/png' });
    expect(await codeOf(uploadImage(anImage(broken), session))).toBe('draft_rejected contentjet_image_refused');
  });

  test('that is too large for a proxy in front is refused for good', async () => {
    faults.set(({ path }) => (path.endsWith('/upload') ? { kind: 'answer', status: 413, body: '' } : { kind: 'pass' }));
    const session = await sessionAt(running, { settings, url: faults.url });
    expect(await codeOf(uploadImage(anImage(), session))).toBe('too_large contentjet_too_large');
  });

  test.each(['/media/1.png', 'javascript:alert(1)', 'data:image/png;base64,AA==', ''])(
    'that is said to be at %j is nowhere',
    async (file) => {
      faults.set(({ path }) =>
        path.endsWith('/media/upload') ? jsonAnswer(201, { id: 1, name: 'x', file }) : { kind: 'pass' },
      );
      const session = await sessionAt(running, { settings, url: faults.url });
      expect(await codeOf(uploadImage(anImage(), session))).toBe('unexpected_response contentjet_image_nowhere');
    },
  );

  test('is taken back; once more is no error', async () => {
    const session = await sessionAt(running, { settings });
    const uploaded = await uploadImage(anImage(), session);
    await deleteImage(uploaded, session);
    await deleteImage(uploaded, session);
    expect((await site.media()).map(({ id }) => String(id))).not.toContain(uploaded.remoteId);
  });

  test('of somebody who is no member stays a link', async () => {
    const session = await sessionAt(running, { settings, as: 'outsider' });
    expect(await codeOf(uploadImage(anImage(), session))).toBe('insufficient_scope contentjet_not_member');
  });
});

/** Every construct there is, with many images. */
const draft = composeDraft(richSampleClip({ source: NO_SOURCE }), { quote: true }, 'draft-1');
const sourceOf = (name: string): string =>
  draft.images.find(({ originalUrl }) => originalUrl.endsWith(`/${name}.png`))?.originalUrl ?? '';
const [first, second] = [sourceOf('single'), sourceOf('captioned')];
const CHANGED = 'conflict contentjet_changed_meanwhile';

interface Delivered {
  session: Session<ContentjetSettings>;
  receipt: Receipt;
  /** Those that were uploaded before. */
  images: Map<string, UploadedImage>;
  upload(): Promise<UploadedImage>;
  update(images: UploadedImages, known?: Receipt, by?: Session<ContentjetSettings>): Promise<Receipt>;
  body(): Promise<unknown>;
}

/** @param standing images of it that were uploaded before */
async function delivered(
  more: Partial<ContentjetSettings> = {},
  options = {},
  standing: readonly string[] = [],
): Promise<Delivered> {
  const session = await sessionAt(running, { settings: { ...settings, ...more } });
  const key = await contentjet.deliveryKey(draft, newNonce(), session);
  const images = new Map<string, UploadedImage>();
  for (const src of standing) images.set(src, await uploadImage(anImage(), session));
  const receipt = await contentjet.createDraft(draft, key, options, session, images);
  await contentjet.tidy(receipt, draft, session);
  return {
    ...{ session, receipt, images },
    upload: () => uploadImage(anImage(), session),
    update: (images, known = receipt, by = session) => updateDraft(known, draft, options, by, images),
    body: async () => (await site.entry(receipt.remoteId)).fields.body,
  };
}

describe('late copies', () => {
  test('get into the draft one after another, and nothing else in it changes', async () => {
    const { session, receipt, upload, update } = await delivered({}, { featuredImage: second });
    expect(receipt.ignored).toEqual(['featured_image']);
    const before = await site.entry(receipt.remoteId);
    const images = new Map([[first, await upload()]]);
    const once = await update(images);
    images.set(second, await upload());
    const twice = await update(images, once);
    const { fields, ...after } = await site.entry(receipt.remoteId);
    expect(after).toEqual({ ...before, fields: undefined, modifiedAt: after.modifiedAt });
    expect(twice.ignored).toBeUndefined();
    const body = String(fields.body);
    for (const { url } of images.values()) expect(body).toContain(url);
    for (const src of images.keys()) expect(body).not.toContain(`](${src})`);
    expect(fields.image).toMatchObject([{ file: images.get(second)?.url }]);
    const shown = await contentjet.getDraft(twice, session);
    expect(shown.html).toContain(images.get(second)?.url ?? 'none');
  });

  test('find the place of the chosen image free, whatever was uploaded before', async () => {
    const { receipt, images, upload, update } = await delivered({}, { featuredImage: second }, [first]);
    expect(receipt.ignored).toEqual(['featured_image']);
    const before = await site.entry(receipt.remoteId);
    expect(before.fields).toMatchObject({ body: expect.stringContaining(images.get(first)?.url ?? 'none'), image: [] });
    images.set(second, await upload());
    expect((await update(images)).ignored).toBeUndefined();
    const { fields } = await site.entry(receipt.remoteId);
    expect(fields.image).toMatchObject([{ file: images.get(second)?.url }]);
  });

  test('are written once: the same again changes nothing', async () => {
    const { upload, update } = await delivered();
    const images = new Map([[first, await upload()]]);
    const once = await update(images);
    running.requests.length = 0;
    expect(await update(images, once)).toEqual(once);
    expect(running.requests.map(({ method }) => method)).toEqual(['GET']);
  });

  test('whose answer was lost go on from what stands there', async () => {
    const { receipt, upload, update, body } = await delivered();
    const images = new Map([[first, await upload()]]);
    running.failNext(({ method }) => method === 'PUT', 'lost-after');
    expect(await codeOf(update(images))).toBe('offline');
    images.set(second, await upload());
    await update(images, receipt);
    expect(await body()).toContain(images.get(second)?.url);
  });

  test('get into a draft that was only found again', async () => {
    const { session, receipt, upload, update, body } = await delivered();
    const { content: _, ...remote } = Object(receipt.remote);
    const images = new Map([[first, await upload()]]);
    await update(images, { ...receipt, remote }, session);
    expect(await body()).toContain(images.get(first)?.url);
  });

  test('fill no field of plain text, where there is nothing to be written', async () => {
    const note = await settingsFor(site, running.project.id, running.entryTypes.note);
    const { receipt, upload, update } = await delivered(note);
    const images = new Map([[first, await upload()]]);
    expect(await update(images)).toEqual(receipt);
  });

  test.each<[string, (receipt: Receipt) => Promise<void>]>([
    ['changed its text', ({ remoteId }) => site.edit(remoteId, { fields: { body: 'My own words' } })],
    ['published it', ({ remoteId }) => site.publish(remoteId)],
    ['deleted it', ({ remoteId }) => site.remove(remoteId)],
  ])('stay out where the person has %s', async (_name, edit) => {
    const { receipt, upload, update } = await delivered();
    const images = new Map([[first, await upload()]]);
    await edit(receipt);
    expect(await codeOf(update(images))).toBe(CHANGED);
  });

  test('leave what the person has written elsewhere', async () => {
    const { receipt, upload, update } = await delivered();
    await site.edit(receipt.remoteId, { name: 'My own', fields: { summary: 'My own summary' } });
    await update(new Map([[first, await upload()]]));
    expect(await site.entry(receipt.remoteId)).toMatchObject({ name: 'My own', fields: { summary: 'My own summary' } });
  });

  test('stay out where the account goes elsewhere by now', async () => {
    const { receipt, upload, update } = await delivered();
    const images = new Map([[first, await upload()]]);
    const note = await settingsFor(site, running.project.id, running.entryTypes.note);
    const elsewhere = await sessionAt(running, { settings: note });
    expect(await codeOf(update(images, receipt, elsewhere))).toBe(CHANGED);
    const other = await sessionAt(running, { settings: { ...settings, project: running.otherProject } });
    expect(await codeOf(update(images, receipt, other))).toBe(CHANGED);
    const mapping: Mapping = { ...settings.mapping, summary: { from: 'body' } };
    const otherwise = await sessionAt(running, { settings: { ...settings, mapping } });
    expect(await codeOf(update(images, receipt, otherwise))).toBe(CHANGED);
  });
});
