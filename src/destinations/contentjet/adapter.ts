import type { BodyWords, Draft } from '../../draft/draft.ts';
import type { Destination, UploadedImages } from '../destination.ts';
import { checkContentjet } from './check.ts';
import { choicesOf } from './choices.ts';
import { type ContentjetEntry, unlessGone } from './client.ts';
import { contentjetDescriptor } from './descriptor.ts';
import { discoverContentjet } from './discovery.ts';
import { contentjetError, explainContentjet } from './errors.ts';
import { ignoredOf } from './ignored.ts';
import { inTermsOfDraft } from './issues.ts';
import { removeImage, uploadImage } from './media.ts';
import { contentjetDeliveryKey, isKeyTag, toNewEntry } from './new-entry.ts';
import { titleOf } from './part-value.ts';
import { inProject, projectOf, refreshed } from './project.ts';
import { putBack } from './put-back.ts';
import { clientOf, readingClientOf } from './reading.ts';
import { isDraft, remoteOf, toReceipt } from './receipt.ts';
import { reviewContentjet } from './review.ts';
import { type ContentjetSettings, parseContentjetSettings } from './settings.ts';
import { createContentjetAuthorizer, createContentjetReader } from './sign-in.ts';
import { bodyOf, updateDraft, withContent } from './update.ts';

const NO_IMAGES: UploadedImages = new Map();

export const contentjet: Destination<ContentjetSettings> = {
  descriptor: contentjetDescriptor,
  parseSettings: parseContentjetSettings,
  discover: discoverContentjet,
  explain: explainContentjet,
  check: checkContentjet,
  authorizer: createContentjetAuthorizer,
  reader: createContentjetReader,
  choices: choicesOf,
  review: reviewContentjet,

  async options(session) {
    const tags = await inProject(readingClientOf(session).tags(projectOf(session.settings).id));
    return { tags: tags.filter((tag) => !isKeyTag(tag)), authors: [] };
  },

  place: ({ project }) => String(project?.id ?? ''),

  deliveryKey: contentjetDeliveryKey,

  /** By its tag alone, whatever has become of it. Should there be two, the first is ours. */
  async findDraft(key, session) {
    const project = projectOf(session.settings).id;
    const entries = await inProject(readingClientOf(session).entriesByTag(project, key));
    const entry = entries.find(({ tags }) => tags.includes(key));
    return entry === undefined ? null : toReceipt(entry, project, key, session);
  },

  async createDraft(draft, key, options, session, images = NO_IMAGES) {
    const client = clientOf(session);
    const project = projectOf(session.settings).id;
    refuseLongTitle(draft, session.words);
    const settings = await refreshed(client, session.settings);
    const { entry, leftOut } = toNewEntry(draft, key, options, settings, images, session.words);
    const created = await inProject(client.createEntry(project, entry)).catch((error: unknown) => {
      throw inTermsOfDraft(error, settings);
    });
    const receipt = await withContent(toReceipt(created, project, key, session), created, settings);
    const ignored = ignoredOf(draft, entry, created, { options, images, settings });
    return { ...receipt, leftOut, ...(ignored.length === 0 ? {} : { ignored }) };
  },

  uploadImage: (image, session) => inProject(uploadImage(clientOf(session), projectOf(session.settings).id, image)),

  deleteImage: (image, session) => removeImage(clientOf(session), projectOf(session.settings).id, image),

  updateDraft,

  /** The key's tag is taken off; all else stays as it was read, whoever has changed or published the entry meanwhile. */
  async tidy(receipt, _draft, session) {
    const client = clientOf(session);
    const { project, id, key } = remoteOf(receipt);
    const entry = await unlessGone(client.entry(project, id));
    if (!entry?.tags.includes(key)) return;
    const type = await unlessGone(client.entryType(project, entry.entryTypeId));
    if (type === null) return;
    const tags = entry.tags.filter((tag) => tag !== key);
    await unlessGone(client.rewriteEntry(project, entry, { tags, fields: putBack(entry.fields, type.fields) }));
  },

  async getDraft(receipt, session) {
    const { project, id, key } = remoteOf(receipt);
    const entry = await readingClientOf(session).entry(project, id);
    return {
      title: entry.name,
      html: [bodyOf(entry, session.settings), ...addressesIn(entry)].join('\n'),
      status: isDraft(entry) ? 'draft' : 'dated',
      slug: entry.tags.includes(key) ? key : '',
    };
  },

  /** Contentjet deletes without asking for a version, so the date is looked at right before. */
  async deleteDraft(receipt, session) {
    const client = clientOf(session);
    const { project, id } = remoteOf(receipt);
    const entry = await unlessGone(client.entry(project, id));
    if (entry === null) return;
    if (!isDraft(entry)) throw contentjetError('conflict', 'contentjet_no_longer_draft');
    await unlessGone(client.deleteEntry(project, id));
  },
};

/** Before anything is asked: whatever the entry type has become, an entry's name has its limit. */
function refuseLongTitle(draft: Draft, words: BodyWords): void {
  const limit = contentjetDescriptor.limits.titleCodePoints;
  if ([...titleOf(draft, words)].length <= limit) return;
  throw contentjetError('draft_rejected', undefined, [{ field: 'title', rule: 'too_long', limit }]);
}

/** Of media: where readers load them from. */
const addressesIn = ({ fields }: ContentjetEntry): string[] =>
  Object.values(fields).flatMap((value) => (Array.isArray(value) ? value.flatMap(fileOf) : []));

const fileOf = (one: unknown): string[] =>
  typeof one === 'object' && one !== null && 'file' in one && typeof one.file === 'string' ? [one.file] : [];
