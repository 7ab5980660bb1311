/** The background's parts put together over an outbox in memory and a page that tests make up. */

import { createCapturer } from '../../src/background/capture.ts';
import { createEditor } from '../../src/background/editor.ts';
import { createImages } from '../../src/background/images.ts';
import { createOpenDrafts } from '../../src/background/open-drafts.ts';
import { createPublisher } from '../../src/background/publish.ts';
import type { Captured } from '../../src/clip/clip.ts';
import type { Account } from '../../src/messages/contract.ts';
import type { MenuClick } from '../../src/platform/menus.ts';
import type { Injected } from '../../src/platform/scripting.ts';
import type { TabInfo } from '../../src/platform/tabs.ts';
import { createSettings } from '../../src/vault/settings.ts';
import { WORDS } from '../fixtures/draft.ts';
import { memoryStore, realRandom } from './memory.ts';
import { createWorld } from './outbox-world.ts';

export const TAB: TabInfo = { id: 7, windowId: 1, incognito: false, title: 'A page', url: 'https://paper.example/a' };
export const ACCOUNT: Account = {
  v: 1,
  id: 'account-1',
  destination: 'ghost',
  siteUrl: 'https://blog.example/',
  apiUrl: 'https://blog.example/',
  authMethod: 'admin_api_key',
  origins: ['https://blog.example/*'],
  identity: { siteTitle: 'Blog', userName: null, role: null },
  settings: {},
  createdAt: '2026-01-01T00:00:00.000Z',
};
export const CLICK: MenuClick = {
  id: 'selection|send|',
  frameId: 0,
  selectionText: 'Plain words',
  linkUrl: null,
  linkText: null,
  srcUrl: null,
  pageUrl: 'https://paper.example/a',
};

/** A page with one paragraph, and images below it. */
export function captured(text: string, images: readonly string[] = []): Captured {
  return {
    found: true,
    kind: 'selection',
    source: {
      page: 'https://paper.example/a',
      permalink: null,
      canonical: null,
      fragment: null,
      title: 'The Title',
      heading: null,
      applicationName: null,
      siteName: null,
      author: null,
      publishedAt: null,
      lang: null,
      dir: null,
    },
    content: {
      type: 'root',
      children: [
        { type: 'element', tagName: 'p', properties: {}, children: [{ type: 'text', value: text }] },
        ...images.map((src) => ({
          type: 'element' as const,
          tagName: 'img',
          properties: { src, alt: `Alt of ${src}` },
          children: [],
        })),
      ],
    },
    notes: [],
  };
}

export function createHouse() {
  const world = createWorld();
  const box = world.background();
  const accounts: Account[] = [];
  const said: string[] = [];
  let page: () => Promise<Injected> = async () => ({ ok: true, captured: captured('First passage') });
  let popupOpens = true;
  let readInPage: (url: string) => Promise<unknown> = async () => 'unreadable';
  const allowed = new Set<string>();
  const vault = {
    listAccounts: async () => accounts,
    getAccount: async (id: string) => accounts.find((account) => account.id === id) ?? null,
  };
  const settings = createSettings({ store: memoryStore(), locks: { withLock: (_name, task) => task() } });
  const openDrafts = createOpenDrafts(memoryStore());
  const capturer = createCapturer({ inject: () => page(), clock: world.clock, random: realRandom });
  const { outbox, store } = box;
  const images = createImages({
    ...{ store, imageStore: box.images, vault, clock: world.clock, onChange: box.onChange, keepAlive: box.keepAlive },
    readInPage: (_page, url) => readInPage(url),
    fetch: (url, init) => fetch(url, init),
    run: () => void said.push('update'),
    mayReach: async (origins) => origins.every((origin) => allowed.has(origin)),
    giveUpUnused: async (origins) => {
      for (const origin of origins) allowed.delete(origin);
    },
  });
  world.listeners.push((entry, news) => void images.onEntry(entry, news));
  const editor = createEditor({
    ...{ capturer, outbox, store, vault, settings, openDrafts, images },
    random: realRandom,
    words: WORDS,
    getTab: async (id) => (id === TAB.id ? TAB : null),
  });
  const publisher = createPublisher({
    ...{ capturer, editor, outbox, images, vault, clock: world.clock },
    run: () => void said.push('run'),
    openSetUp: async () => void said.push('set-up'),
    openPopup: async () => popupOpens,
    sayNothingClipped: async (reason) => void said.push(reason),
    sayClipWaits: async () => void said.push('clip waits'),
    sayFailed: async (error) => void said.push(error.code),
  });
  return {
    ...{ world, store, outbox, editor, publisher, images, said, accounts, settings, allowed },
    shows: (answer: () => Promise<Injected>) => {
      page = answer;
    },
    selects: (text: string) => {
      page = async () => ({ ok: true, captured: captured(text) });
    },
    /** A passage with images, and what the page says when it is asked for their bytes. */
    selectsImages: (srcs: readonly string[], read: (url: string) => Promise<unknown>) => {
      page = async () => ({ ok: true, captured: captured('First passage', srcs) });
      readInPage = read;
    },
    selectsNothing: () => {
      const { source } = captured('');
      page = async () => ({ ok: true, captured: { found: false, source } });
    },
    refusesPopups: () => {
      popupOpens = false;
    },
  };
}
