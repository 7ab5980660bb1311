import { exactOptional, type InferOutput, object, parse, string } from 'valibot';
import type { Receipt, Session } from '../destination.ts';
import { fingerprint } from '../fingerprint.ts';
import { type WholePost, WordPressId, type WordPressPost } from './client.ts';
import type { WordPressSettings } from './settings.ts';

/** What a receipt keeps for tidy, update and undo. */
const Remote = object({
  id: WordPressId,
  slug: string(),
  modified_gmt: string(),
  /** The body's fingerprint as WordPress stored it; absent where the draft was found again: it may not be ours by then. */
  content: exactOptional(string()),
});

export const remoteOf = (receipt: Receipt): InferOutput<typeof Remote> => parse(Remote, receipt.remote);

/** The links are made from the account's own address, never from the answer. */
export function toReceipt(post: WordPressPost, session: Session<WordPressSettings>): Receipt {
  const { id, slug, modified_gmt } = post;
  const createdAt = Date.parse(`${post.date_gmt}Z`);
  return {
    v: 1,
    remoteId: String(id),
    revision: modified_gmt,
    remote: { id, slug, modified_gmt },
    editUrl: new URL(`wp-admin/post.php?post=${id}&action=edit`, session.siteUrl).href,
    createdAt: new Date(Number.isNaN(createdAt) ? session.clock.now() : createdAt).toISOString(),
    leftOut: [],
  };
}

/** The receipt after a write of our own. */
export async function written(receipt: Receipt, { modified_gmt, content }: WholePost): Promise<Receipt> {
  const remote = { ...remoteOf(receipt), modified_gmt, content: await fingerprint(content.raw) };
  return { ...receipt, revision: modified_gmt, remote };
}
