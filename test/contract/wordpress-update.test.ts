/** Copies that come after the delivery, put into the draft at a real WordPress: only while it is as we left it. */
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Receipt, UploadedImage, UploadedImages } from '../../src/destinations/destination.ts';
import { composeDraft } from '../../src/draft/compose.ts';
import { richSampleClip } from '../fixtures/rich-sample-clip.ts';
import { NO_SOURCE } from '../fixtures/sample-draft.ts';
import { WordPressSite } from '../servers/wordpress-site.ts';
import { PNG } from '../support/draft-with-images.ts';
import { errorOf, openSession } from './harness.ts';
import { newKey, newNonce } from './keys.ts';
import { WordPressEditor } from './wordpress-editor.ts';
import { credentialsOf, ownServer, wordpressHarness } from './wordpress-harness.ts';

const server = await ownServer();
const { running } = server;
const harness = await wordpressHarness(server, { signIn: 'application_password', apiPath: '/wp-json/' });
const { destination, faults } = harness;
const site = new WordPressSite(server.url, running.users.administrator);
afterAll(() => harness.stop());
beforeEach(() => faults.set({ kind: 'pass' }));

const ROLES = ['administrator', 'author'] as const;
const NONE: UploadedImages = new Map();
const CHANGED = { code: 'conflict', reason: 'wordpress_changed_meanwhile' };
/** Every construct there is, with many images. */
const draft = composeDraft(richSampleClip({ source: NO_SOURCE }), { quote: true }, 'draft-1');
const sourceOf = (name: string): string =>
  draft.images.find(({ originalUrl }) => originalUrl.endsWith(`/${name}.png`))?.originalUrl ?? '';
const [first, second] = [sourceOf('single'), sourceOf('captioned')];

const missing = (): never => {
  throw new Error('WordPress takes images');
};

async function delivered(role: (typeof ROLES)[number], options = {}, images = NONE) {
  const credentials = credentialsOf(running.users[role], 'application_password');
  const session = await openSession(harness, { credentials });
  const slow = await openSession(harness, { credentials, url: faults.url });
  const receipt = await destination.createDraft(draft, newKey(destination), options, session, images);
  const upload = (): Promise<UploadedImage> =>
    destination.uploadImage?.({ name: `clip-${newNonce()}`, bytes: PNG, alt: '', caption: '' }, session) ?? missing();
  const update = (copies: UploadedImages, known = receipt, by = session): Promise<Receipt> =>
    destination.updateDraft?.(known, draft, options, by, copies) ?? missing();
  return { session, slow, receipt, upload, update };
}

const rawOf = async ({ remoteId }: Receipt): Promise<string> => (await site.post(remoteId)).content.raw;

describe.each(ROLES)('%s', (role) => {
  test('gets the copies into the draft, one after another, and nothing else in it changes', async () => {
    const { session, receipt, upload, update } = await delivered(role, { featuredImage: second });
    expect(receipt.ignored).toEqual(['featured_image']);
    await destination.tidy(receipt, draft, session);
    const before = await rawOf(receipt);

    const copies = new Map([[first, await upload()]]);
    const once = await update(copies);
    copies.set(second, await upload());
    const twice = await update(copies, once);
    const after = await site.post(receipt.remoteId);
    for (const { url, remoteId } of copies.values()) {
      expect(after.content.raw).toContain(`src="${url}"`);
      expect(after.content.raw).toContain(`"id":${remoteId}`);
    }
    expect(after.content.raw).not.toContain(`src="${first}"`);
    expect([after.status, after.featured_media]).toEqual(['draft', Number(copies.get(second)?.remoteId)]);
    expect(twice).toMatchObject({ remoteId: receipt.remoteId, editUrl: receipt.editUrl });
    expect(twice.ignored).toBeUndefined();

    const whole = await delivered(role, {}, copies);
    expect(await rawOf(whole.receipt)).toBe(after.content.raw);
    expect(before).not.toBe(after.content.raw);
  });

  test('opens it in the block editor with no block damaged; looking at it changes nothing, saving an edit does', async () => {
    const { receipt, upload, update } = await delivered(role);
    const editor = await WordPressEditor.signIn(running, running.users[role]);
    try {
      const id = Number(receipt.remoteId);
      expect((await editor.open(id)).faulty).toEqual([]);
      const updated = await update(new Map([[first, await upload()]]));
      expect((await editor.open(id)).faulty).toEqual([]);
      const copies = new Map([[second, await upload()]]);
      await editor.write('My own words');
      expect(await rawOf(receipt)).toContain('My own words');
      expect(await errorOf(harness, update(copies, updated))).toMatchObject(CHANGED);
      expect(await rawOf(receipt)).toContain('My own words');
    } finally {
      await editor.close();
    }
  }, 120_000);
});

test.each(ROLES)(
  '%s: an update whose answer was lost is recognised, whatever the site has made of it',
  async (role) => {
    const { slow, receipt, upload, update } = await delivered(role);
    const copy = await upload();
    faults.set(({ method }) => ({ kind: method === 'POST' ? 'drop' : 'pass' }));
    expect((await errorOf(harness, update(new Map([[first, copy]]), receipt, slow))).code).toBe('offline');
    const arrived = await rawOf(receipt);
    expect(arrived).toContain(copy.url);
    await update(new Map([[first, copy]]));
    expect(await rawOf(receipt)).toBe(arrived);
  },
);

test('what stands there is recognised without its fingerprint too: an answer was lost, or the draft was found again', async () => {
  const { session, slow, receipt, upload, update } = await delivered('administrator');
  const key = String(Reflect.get(Object(receipt.remote), 'slug'));
  const found = await destination.findDraft(key, session);
  if (found === null) throw new Error('it stands there');
  expect(found.remote).not.toHaveProperty('content');
  const copies = new Map([[first, await upload()]]);
  faults.set(({ method }) => ({ kind: method === 'POST' ? 'drop' : 'pass' }));
  expect((await errorOf(harness, update(copies, found, slow))).code).toBe('offline');
  copies.set(second, await upload());
  await update(copies, found);
  for (const { url } of copies.values()) expect(await rawOf(receipt)).toContain(url);
  await site.edit(receipt.remoteId, { content: 'Mine now' });
  expect(await errorOf(harness, update(copies, found))).toMatchObject(CHANGED);
});

test('what would be rendered otherwise today, or stands beside the body, is no reason to refuse', async () => {
  const { session, receipt, upload } = await delivered('author');
  const [copy, otherwise] = [await upload(), { ...draft, note: 'As a newer version would put it' }];
  await site.edit(receipt.remoteId, { title: 'A better title', tags: [] });
  await destination.updateDraft?.(receipt, otherwise, {}, session, new Map([[first, copy]]));
  const { title, content } = await site.post(receipt.remoteId);
  expect(title.raw).toBe('A better title');
  expect(content.raw).toContain(copy.url);
});

test.each<[string, (id: string) => Promise<void>]>([
  ['edited', (id) => site.edit(id, { content: '<!-- wp:paragraph --><p>Mine</p><!-- /wp:paragraph -->' })],
  ['published', (id) => site.publish(id)],
  ['set to be reviewed', (id) => site.edit(id, { status: 'pending' })],
  ['put into the trash', async (id) => void (await site.call('DELETE', `posts/${id}`))],
  ['deleted', (id) => site.remove(id)],
])('a draft that was %s meanwhile stays as it is', async (_, happens) => {
  const { receipt, upload, update } = await delivered('author');
  await happens(receipt.remoteId);
  const before = await rawOf(receipt).catch(() => null);
  expect(await errorOf(harness, update(new Map([[first, await upload()]])))).toMatchObject(CHANGED);
  expect(await rawOf(receipt).catch(() => null)).toBe(before);
});
