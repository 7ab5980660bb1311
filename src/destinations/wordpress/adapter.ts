import { APPLICATION_ID } from '../../auth/application-password.ts';
import { DestinationError } from '../../core/errors.ts';
import type { Destination, Session, UploadedImages } from '../destination.ts';
import { draftTexts } from '../draft-texts.ts';
import { checkWordPress } from './check.ts';
import { unlessGone, WordPressClient } from './client.ts';
import { wordpressDescriptor } from './descriptor.ts';
import { discoverWordPress } from './discovery.ts';
import { explainWordPress, wordPressError } from './errors.ts';
import { removeImage, uploadImage } from './media.ts';
import { ignoredOf, toId, toNewPost, wishesOf, wordpressDeliveryKey } from './new-post.ts';
import { remoteOf, toReceipt, written } from './receipt.ts';
import { createRendering, isUnfiltered } from './rendering.ts';
import { parseWordPressSettings, type WordPressSettings } from './settings.ts';
import { createWordPressAuthorizer } from './sign-in.ts';
import { categoryTree, tagIds, tagNames } from './terms.ts';
import { updateDraft } from './update.ts';

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
    const render = await createRendering(draft, client, session.words);
    const filtered = !me.capabilities.has('unfiltered_html');
    let body = render(images, filtered);
    const wishes = wishesOf(options, await tagIds(client, texts.tags), images, me);
    const created = await client.createPost(toNewPost(texts, body.content, key, wishes, session.words));
    let post = created;
    if (!filtered && !isUnfiltered(created)) {
      body = render(images, true);
      post = await client.updatePost(created.id, { content: body.content });
    }
    const ignored = ignoredOf(wishes, texts.excerpt, created);
    const receipt = await written(toReceipt(post, session), post);
    return { ...receipt, leftOut: body.leftOut, ...(ignored.length === 0 ? {} : { ignored }) };
  },

  uploadImage: (image, session) => uploadImage(clientOf(session), image),

  async deleteImage(image, session) {
    const id = toId(image.remoteId);
    if (id !== null) await unlessGone(removeImage(clientOf(session), id));
  },

  updateDraft,

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
      throw wordPressError('conflict', 'wordpress_no_longer_draft');
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
