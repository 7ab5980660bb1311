import type { Draft } from '../../draft/draft.ts';
import type { DraftOptions, Receipt, Session, UploadedImages } from '../destination.ts';
import { fingerprint } from '../fingerprint.ts';
import { type ContentjetEntry, unlessGone } from './client.ts';
import { contentjetError } from './errors.ts';
import type { DraftPart, Mapping } from './mapping.ts';
import { toNewEntry } from './new-entry.ts';
import { entryTypeOf, projectOf, refreshed } from './project.ts';
import { putBack } from './put-back.ts';
import { clientOf } from './reading.ts';
import { isDraft, remoteOf } from './receipt.ts';
import type { ContentjetSettings } from './settings.ts';

/**
 * Writes the body anew, and the image where there is none yet; all else is put back as it was read. The body must be the
 * one that we left: the stored fingerprint says so, or it is what we would render with those copies that stand in it
 * already (an answer was lost). Times prove less: once written again, an entry tells them in whole seconds. Contentjet
 * knows no condition on a write, so that an edit between the look and the write, a moment apart, is lost.
 */
export async function updateDraft(
  receipt: Receipt,
  draft: Draft,
  options: DraftOptions,
  session: Session<ContentjetSettings>,
  images: UploadedImages,
): Promise<Receipt> {
  const { settings, words } = session;
  const client = clientOf(session);
  const { project, id, key, content } = remoteOf(receipt);
  const entry = await unlessGone(client.entry(project, id));
  if (entry !== null && images.size > 0 && hasAll(entry, images)) return receipt;
  const isOurPlace = project === projectOf(settings).id && entry?.entryTypeId === entryTypeOf(settings).id;
  if (entry === null || !isOurPlace || !isDraft(entry)) throw changedMeanwhile();

  const fresh = await refreshed(client, settings);
  const render = (some: UploadedImages) => toNewEntry(draft, key, options, fresh, some, words);
  const body = bodyOf(entry, settings);
  const standing = new Map([...images].filter(([, { url }]) => body.includes(url)));
  const isOurs = (await fingerprint(body)) === content || body === bodyOf(render(standing).entry, settings);
  if (!isOurs) throw changedMeanwhile();

  const rendered = render(images);
  const [bodies, pictures] = [filledFrom('body', settings.mapping), filledFrom('image', settings.mapping)];
  // Another one must not take the place of the one that was chosen and comes later.
  const hasChosen = options.featuredImage === undefined || images.has(options.featuredImage);
  const changes = Object.entries(rendered.entry.fields).filter(([name, value]) => {
    const now = entry.fields[name] ?? null;
    if (bodies.includes(name)) return value !== now;
    return hasChosen && pictures.includes(name) && isEmpty(now) && !isEmpty(value);
  });
  if (changes.length === 0) return receipt;
  const fields = { ...putBack(entry.fields, entryTypeOf(fresh).fields), ...Object.fromEntries(changes) };
  const written = await client.rewriteEntry(project, entry, { tags: entry.tags, fields });
  const { ignored = [], ...rest } = await withContent(receipt, written, settings);
  const left = ignored.filter((field) => field !== 'featured_image' || !hasChosen);
  return { ...rest, leftOut: rendered.leftOut, ...(left.length === 0 ? {} : { ignored: left }) };
}

/** The receipt after a write of our own. */
export async function withContent(
  receipt: Receipt,
  written: ContentjetEntry,
  settings: ContentjetSettings,
): Promise<Receipt> {
  const remote = { ...remoteOf(receipt), content: await fingerprint(bodyOf(written, settings)) };
  return { ...receipt, revision: written.modifiedAt, remote };
}

/** What stands in the fields that the body fills. */
export function bodyOf({ fields }: Pick<ContentjetEntry, 'fields'>, { mapping }: ContentjetSettings): string {
  const texts = filledFrom('body', mapping).map((name) => fields[name]);
  return texts.map((text) => (typeof text === 'string' ? text : '')).join('\n');
}

/** The names of the fields that a part fills. */
const filledFrom = (part: DraftPart, mapping: Mapping): string[] =>
  Object.entries(mapping).flatMap(([name, source]) => ('from' in source && source.from === part ? [name] : []));

const isEmpty = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);

/** In whatever field: those of media tell their addresses too. */
function hasAll({ fields }: ContentjetEntry, images: UploadedImages): boolean {
  const text = JSON.stringify(fields);
  return Array.from(images.values()).every(({ url }) => text.includes(url));
}

const changedMeanwhile = () => contentjetError('conflict', 'contentjet_changed_meanwhile');
