import { type InferOutput, object, parse, string } from 'valibot';
import { APPLICATION_ID } from '../../auth/application-password.ts';
import { DestinationError } from '../../core/errors.ts';
import type { Destination, Receipt, Session, UploadedImages } from '../destination.ts';
import { draftTexts, refuseLargeBody } from '../draft-texts.ts';
import { needsBlockTypes, renderWordPressBody, type WordPressBody } from './body.ts';
import { checkWordPress } from './check.ts';
import { type CreatedPost, WordPressClient, WordPressId, type WordPressPost } from './client.ts';
import { wordpressDescriptor } from './descriptor.ts';
import { discoverWordPress } from './discovery.ts';
import { explainWordPress, NO_POST_REASON } from './errors.ts';
import { removeImage, uploadImage } from './media.ts';
import { ignoredOf, toId, toNewPost, wishesOf, wordpressDeliveryKey } from './new-post.ts';
import { parseWordPressSettings, type WordPressSettings } from './settings.ts';
import { createWordPressAuthorizer } from './sign-in.ts';
import { categoryTree, tagIds, tagNames } from './terms.ts';

/** What a receipt keeps for tidy and undo. */
const Remote = object({ id: WordPressId, slug: string(), modified_gmt: string() });

const NO_IMAGES: UploadedImages = new Map();

export const wordpress: Destination<WordPressSettings> = {
  descriptor: wordpressDescriptor,
  parseSettings: parseWordPressSettings,
  discover: discoverWordPress,
  explain: explainWordPress,
  check: checkWordPress,
  authorizer: createWordPressAuthorizer,

  async options(session) {
    const client = clientOf(session);
    const { capabilities } = await client.me();
    const [tags, categories, authors] = await Promise.all([
      tagNames(client),
      categoryTree(client),
      capabilities.has('edit_others_posts') ? client.authors() : [],
    ]);
    return { tags, categories, authors };
  },

  deliveryKey: wordpressDeliveryKey,

  /** Only a list that is empty means that it never arrived. One that somebody has put into the trash did arrive. */
  async findDraft(key, session) {
    const [post] = await clientOf(session).postsBySlug(key, `${key}${TRASHED}`);
    return post === undefined ? null : toReceipt(post, session);
  },

  async createDraft(draft, key, options, session, images = NO_IMAGES) {
    const texts = draftTexts(draft, wordpressDescriptor);
    const client = clientOf(session);
    const me = await client.me();
    const blocks = needsBlockTypes(draft) ? await client.blockTypes() : null;
    const uploaded = new Map(Array.from(images, ([src, { remoteId, url }]) => [src, { id: Number(remoteId), url }]));
    const render = (filtered: boolean): WordPressBody => {
      const body = renderWordPressBody(draft, { images: uploaded, filtered, blocks }, session.words);
      refuseLargeBody(body.content, wordpressDescriptor);
      return body;
    };
    const filtered = !me.capabilities.has('unfiltered_html');
    let body = render(filtered);
    const wishes = wishesOf(options, await tagIds(client, texts.tags), images, me);
    const created = await client.createPost(toNewPost(texts, body.content, key, wishes, session.words));
    let post: WordPressPost = created;
    if (!filtered && !isUnfiltered(created)) {
      body = render(true);
      post = await client.updatePost(created.id, { content: body.content });
    }
    const ignored = ignoredOf(wishes, texts.excerpt, created);
    return { ...toReceipt(post, session), leftOut: body.leftOut, ...(ignored.length === 0 ? {} : { ignored }) };
  },

  uploadImage: (image, session) => uploadImage(clientOf(session), image),

  async deleteImage(image, session) {
    const id = toId(image.remoteId);
    if (id !== null) await unlessGone(removeImage(clientOf(session), id));
  },

  /** Whoever has changed, published or deleted the post meanwhile keeps it as it is. */
  async tidy(receipt, _draft, session) {
    const client = clientOf(session);
    const { id, slug, modified_gmt } = remoteOf(receipt);
    const post = await unlessGone(client.post(id));
    const ours = post?.slug === slug && post.status === 'draft' && post.modified_gmt === modified_gmt;
    if (ours) await unlessGone(client.updatePost(id, { slug: '' }));
  },

  async getDraft(receipt, session) {
    const { title, content, slug, generated_slug, status } = await clientOf(session).postTexts(remoteOf(receipt).id);
    return { title: title.raw, html: content.raw, status, slug: slug || generated_slug };
  },

  /** WordPress deletes without asking for a version, so the status is looked at right before. The trash stays as it is. */
  async deleteDraft(receipt, session) {
    const client = clientOf(session);
    const { id } = remoteOf(receipt);
    const post = await unlessGone(client.post(id));
    if (post === null || post.status === 'trash') return;
    if (post.status !== 'draft') {
      throw new DestinationError({ code: 'conflict', destination: 'wordpress', reason: 'wordpress_no_longer_draft' });
    }
    await unlessGone(client.deletePost(id));
  },

  async revoke(session) {
    try {
      await clientOf(session).revokeOwnPassword(APPLICATION_ID);
    } catch (error) {
      // A token has nothing to take back, and whoever removes an account need not wait for its site.
      if (!(error instanceof DestinationError)) throw error;
    }
  },
};

/** What WordPress appends to the slug of a post in the trash. */
const TRASHED = '__trashed';

const clientOf = (session: Session<WordPressSettings>): WordPressClient =>
  new WordPressClient(session.http, session.apiUrl);

const remoteOf = (receipt: Receipt): InferOutput<typeof Remote> => parse(Remote, receipt.remote);

/**
 * A network of sites, and a site that forbids it, filter what editors and administrators write although their role says
 * otherwise. Only an answer about a post tells.
 */
const isUnfiltered = (post: CreatedPost): boolean => 'wp:action-unfiltered-html' in post._links;

/** Null where WordPress itself says that there is no such post (or image); a page in its place says nothing. */
async function unlessGone<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof DestinationError && error.reason === NO_POST_REASON) return null;
    throw error;
  }
}

/** The links are made from the account's own address, never from the answer. */
function toReceipt(post: WordPressPost, session: Session<WordPressSettings>): Receipt {
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
