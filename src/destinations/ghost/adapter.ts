import { type InferOutput, object, parse, string } from 'valibot';
import { createAdminApiKeyAuthorizer } from '../../auth/admin-api-key.ts';
import { DestinationError } from '../../core/errors.ts';
import type { Destination, Receipt, Session } from '../destination.ts';
import { renderGhostBody } from './body.ts';
import { checkGhost } from './check.ts';
import { GhostClient, GhostId, type GhostPost } from './client.ts';
import { ghostDescriptor } from './descriptor.ts';
import { discoverGhost } from './discovery.ts';
import { CLOCK_REASON, explainGhost, ghostError, NO_POST_REASON } from './errors.ts';
import { toNewPost } from './new-post.ts';
import { audience, type GhostSettings, parseGhostSettings } from './settings.ts';
import { ghostDeliveryKey } from './slug.ts';

/** What a receipt keeps for tidy and undo. */
const Remote = object({ id: GhostId, slug: string(), updated_at: string() });

export const ghost: Destination<GhostSettings> = {
  descriptor: ghostDescriptor,
  parseSettings: parseGhostSettings,
  discover: discoverGhost,
  explain: explainGhost,
  check: checkGhost,

  async authorizer(credentials, settings) {
    if (credentials.method !== 'admin_api_key') {
      throw ghostError('credentials_rejected');
    }
    return createAdminApiKeyAuthorizer(credentials, {
      audience: audience(settings.apiVersion),
      destination: 'ghost',
      staleReasons: [CLOCK_REASON],
    });
  },

  async options(session) {
    const client = clientOf(session);
    const tags = await client.tags();
    return { tags, authors: await authorsIfAllowed(client) };
  },

  deliveryKey: (draft, nonce) => ghostDeliveryKey(draft.title, nonce),

  /** Only Ghost's own "no such post" means that it never arrived; a page in its place says nothing. */
  async findDraft(key, session) {
    try {
      return toReceipt(await clientOf(session).postBySlug(key), [], session);
    } catch (error) {
      if (isNoPost(error)) return null;
      throw error;
    }
  },

  async createDraft(draft, key, options, session) {
    const body = renderGhostBody(draft, session.words);
    const post = toNewPost(draft, body.html, key, options, session.words);
    return toReceipt(await clientOf(session).createPost(post), body.leftOut, session);
  },

  /** Whoever has changed, published or deleted the post meanwhile keeps it as it is. */
  async tidy(receipt, _draft, session) {
    const { id, updated_at } = remoteOf(receipt);
    try {
      await clientOf(session).deriveSlug(id, updated_at);
    } catch (error) {
      const changed = error instanceof DestinationError && error.code === 'conflict';
      if (!changed && !isNoPost(error)) throw error;
    }
  },

  getDraft: (receipt, session) => clientOf(session).postTexts(remoteOf(receipt).id),

  /** Ghost deletes without asking for a version, so the status is looked at right before. */
  async deleteDraft(receipt, session) {
    const client = clientOf(session);
    const { id } = remoteOf(receipt);
    try {
      const { status } = await client.postById(id);
      if (status !== 'draft') {
        throw ghostError('conflict', 'ghost_no_longer_draft');
      }
      await client.deletePost(id);
    } catch (error) {
      if (!isNoPost(error)) throw error;
    }
  },
};

const clientOf = (session: Session<GhostSettings>): GhostClient =>
  new GhostClient(session.http, session.apiUrl, session.settings.apiVersion);

function remoteOf(receipt: Receipt): InferOutput<typeof Remote> {
  return parse(Remote, receipt.remote);
}

const isNoPost = (error: unknown): boolean => error instanceof DestinationError && error.reason === NO_POST_REASON;

/** The links are made from the account's own address, never from the answer. */
function toReceipt(post: GhostPost, leftOut: string[], session: Session<GhostSettings>): Receipt {
  const { id, slug, updated_at } = post;
  const createdAt = Date.parse(post.created_at);
  return {
    v: 1,
    remoteId: id,
    revision: updated_at,
    remote: { id, slug, updated_at },
    editUrl: new URL(`ghost/#/editor/post/${id}`, session.apiUrl).href,
    createdAt: new Date(Number.isNaN(createdAt) ? session.clock.now() : createdAt).toISOString(),
    leftOut,
  };
}

/** A key that may not list the users still writes, as its own user. */
async function authorsIfAllowed(client: GhostClient): Promise<{ id: string; name: string }[]> {
  try {
    return await client.authors();
  } catch (error) {
    if (error instanceof DestinationError && error.code === 'insufficient_scope') return [];
    throw error;
  }
}
