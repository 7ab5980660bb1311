import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentjet } from '../../src/destinations/contentjet/adapter.ts';
import { parseContentjetSettings } from '../../src/destinations/contentjet/settings.ts';
import type { Session, Settings, UploadedImage } from '../../src/destinations/destination.ts';
import { composeDraft } from '../../src/draft/compose.ts';
import { imageOfDataUrl } from '../../src/draft/image-bytes.ts';
import { toText } from '../../src/draft/text.ts';
import { childrenOf, element } from '../../src/draft/tree.ts';
import { readMarkdown, renderedHtml } from '../fixtures/markdown-reader.ts';
import { outline } from '../fixtures/outline.ts';
import { CONSTRUCTS, NEVER } from '../fixtures/rich-sample.ts';
import { richSampleClip } from '../fixtures/rich-sample-clip.ts';
import { keptIn, MARKDOWN_CONSTRUCTS } from '../fixtures/rich-sample-markdown.ts';
import { NO_SOURCE } from '../fixtures/sample-draft.ts';
import { ContentjetSite } from '../servers/contentjet-site.ts';
import { contentjetHarness, ownServer } from './contentjet-harness.ts';
import { type Harness, openSession } from './harness.ts';
import { textDifference } from './same-text.ts';

const clip = richSampleClip({ source: NO_SOURCE });
const names = CONSTRUCTS.map(({ name }) => name);
const LEFT_OUT = ['scripts_left_out', 'forms_left_out', 'media_unreadable'];

test('every construct of the rich sample is told how it stands in Markdown', () => {
  expect(MARKDOWN_CONSTRUCTS.map(({ name }) => name)).toEqual(names);
});

/** An account at a server of its own: what it sends, and what the server then has. */
class Account {
  readonly #harness: Harness;
  readonly #site: ContentjetSite;
  readonly #session: Session<ReturnType<typeof parseContentjetSettings>>;
  #sent = 0;

  private constructor(harness: Harness, site: ContentjetSite, { settings, ...session }: Session<Settings>) {
    this.#harness = harness;
    this.#site = site;
    this.#session = { ...session, settings: parseContentjetSettings(settings) };
  }

  static async connect(type: 'article' | 'note'): Promise<Account> {
    const server = await ownServer(type);
    const harness = await contentjetHarness(server);
    return new Account(harness, new ContentjetSite(server.url, server.person), await openSession(harness));
  }

  async upload(url: string): Promise<UploadedImage> {
    const bytes = imageOfDataUrl(url);
    const uploading = bytes && contentjet.uploadImage?.({ name: 'own', bytes, alt: '', caption: '' }, this.#session);
    if (!uploading) throw new Error('No image is there.');
    return uploading;
  }

  /** The sample as the field that bodies go into has it. */
  async store(field: string, quote: boolean, images: ReadonlyMap<string, UploadedImage> = new Map()) {
    this.#sent += 1;
    const draft = composeDraft(clip, { quote }, `rich-${this.#sent}`);
    const key = await contentjet.deliveryKey(draft, '0a1b2c3d', this.#session);
    const receipt = await contentjet.createDraft(draft, key, {}, this.#session, images);
    const { fields } = await this.#site.entry(receipt.remoteId);
    return { text: v.parse(v.string(), fields[field]), receipt };
  }

  stop(): Promise<void> {
    return this.#harness.stop();
  }
}

describe.each([
  ['as it was', false],
  ['as a quote', true],
])('a field for Markdown holds the rich sample, %s', (_name, quote) => {
  let account: Account;
  let own: UploadedImage;
  let markdown: string;
  /** With the image where it came from, as the page has it. */
  let asClipped: string;
  let kept: string[];

  beforeAll(async () => {
    account = await Account.connect('article');
    const ownBytes = JSON.stringify(clip.content).match(/data:image[^"]+/)?.[0] ?? '';
    own = await account.upload(ownBytes);
    const { text, receipt } = await account.store('body', quote, new Map([[ownBytes, own]]));
    expect(receipt.leftOut).toEqual(LEFT_OUT);
    markdown = text;
    asClipped = markdown.replaceAll(own.url, ownBytes);
    kept = keptIn(renderedHtml(asClipped));
  });

  afterAll(() => account?.stop());

  test.each(names)('%s', (name) => {
    expect(kept).toContain(name);
  });

  test('all constructs kept, read back by the GFM parser from what the server stored', () => {
    console.log(`Contentjet${quote ? ', quoted' : ''}: kept ${kept.length}/${names.length}`);
    expect(kept).toEqual(names);
  });

  test('every text, in order and not glued', () => {
    expect(textDifference(toText(clip.content), toText(readMarkdown(markdown)))).toBe('');
  });

  test('every line in the same containers, every word in the same formats', () => {
    const nodes = childrenOf(clip.content);
    const children = quote ? [element('blockquote', {}, nodes)] : nodes;
    expect(outline(readMarkdown(asClipped))).toEqual(outline({ type: 'root', children }));
  });

  test('the image that carried its own bytes as the copy that stands at the server', async () => {
    expect(markdown).toContain(own.url);
    expect(markdown).not.toContain('data:image');
    expect((await fetch(own.url)).headers.get('content-type')).toBe('image/png');
  });

  test('nothing that must stay behind', () => {
    for (const forbidden of NEVER) expect(markdown).not.toContain(forbidden);
  });
});

describe('a field for plain text holds the rich sample', () => {
  let account: Account;

  beforeAll(async () => {
    account = await Account.connect('note');
  });

  afterAll(() => account?.stop());

  test.each([
    ['as it was', false],
    ['as a quote', true],
  ])('%s: the same text, and nothing that must stay behind', async (_name, quote) => {
    const { text, receipt } = await account.store('text', quote);
    expect(textDifference(toText(clip.content), withoutMarkers(text))).toBe('');
    for (const forbidden of NEVER) expect(text).not.toContain(forbidden);
    expect(receipt.leftOut).toEqual(LEFT_OUT);
  });
});

/** Plain text counts its lists itself. */
const withoutMarkers = (text: string): string => text.replace(/^[ \t]*(?:(?:-|\d+\.) +)+/gm, '');
