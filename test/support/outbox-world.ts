/**
 * A world for the outbox: one disk, one server, one clock, and backgrounds that can be killed at any await.
 * A killed background's next step never comes; its locks fall free; the disk and the server stay as they are.
 */
import { DestinationError, type ErrorCode } from '../../src/core/errors.ts';
import type { Random, Store } from '../../src/core/ports.ts';
import { type Destination, KEY_TAKEN, type Receipt, type UploadedImages } from '../../src/destinations/destination.ts';
import type { Draft } from '../../src/draft/draft.ts';
import type { EntryNews, OnChange } from '../../src/outbox/deps.ts';
import type { OutboxEntry } from '../../src/outbox/entry.ts';
import type { ImageStore } from '../../src/outbox/image-store.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { createRunner } from '../../src/outbox/runner.ts';
import { createSessionOutboxStore } from '../../src/outbox/session-store.ts';
import { createUndo } from '../../src/outbox/undo.ts';
import { WORDS } from '../fixtures/draft.ts';
import { lockSpace } from './locks.ts';
import { handClock, memoryImages, memoryStore } from './memory.ts';

/**
 * What the server does with a create request.
 * ok: makes it and says so. lost: makes it, the answer never comes. late: makes it 60 s later, long after the time-out.
 * key_taken: somebody else has got what the key names meanwhile. Any error code: makes nothing and says so.
 */
export type CreateScript = 'ok' | 'lost' | 'late' | 'key_taken' | ErrorCode;

/** What the server does with an upload: as with a create request; `late` would need a look-up of its own. */
export type UploadScript = Exclude<CreateScript, 'late' | 'key_taken'>;

export interface Post {
  key: string;
  title: string;
  accountId: string;
  arrivesAt: number;
  tidied: number;
  /** Somebody has worked on it since. */
  edited?: true;
  /** By the `src` in the clip: what was said to stand at the server. */
  images: Record<string, string>;
}

/** An image in the server's library. */
export interface Medium {
  name: string;
  bytes: number;
  type: string;
  caption: string;
  accountId: string;
}

export function failure(code: ErrorCode, more: { retryAfter?: number; reason?: string; status?: number } = {}) {
  return new DestinationError({ code, destination: 'ghost', ...more });
}

const never = new Promise<never>(() => {});

export function createWorld() {
  const clock = handClock();
  const disk = new Map<string, string>();
  const blobs = new Map<string, Blob>();
  let diskFull = false;
  const spaces = lockSpace();
  let uuids = 0;
  const random: Random = {
    bytes: (length) => new Uint8Array(length).fill(128),
    uuid: () => {
      uuids += 1;
      return `00000000-0000-4000-8000-${String(uuids).padStart(12, '0')}`;
    },
  };

  const server = {
    posts: [] as Post[],
    /** Scripts for the next create requests, then `ok` for ever. */
    creates: [] as CreateScript[],
    finds: [] as ('ok' | ErrorCode)[],
    /** When it is asked which key is free. */
    keys: [] as ('ok' | ErrorCode)[],
    /** Keys that name what somebody else has made. */
    taken: new Set<string>(),
    media: [] as Medium[],
    uploads: [] as UploadScript[],
    removals: [] as ('ok' | ErrorCode)[],
    /** `settings.images` of every account. */
    images: 'copy' as 'copy' | 'link',
    updates: [] as UploadScript[],
    reads: [] as ('ok' | ErrorCode)[],
    deletes: [] as ('ok' | ErrorCode)[],
    tidies: [] as ('ok' | ErrorCode)[],
    opens: [] as ('ok' | ErrorCode)[],
    log: [] as string[],
    arrived: () => server.posts.filter((post) => post.arrivesAt <= clock.now()),
  };

  const receiptOf = (post: Post): Receipt => ({
    v: 1,
    remoteId: `remote-${post.key}`,
    remote: { key: post.key },
    editUrl: `https://blog.example/ghost/#/editor/post/${post.key}`,
    createdAt: new Date(clock.now()).toISOString(),
    leftOut: [],
  });

  const unused = (): never => {
    throw new Error('the outbox does not use this');
  };

  function adapter(accountId: string): Destination {
    const say = (what: string): void => void server.log.push(`${what} ${accountId}`);
    return {
      descriptor: {
        id: 'ghost',
        name: 'Ghost',
        authMethods: ['admin_api_key'],
        fields: [],
        limits: { titleCodePoints: 255, excerptCodePoints: 300, tagCodePoints: 191, bodyBytes: 1_000_000 },
        uploadsImages: true,
        takesFeaturedImage: true,
        takesCanonical: true,
        asksForTwin: false,
      },
      parseSettings: unused,
      discover: unused,
      explain: unused,
      authorizer: unused,
      check: unused,
      options: unused,
      async deliveryKey(draft, nonce) {
        const script = server.keys.shift() ?? 'ok';
        if (script !== 'ok') throw failure(script);
        let key = `${draft.title}-${nonce}`;
        while (server.taken.has(key)) key += '-2';
        return key;
      },
      async findDraft(key) {
        say('find');
        const script = server.finds.shift() ?? 'ok';
        if (script !== 'ok') throw failure(script);
        const post = server.arrived().find((candidate) => candidate.key === key);
        return post === undefined ? null : receiptOf(post);
      },
      async createDraft(draft, key, _options, _session, images: UploadedImages = new Map()) {
        say('create');
        const script = server.creates.shift() ?? 'ok';
        const post: Post = { key, title: draft.title, accountId, arrivesAt: clock.now(), tidied: 0, images: {} };
        for (const [src, { url }] of images) post.images[src] = url;
        if (script === 'late') post.arrivesAt += 60_000;
        if (script === 'ok' || script === 'lost' || script === 'late') server.posts.push(post);
        if (script === 'ok') return receiptOf(post);
        if (script === 'key_taken') {
          server.taken.add(key);
          throw failure('conflict', { reason: KEY_TAKEN });
        }
        throw failure(script === 'lost' || script === 'late' ? 'timeout' : script);
      },
      async uploadImage({ name, bytes, caption }) {
        const image = { remoteId: name, url: `https://${accountId}.example/media/${name}` };
        server.log.push(`upload ${name}`);
        if (server.media.some((medium) => medium.name === name)) return image;
        const script = server.uploads.shift() ?? 'ok';
        const medium = { name, bytes: bytes.size, type: bytes.type, caption, accountId };
        if (script === 'ok' || script === 'lost') server.media.push(medium);
        if (script !== 'ok') throw failure(script === 'lost' ? 'timeout' : script);
        return image;
      },
      async deleteImage({ remoteId }) {
        server.log.push(`remove ${remoteId}`);
        const script = server.removals.shift() ?? 'ok';
        if (script !== 'ok') throw failure(script);
        server.media = server.media.filter(({ name }) => name !== remoteId);
      },
      async tidy(receipt) {
        say('tidy');
        const script = server.tidies.shift() ?? 'ok';
        if (script !== 'ok') throw failure(script);
        const post = server.posts.find((candidate) => `remote-${candidate.key}` === receipt.remoteId);
        if (post !== undefined) post.tidied += 1;
      },
      async getDraft(receipt) {
        const script = server.reads.shift() ?? 'ok';
        if (script !== 'ok') throw failure(script);
        const post = server.posts.find((candidate) => `remote-${candidate.key}` === receipt.remoteId);
        if (post === undefined) throw failure('not_found');
        return { title: post.title, html: Object.values(post.images).join(), status: 'draft', slug: post.key };
      },
      async updateDraft(receipt, _draft, _options, _session, images) {
        say('update');
        const script = server.updates.shift() ?? 'ok';
        const post = server.posts.find((candidate) => `remote-${candidate.key}` === receipt.remoteId);
        if (post === undefined || post.edited) throw failure('conflict');
        if (script === 'ok' || script === 'lost') for (const [src, { url }] of images) post.images[src] = url;
        if (script !== 'ok') throw failure(script === 'lost' ? 'timeout' : script);
        return { ...receipt, revision: 'updated' };
      },
      async deleteDraft(receipt) {
        say('delete');
        const script = server.deletes.shift() ?? 'ok';
        if (script !== 'ok') throw failure(script);
        const index = server.posts.findIndex((candidate) => `remote-${candidate.key}` === receipt.remoteId);
        if (index !== -1) server.posts.splice(index, 1);
      },
    };
  }

  let wake: number | null = null;
  const listeners: OnChange[] = [];

  /** A background. It dies at its `killAt`-th await, just before or just after what it awaited has happened. */
  function background(killAt = Number.POSITIVE_INFINITY, side: 'before' | 'after' = 'before') {
    const locks = spaces.context();
    let dead = false;
    let steps = 0;
    let onDeath: () => void = () => {};
    const death = new Promise<void>((resolve) => {
      onDeath = resolve;
    });
    const die = (): void => {
      dead = true;
      locks.die();
      onDeath();
    };

    const awaited = async <T>(task: () => Promise<T>): Promise<T> => {
      if (dead) return never;
      steps += 1;
      const last = steps === killAt;
      if (last && side === 'before') {
        die();
        return never;
      }
      try {
        return await task();
      } finally {
        if (last) die();
        // biome-ignore lint/correctness/noUnsafeFinally: a dead background sees neither result nor error
        if (dead) return never;
      }
    };

    const raw = memoryStore(disk);
    const store: Store = {
      get: (key) => awaited(() => raw.get(key)),
      set: (key, value) => awaited(() => raw.set(key, value)),
      remove: (key) => awaited(() => raw.remove(key)),
      keys: (prefix) => awaited(() => raw.keys(prefix)),
    };
    const rawImages = memoryImages(blobs);
    const images: ImageStore = {
      put: (key, bytes) =>
        awaited(() => (diskFull ? Promise.reject(failure('storage_full')) : rawImages.put(key, bytes))),
      get: (key) => awaited(() => rawImages.get(key)),
      remove: (keys) => awaited(() => rawImages.remove(keys)),
      removeOf: (draftId) => awaited(() => rawImages.removeOf(draftId)),
      keys: () => awaited(() => rawImages.keys()),
    };
    const news: [EntryNews, OutboxEntry][] = [];
    const deps = {
      store: createSessionOutboxStore({ store, locks }),
      locks,
      clock,
      random,
      images,
      onChange: (entry: OutboxEntry, what: EntryNews) => {
        news.push([what, entry]);
        listeners.forEach((listener) => void listener(entry, what));
      },
      keepAlive: <T>(task: () => Promise<T>) => task(),
      schedule: (at: number | null) =>
        awaited(async () => {
          wake = at;
        }),
      deliver: {
        open: (entry: OutboxEntry) =>
          awaited(async () => {
            const script = server.opens.shift() ?? 'ok';
            if (script !== 'ok') throw failure(script);
            const real = adapter(entry.accountId ?? 'nobody');
            const destination: Destination = {
              ...real,
              deliveryKey: (draft, nonce, session) => awaited(async () => real.deliveryKey(draft, nonce, session)),
              findDraft: (key, session) => awaited(() => real.findDraft(key, session)),
              createDraft: (...args) => awaited(() => real.createDraft(...args)),
              uploadImage: (image, session) => awaited(async () => real.uploadImage?.(image, session) ?? unused()),
              deleteImage: (image, session) => awaited(async () => real.deleteImage?.(image, session)),
              tidy: (receipt, draft, session) => awaited(() => real.tidy(receipt, draft, session)),
              getDraft: (receipt, session) => awaited(() => real.getDraft(receipt, session)),
              updateDraft: (...args) => awaited(async () => real.updateDraft?.(...args) ?? unused()),
              deleteDraft: (receipt, session) => awaited(() => real.deleteDraft(receipt, session)),
            };
            const session = {
              siteUrl: 'https://blog.example/',
              apiUrl: 'https://blog.example/ghost/',
              settings: { images: server.images },
              http: { request: unused },
              clock,
              words: WORDS,
            };
            return { destination, session };
          }),
      },
    };
    return {
      ...deps,
      news,
      death,
      die,
      steps: () => steps,
      runner: createRunner(deps),
      outbox: createOutbox(deps),
      undo: createUndo(deps),
    };
  }

  /** Wakes a background as its alarm would, until nothing waits any more. */
  async function settle(one = background(), rounds = 60): Promise<ReturnType<typeof background>> {
    await one.runner.recover();
    await one.runner.run();
    for (let round = 0; wake !== null; round += 1) {
      if (round > rounds) throw new Error('the outbox never comes to rest');
      clock.set(Math.max(wake, clock.now()));
      await one.runner.run();
    }
    return one;
  }

  /** From now on no image finds room. */
  const fillDisk = (): void => {
    diskFull = true;
  };
  return { clock, disk, blobs, random, server, background, settle, fillDisk, listeners, wake: () => wake };
}

export function draftNamed(title: string): Draft {
  return {
    v: 1,
    id: `draft-${title}`,
    title,
    note: '',
    passages: [],
    quote: true,
    excerpt: '',
    tags: [],
    canonical: false,
    images: [],
  };
}

export type World = ReturnType<typeof createWorld>;

/** A draft of this title (or this draft), sent to the account (null: to none yet). */
export async function queue(
  world: World,
  what: string | Draft,
  accountId: string | null = 'blog',
): Promise<OutboxEntry> {
  const { outbox } = world.background();
  const entry = await outbox.open(typeof what === 'string' ? draftNamed(what) : what, {
    accountId,
    options: {},
    incognito: true,
  });
  world.clock.advance(1);
  return outbox.submit(entry.id, accountId);
}

/** The entry as it is stored. */
export const read = async (world: World, id: string): Promise<OutboxEntry> => {
  const entry = await world.background().store.get(id);
  if (entry === null) throw new Error('the entry is gone');
  return entry;
};

/** What the server holds, in the order of arrival. */
export const titles = (world: World): string[] => world.server.posts.map((post) => post.title);
