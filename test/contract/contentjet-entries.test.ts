/** Whatever is made of whatever draft for whatever entry type: the server never refuses it, and stores it as it was sent. */
import fc from 'fast-check';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DestinationError } from '../../src/core/errors.ts';
import { guessMapping, type Mapping, mappingFaults } from '../../src/destinations/contentjet/mapping.ts';
import {
  contentjetDeliveryKey,
  DRAFT_DATE,
  type NewEntry,
  toNewEntry,
} from '../../src/destinations/contentjet/new-entry.ts';
import type { ContentjetSettings } from '../../src/destinations/contentjet/settings.ts';
import type { EntryField, EntryType, UploadedImages } from '../../src/destinations/destination.ts';
import type { Draft } from '../../src/draft/draft.ts';
import { aDraft, WORDS } from '../fixtures/draft.ts';
import { aField, anEntryType, settingsFor, WEB_CLIP } from '../fixtures/entry-type.ts';
import { randomConstants, randomDraft, randomEntryType, randomMapping } from '../fixtures/random-entry-type.ts';
import { type RunningContentjet, startContentjet } from '../servers/contentjet.ts';
import { ContentjetSite } from '../servers/contentjet-site.ts';
import { runs } from '../support/scale.ts';

let contentjet: RunningContentjet;
let site: ContentjetSite;

beforeAll(async () => {
  contentjet = await startContentjet();
  site = new ContentjetSite(contentjet.url, contentjet.users.admin);
  // What random constants and images refer to: the server knows whether an id is there, and nobody else.
  for (const id of [1, 2, 3]) {
    expect(await site.create(contentjet.entryTypes.note, `Entry ${id}`, { text: 'x' })).toBe(id);
    expect(await upload(`${id}.txt`)).toBe(id);
  }
});

afterAll(() => contentjet?.stop());

const Created = v.object({ id: v.number() });
const Token = v.object({ access_token: v.string() });

async function upload(name: string): Promise<number> {
  const { username, password } = contentjet.users.admin;
  const grant = new URLSearchParams({ username, password, grant_type: 'password' });
  const signedIn = await fetch(`${contentjet.url}/authenticate`, { method: 'POST', body: grant });
  const { access_token: token } = v.parse(Token, await signedIn.json());
  const body = new FormData();
  body.append('file', new Blob(['x'], { type: 'text/plain' }), name);
  const headers = { authorization: `Bearer ${token}` };
  const url = `${contentjet.url}/project/${contentjet.project.id}/media/upload`;
  return v.parse(Created, await (await fetch(url, { method: 'POST', headers, body })).json()).id;
}

/** The type as the server knows it. */
const defined = async ({ name, fields }: EntryType): Promise<EntryType> => ({
  id: await site.addEntryType(
    name,
    fields.map((field) => ({ ...field })),
  ),
  name,
  fields,
});

/** The entry as the server has it. @throws in its own words where it refuses */
const stored = async (entry: NewEntry) => site.entry(v.parse(Created, await site.call('POST', 'entry/', entry)).id);

const copiesOf = ({ images }: Draft): UploadedImages =>
  new Map(
    images.map(({ originalUrl }, index) => [
      originalUrl,
      { remoteId: String(index + 1), url: `${contentjet.url}/media/${index}.png` },
    ]),
  );

/** Null where something stands against the draft, with an issue for each thing that does. */
function entryOf(draft: Draft, settings: ContentjetSettings, cut: boolean): NewEntry | null {
  try {
    const key = contentjetDeliveryKey(draft, '0a1b2c3d');
    return toNewEntry(draft, key, cut ? { cut } : {}, settings, copiesOf(draft), WORDS).entry;
  } catch (error) {
    if (!(error instanceof DestinationError)) throw error;
    expect(error.issues.length).toBeGreaterThan(0);
    return null;
  }
}

const Ids = v.array(v.object({ id: v.number() }));

/** Of rows only their ids; of moments that there is one: the server writes them its own way, and no and zero as nothing. */
function comparable(value: unknown, { fieldType }: EntryField): unknown {
  if (fieldType === 'MEDIA' || fieldType === 'LINK') return v.parse(Ids, value).map(({ id }) => id);
  if (fieldType === 'DATE') return value !== null;
  return value || null;
}

function expectSame(sent: NewEntry, kept: Awaited<ReturnType<typeof stored>>, { fields }: EntryType): void {
  expect(kept).toMatchObject({ name: sent.name, published: DRAFT_DATE, entryTypeId: sent.entryTypeId });
  expect(kept.tags.toSorted()).toEqual(sent.tags.toSorted());
  const known = new Map(fields.map((field) => [field.name, field]));
  for (const [name, value] of Object.entries(sent.fields)) {
    const field = known.get(name) ?? aField(name, 'TEXT');
    expect(comparable(kept.fields[name], field), name).toEqual(comparable(value, field));
  }
}

test('any draft, type and mapping: nothing that is made is refused, and all of it is stored', async () => {
  const counts = { made: 0, held: 0 };
  const drafts = randomEntryType.chain((type) =>
    fc.tuple(fc.constant(type), randomMapping(type), randomDraft, fc.boolean()),
  );
  await fc.assert(
    fc.asyncProperty(drafts, async ([random, mapping, draft, cut]) => {
      const type = await defined(random);
      const entry = entryOf(draft, settingsFor(type, mapping), cut);
      counts[entry === null ? 'held' : 'made'] += 1;
      if (entry !== null) expectSame(entry, await stored(entry), type);
    }),
    { numRuns: runs(200) },
  );
  console.log(`Contentjet: ${counts.made} random entries made and stored, ${counts.held} held back with a reason`);
  expect(counts.made).toBeGreaterThan(0);
  expect(counts.held).toBeGreaterThan(0);
});

test('any constants: what the set-up finds no fault with, the server takes', async () => {
  const counts = { taken: 0, faulty: 0 };
  const mappings = randomEntryType.chain((type) => fc.tuple(fc.constant(type), randomConstants(type)));
  await fc.assert(
    fc.asyncProperty(mappings, async ([random, mapping]) => {
      const type = await defined(random);
      const faults = mappingFaults(type, mapping);
      counts[faults.length === 0 ? 'taken' : 'faulty'] += 1;
      const entry = entryOf(aDraft(), settingsFor(type, mapping), false);
      expect(entry === null).toBe(faults.length > 0);
      if (entry !== null) expectSame(entry, await stored(entry), type);
    }),
    { numRuns: runs(200) },
  );
  console.log(`Contentjet: ${counts.taken} random mappings without fault taken, ${counts.faulty} with faults`);
  expect(counts.taken).toBeGreaterThan(0);
  expect(counts.faulty).toBeGreaterThan(0);
});

describe('what the rules are there for', () => {
  test('a draft with everything fills every field', async () => {
    const type = await defined(WEB_CLIP);
    const mapping: Mapping = {
      ...guessMapping(type),
      contact_email: { constant: 'a@b.co' },
      is_starred: { constant: true },
      rating: { constant: 3 },
      score_float: { constant: -0.5 },
      clip_date: { from: 'date' },
      category: { constant: 'news' },
      topics: { constant: ['one', 'two'] },
      accent: { constant: '#aabbcc' },
      accent_alpha: { constant: '#aabbccdd' },
      related: { constant: ['1', '2'] },
      bullets: { from: 'tags' },
    };
    expect(mappingFaults(type, mapping)).toEqual([]);
    const images: Draft['images'] = [{ id: '1', originalUrl: 'https://a.example/1.png', alt: '', state: 'stored' }];
    const draft = aDraft({ excerpt: 'A summary', tags: ['Zürich', 'ü'], images });
    const entry = entryOf(draft, settingsFor(type, mapping), false);
    if (entry === null) throw new Error('Nothing was made.');
    const kept = await stored(entry);
    expectSame(entry, kept, type);
    const enabled = type.fields.filter(({ disabled }) => !disabled).map(({ name }) => name);
    expect(Object.keys(entry.fields)).toEqual(enabled);
    expect(Object.values(kept.fields)).not.toContain(null);
    expect(kept.fields).toMatchObject({ clipped_at: '2026-11-21T12:00:00Z', clip_date: '2026-11-21T00:00:00Z' });
  });

  test('a draft is no public entry, and is found by its key alone', async () => {
    const draft = aDraft({ id: 'found by its key', title: 'Found by its key' });
    const entry = entryOf(draft, settingsFor(await defined(anEntryType(aField('title', 'TEXT')))), false);
    if (entry === null) throw new Error('Nothing was made.');
    const { id } = await stored(entry);
    const key = contentjetDeliveryKey(draft, '0a1b2c3d');
    const Page = v.object({ results: v.array(v.object({ id: v.number() })) });
    const list = async (query: string) => v.parse(Page, await site.call('GET', `entry/?${query}`)).results;
    expect(await list(`nonPublished=1&tags=${key}`)).toEqual([{ id }]);
    expect(await list(`tags=${key}`)).toEqual([]);
  });
});
