/** What becomes of a draft's entry, where Contentjet tells things otherwise than it takes them. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DestinationError } from '../../src/core/errors.ts';
import { contentjet } from '../../src/destinations/contentjet/adapter.ts';
import type { Mapping } from '../../src/destinations/contentjet/mapping.ts';
import type { ContentjetSettings } from '../../src/destinations/contentjet/settings.ts';
import type { DraftOptions, Receipt, Session } from '../../src/destinations/destination.ts';
import type { Draft } from '../../src/draft/draft.ts';
import { aDraft } from '../fixtures/draft.ts';
import { type RunningContentjet, startContentjet } from '../servers/contentjet.ts';
import { ContentjetSite, type NewField } from '../servers/contentjet-site.ts';
import { type FaultServer, jsonAnswer, startFaults } from '../servers/faults.ts';
import { settingsFor, UI_URL } from './contentjet-harness.ts';
import { sessionAt } from './contentjet-session.ts';
import { newNonce } from './keys.ts';

let running: RunningContentjet;
let site: ContentjetSite;
let faults: FaultServer;
let article: ContentjetSettings;
beforeAll(async () => {
  running = await startContentjet();
  site = new ContentjetSite(running.url, running.users.admin, running.project.id);
  faults = await startFaults(running.url);
  article = await settingsFor(site, running.project.id, running.entryTypes.article);
});
afterAll(async () => {
  await faults.stop();
  await running.stop();
});
beforeEach(() => {
  faults.set({ kind: 'pass' });
  running.requests.length = 0;
});

interface Delivered {
  receipt: Receipt;
  key: string;
  session: Session<ContentjetSettings>;
}

async function deliver(settings: ContentjetSettings, more: Partial<Draft> = {}, options: DraftOptions = {}) {
  const session = await sessionAt(running, { settings });
  const draft = aDraft(more);
  const key = await contentjet.deliveryKey(draft, newNonce(), session);
  const receipt = await contentjet.createDraft(draft, key, options, session);
  return { receipt, key, session } satisfies Delivered;
}

const errorOf = async (failing: Promise<unknown>): Promise<DestinationError> => {
  const error: unknown = await failing.catch((thrown: unknown) => thrown);
  if (error instanceof DestinationError) return error;
  throw new Error('expected a DestinationError');
};

async function typeOf(name: string, fields: readonly NewField[], mapping: Mapping): Promise<ContentjetSettings> {
  return { ...(await settingsFor(site, running.project.id, await site.addEntryType(name, fields))), mapping };
}

const TITLE: NewField = { name: 'title', fieldType: 'TEXT', required: true };
const BODY: NewField = { name: 'body', fieldType: 'LONGTEXT' };
const TITLE_AND_BODY: Mapping = { title: { from: 'title' }, body: { from: 'body' } };

describe('creating', () => {
  test('the entry is dated far ahead, bears its key, and is linked where people edit', async () => {
    const { receipt, key } = await deliver(article, { tags: ['Web clip'] });
    const entry = await site.entry(receipt.remoteId);
    expect(entry).toMatchObject({
      published: '2099-12-30T00:00:00.000Z',
      tags: expect.arrayContaining(['web-clip', key]),
    });
    const { project, entryTypes } = running;
    expect(receipt.editUrl).toBe(`${UI_URL}/project/${project.id}/entries/${entryTypes.article}/${receipt.remoteId}`);
    expect(receipt.ignored).toBeUndefined();
  });

  test('nobody knows where people edit: there is no link, and none is taken from the answer', async () => {
    const { receipt } = await deliver({ ...article, uiUrl: null });
    expect(receipt).not.toHaveProperty('editUrl');
  });

  test('the entry type is asked for again, and a draft that still fits goes by what it is now', async () => {
    const settings = await typeOf('Growing', [TITLE, { ...BODY, maxLength: 100 }], TITLE_AND_BODY);
    const long = { note: 'word '.repeat(40) };
    expect((await errorOf(deliver(settings, long))).issues).toMatchObject([
      { field: 'body', rule: 'too_long', limit: 100 },
    ]);
    await site.changeEntryType(settings.entryType?.id ?? 0, [TITLE, { ...BODY, maxLength: 5000 }]);
    const { receipt } = await deliver(settings, long);
    expect(receipt.remoteId).not.toBe('');
  });

  test('a type that a draft does not fit any more is told with its fields, and nothing is sent', async () => {
    const settings = await typeOf('Shrinking', [TITLE, BODY], TITLE_AND_BODY);
    await site.changeEntryType(settings.entryType?.id ?? 0, [
      TITLE,
      { name: 'rating', fieldType: 'NUMBER', label: 'How good', required: true },
    ]);
    const error = await errorOf(deliver(settings));
    expect(error.toView()).toEqual({
      ...{ code: 'not_found', destination: 'contentjet', reason: 'contentjet_type_changed' },
      issues: [
        { field: 'rating', rule: 'required', label: 'How good' },
        { field: 'body', rule: 'unknown', label: 'body' },
      ],
    });
    expect(running.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/entry/'))).toEqual([]);
  });

  test('what changes between the look and the write is told beside the part of the draft that it concerns', async () => {
    const settings = await typeOf('Racing', [TITLE, BODY], TITLE_AND_BODY);
    const type = await site.entryType(settings.entryType?.id ?? 0);
    await site.changeEntryType(type.id, [TITLE, { ...BODY, label: 'The text', maxLength: 10 }]);
    faults.set(({ path }) => (path.endsWith(`/entry-type/${type.id}`) ? jsonAnswer(200, type) : { kind: 'pass' }));
    const session = await sessionAt(running, { settings, url: faults.url });
    const draft = aDraft();
    const key = await contentjet.deliveryKey(draft, newNonce(), session);
    const error = await errorOf(contentjet.createDraft(draft, key, {}, session));
    expect(error.toView()).toMatchObject({
      ...{ code: 'draft_rejected', status: 400 },
      issues: [{ field: 'body', rule: 'too_long', limit: 10, label: 'body' }],
    });
  });

  test('a project that is gone is told as such', async () => {
    const settings = { ...article, project: { id: 9999, name: 'Gone' } };
    expect((await errorOf(deliver(settings))).reason).toBe('contentjet_project_gone');
    const session = await sessionAt(running, { settings });
    expect((await errorOf(contentjet.options(session))).reason).toBe('contentjet_project_gone');
  });

  test('an answer of 500 says nothing: the entry is looked for by its key', async () => {
    running.failNext(({ method, path }) => method === 'POST' && path.endsWith('/entry/'), 'status-500');
    expect((await errorOf(deliver(article))).code).toBe('server_error');
  });

  test('an image that stands for the draft and has no copy is named', async () => {
    const { receipt } = await deliver(article, {}, { featuredImage: 'https://example.com/picture.jpg' });
    expect(receipt.ignored).toEqual(['featured_image']);
  });

  test('what no field takes is named', async () => {
    const settings = await typeOf('Bare', [TITLE, BODY], TITLE_AND_BODY);
    const { receipt } = await deliver(settings, { excerpt: 'In short.' });
    expect(receipt.ignored).toEqual(['excerpt']);
  });
});

describe('looking up', () => {
  test('a draft that somebody has published counts as delivered', async () => {
    const { receipt, key, session } = await deliver(article);
    await site.publish(receipt.remoteId);
    expect(await contentjet.findDraft(key, session)).toMatchObject({ remoteId: receipt.remoteId });
  });

  test('one tag is asked for, drafts too', async () => {
    const { key, session } = await deliver(article);
    running.requests.length = 0;
    await contentjet.findDraft(key, session);
    expect(running.requests.map(({ path }) => path)).toEqual([
      `/project/${running.project.id}/entry/?nonPublished=1&tags=${key}&orderBy=createdAt`,
    ]);
  });

  test('keys are not offered as tags', async () => {
    const { key, session } = await deliver(article, { tags: ['offered'] });
    const { tags, authors } = await contentjet.options(session);
    expect(tags).toContain('offered');
    expect(tags).not.toContain(key);
    expect(authors).toEqual([]);
  });
});

describe('taking the key off', () => {
  const EVERYTHING: NewField[] = [
    TITLE,
    BODY,
    { name: 'is_reviewed', fieldType: 'BOOLEAN', required: true },
    { name: 'rating', fieldType: 'NUMBER', required: true },
    { name: 'is_starred', fieldType: 'BOOLEAN' },
    { name: 'category', fieldType: 'CHOICE' },
    { name: 'bullets', fieldType: 'LIST', minLength: 1 },
    { name: 'related', fieldType: 'LINK' },
    { name: 'images', fieldType: 'MEDIA' },
    { name: 'clip_date', fieldType: 'DATE', format: 'date' },
    { name: 'teaser', fieldType: 'LONGTEXT', minLength: 5, maxLength: 100, format: 'plaintext' },
  ];
  const MAPPING: Mapping = {
    ...TITLE_AND_BODY,
    is_reviewed: { constant: false },
    rating: { constant: 0 },
    clip_date: { from: 'date' },
  };

  test('false, nothing, empty lists and days survive', async () => {
    const { receipt, session } = await deliver(await typeOf('Everything', EVERYTHING, MAPPING), { tags: ['mine'] });
    const before = await site.entry(receipt.remoteId);
    await contentjet.tidy(receipt, aDraft(), session);
    const { tags, modifiedAt: _, ...after } = await site.entry(receipt.remoteId);
    expect(tags).toEqual(['mine']);
    const { tags: _tags, modifiedAt: _modifiedAt, ...rest } = before;
    expect(after).toEqual(rest);
  });

  test('whatever the person has made of it survives, a publication too', async () => {
    const settings = await typeOf('Edited', EVERYTHING, MAPPING);
    const { receipt, session } = await deliver(settings);
    const linked = (await deliver(settings)).receipt.remoteId;
    await site.edit(receipt.remoteId, {
      ...{ name: 'My own', published: '2020-01-01T00:00:00.000Z', tags: ['my-tag', receiptKey(receipt)] },
      fields: {
        ...{ is_reviewed: true, rating: 7, category: ['two'], bullets: ['a'], related: [{ id: Number(linked) }] },
        ...{ clip_date: '2026-01-02', teaser: 'A teaser' },
      },
    });
    const before = await site.entry(receipt.remoteId);
    running.requests.length = 0;
    await contentjet.tidy(receipt, aDraft(), session);
    const written = running.requests.find(({ method }) => method === 'PUT');
    expect(JSON.parse(written?.body ?? '{}').fields.related).toEqual([{ id: Number(linked) }]);
    const after = await site.entry(receipt.remoteId);
    expect(after).toEqual({ ...before, tags: ['my-tag'], modifiedAt: after.modifiedAt });
    expect(after).toMatchObject({ name: 'My own', published: '2020-01-01T00:00:00.000Z' });
  });

  test('once it is off nothing is written any more', async () => {
    const { receipt, session } = await deliver(article);
    await contentjet.tidy(receipt, aDraft(), session);
    running.requests.length = 0;
    await contentjet.tidy(receipt, aDraft(), session);
    expect(running.requests.map(({ method }) => method)).toEqual(['GET']);
  });
});

describe('undoing', () => {
  test.each([
    ['another day of the far year', '2099-06-01T00:00:00.000Z', 'deleted'],
    ['next year', '2027-06-01T00:00:00.000Z', 'contentjet_no_longer_draft'],
    ['the past', '2020-01-01T00:00:00.000Z', 'contentjet_no_longer_draft'],
  ])('an entry that somebody has dated %s', async (_name, published, outcome) => {
    const { receipt, session } = await deliver(article);
    await site.edit(receipt.remoteId, { published });
    const reason = await contentjet.deleteDraft(receipt, session).then(
      () => 'deleted',
      (error: unknown) => (error instanceof DestinationError ? error.reason : String(error)),
    );
    expect(reason).toBe(outcome);
  });

  test('it is undone in the project where it was made, whatever the account is set up with now', async () => {
    const { receipt } = await deliver(article);
    const settings = { ...article, project: running.otherProject };
    await contentjet.deleteDraft(receipt, await sessionAt(running, { settings }));
    await expect(site.entry(receipt.remoteId)).rejects.toThrow('404');
  });
});

/** As it stands among the entry's tags. */
function receiptKey({ remote }: Receipt): string {
  if (typeof remote === 'object' && remote !== null && 'key' in remote) return String(remote.key);
  throw new Error('The receipt has no key.');
}
