/** Draft and options → the entry to create. */
import type { FieldIssue } from '../../core/errors.ts';
import type { BodyWords, Draft } from '../../draft/draft.ts';
import type { DeliveryKey, DraftOptions, Measure, UploadedImages } from '../destination.ts';
import { distinctTags, oneLine } from '../draft-texts.ts';
import { contentjetDescriptor } from './descriptor.ts';
import { contentjetError } from './errors.ts';
import { fillField, type SentValue } from './fill-field.ts';
import { strictest, tightest } from './limits.ts';
import { sourceOf } from './mapping.ts';
import { type PartSources, titleOf } from './part-value.ts';
import { entryTypeOf } from './project.ts';
import type { ContentjetSettings } from './settings.ts';
import { tagSlugs } from './tags.ts';

export { contentjetDeliveryKey, isKeyTag } from './delivery-key.ts';

/**
 * Contentjet knows no drafts: an entry stands unpublished until its date. This one is the last but one that the calendar
 * of its interface can show.
 */
export const DRAFT_DATE = '2099-12-30T00:00:00.000Z';

/** Recorded from contentjet-api 0.17.1: one byte more is answered with 413. */
const MAX_JSON_BYTES = 1_048_576;

/** As JSON for the server. A field that gets nothing is not in it: empty values are refused. */
export interface NewEntry {
  name: string;
  entryTypeId: number;
  published: typeof DRAFT_DATE;
  tags: string[];
  fields: Record<string, SentValue>;
}

export interface PreparedEntry {
  entry: NewEntry;
  /** What the body lacks of the pages: codes of clip notes. */
  leftOut: string[];
  /** Each part that has a limit, once. */
  measures: Measure[];
  /** Why the server would refuse the entry, or somebody would miss something in it. */
  issues: FieldIssue[];
}

/**
 * The entry, and what stands against it.
 * @param settings with the fields of the entry type as they are now
 * @throws DestinationError not_found where the account has no entry type
 */
export function prepareEntry(key: DeliveryKey, settings: ContentjetSettings, sources: PartSources): PreparedEntry {
  const entryType = entryTypeOf(settings);
  const name = titleOf(sources.draft, sources.words);
  const nameMeasure: Measure = { field: 'title', length: [...oneLine(sources.draft.title)].length, limit: MAX_NAME };
  const tags = tagSlugs(distinctTags(sources.draft.tags));
  const filled = entryType.fields
    .filter(({ disabled }) => !disabled)
    .map((field) => fillField(field, sourceOf(settings.mapping, field), sources));
  const entry: NewEntry = {
    name,
    entryTypeId: entryType.id,
    published: DRAFT_DATE,
    tags: [...tags.slugs, key],
    fields: Object.fromEntries(filled.flatMap(({ members }) => members)),
  };
  const issues = strictest([
    ...(nameMeasure.length > MAX_NAME ? [tooLong('title', MAX_NAME)] : []),
    ...filled.flatMap((field) => field.issues),
    ...tags.issues,
  ]);
  return {
    entry,
    leftOut: [...new Set(filled.flatMap(({ leftOut }) => leftOut))],
    measures: tightest([nameMeasure, ...filled.flatMap(({ measures }) => measures)]),
    issues: issues.length > 0 || sizeOf(entry) <= MAX_JSON_BYTES ? issues : [tooLong('body', MAX_JSON_BYTES)],
  };
}

/**
 * The entry that Contentjet is asked to create: always a draft, always under the delivery key's tag.
 * @throws DestinationError draft_rejected or too_large with its issues
 */
export function toNewEntry(
  draft: Draft,
  key: DeliveryKey,
  options: DraftOptions,
  settings: ContentjetSettings,
  images: UploadedImages,
  words: BodyWords,
): { entry: NewEntry; leftOut: string[] } {
  const { entry, leftOut, issues } = prepareEntry(key, settings, { draft, options, images, words });
  if (issues.length === 0) return { entry, leftOut };
  const code = issues.some(({ limit }) => limit === MAX_JSON_BYTES) ? 'too_large' : 'draft_rejected';
  throw contentjetError(code, undefined, issues);
}

/** Code points. */
const MAX_NAME = contentjetDescriptor.limits.titleCodePoints;

const tooLong = (field: string, limit: number): FieldIssue => ({ field, rule: 'too_long', limit });

const sizeOf = (entry: NewEntry): number => new TextEncoder().encode(JSON.stringify(entry)).byteLength;
