import { exactOptional, type InferOutput, object, parse, string } from 'valibot';
import type { DeliveryKey, Receipt, Session } from '../destination.ts';
import { ContentjetId, type ListedEntry } from './client.ts';
import type { ContentjetSettings } from './settings.ts';

/** What a receipt keeps for tidy, update and undo: the account may be set up with another project by then. */
const Remote = object({
  project: ContentjetId,
  id: ContentjetId,
  key: string(),
  /** The body's fingerprint as it stood in the answer; absent where the draft was found again: it may not be ours by then. */
  content: exactOptional(string()),
});

export const remoteOf = (receipt: Receipt): InferOutput<typeof Remote> => parse(Remote, receipt.remote);

/** From here on an entry counts as a draft. Whoever edits it may well set it to another day of the last year. */
const FAR_AWAY = Date.UTC(2099, 0, 1);

export const isDraft = ({ published }: { published: string }): boolean => Date.parse(published) >= FAR_AWAY;

/** The link is made from the address that the person gave for the pages where they edit, never from the answer. */
export function toReceipt(
  { id, entryTypeId, modifiedAt, createdAt }: Omit<ListedEntry, 'published'>,
  project: number,
  key: DeliveryKey,
  { settings, clock }: Session<ContentjetSettings>,
): Receipt {
  const created = Date.parse(createdAt);
  const { uiUrl } = settings;
  const path = `project/${project}/entries/${entryTypeId}/${id}`;
  return {
    v: 1,
    remoteId: String(id),
    revision: modifiedAt,
    remote: { project, id, key },
    ...(uiUrl === null ? {} : { editUrl: new URL(path, uiUrl.replace(/\/*$/, '/')).href }),
    createdAt: new Date(Number.isNaN(created) ? clock.now() : created).toISOString(),
    leftOut: [],
  };
}
