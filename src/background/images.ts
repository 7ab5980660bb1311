/**
 * Copies of a draft's images, for accounts that take them. The draft is stored before any of this begins, and goes out
 * with the images that are there when its time has come: nothing waits for an image without an end.
 */
import { ownError } from '../core/errors.ts';
import type { Clock, Fetch } from '../core/ports.ts';
import { originPattern } from '../destinations/address.ts';
import { createHttp } from '../destinations/http.ts';
import type { DraftImage } from '../draft/draft.ts';
import { toBeUpdated } from '../outbox/changes.ts';
import type { EntryNews, KeepAlive, OnChange } from '../outbox/deps.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import { draftOfKey, type ImageStore, imageKey } from '../outbox/image-store.ts';
import type { EntryWithDraft, OutboxStore } from '../outbox/store.ts';
import type { PageFrame } from '../platform/scripting.ts';
import type { Vault } from '../vault/vault.ts';
import { copiesImages } from './copies-images.ts';
import { download, type Found, foundInPage, IMAGE_CAPS, type ReadImage, readImages } from './image-reading.ts';
import { asWanted, isStored, isUntried, isWanted, mayBeCopied, mayChange, needsBytes } from './image-states.ts';

export interface ImagesDeps {
  store: OutboxStore;
  imageStore: ImageStore;
  vault: Pick<Vault, 'listAccounts'>;
  fetch: Fetch;
  clock: Clock;
  readInPage(page: PageFrame, url: string, maxBytes: number): Promise<unknown>;
  mayReach(origins: string[]): Promise<boolean>;
  /** Gives back access to those of these match patterns that no account needs. */
  giveUpUnused(origins: string[]): Promise<void>;
  /** Sends what is due: copies that came after the delivery. */
  run(): void;
  onChange: OnChange;
  keepAlive: KeepAlive;
}

export interface Images {
  /**
   * Begins to copy what the page itself may read of a stored draft's images; once only. Returns at once.
   * @param page where the clip was made; null where nothing can be read there
   * @param accountId the account it goes to; null where the person still chooses
   */
  collect(stored: EntryWithDraft, page: PageFrame | null, accountId: string | null): void;
  /** Resolves, and never rejects, when nothing is being copied for the entry any more; null where nothing is. */
  pending(entryId: string): Promise<void> | null;
  /** The person wants copies from hosts that they allow, now or in a moment. */
  copyUnread(entryId: string): Promise<EntryWithDraft>;
  /** Access to hosts was granted. */
  onGranted(): Promise<void>;
  /** Told of everything that happens to entries: bytes go when their draft is delivered, dropped or removed. */
  onEntry(entry: OutboxEntry, news: EntryNews): Promise<void>;
  /** At the background's start: bytes that no draft needs any more go, and what was wanted is fetched. */
  resume(): Promise<void>;
}

const OVER: ReadonlySet<EntryNews> = new Set<EntryNews>(['answered', 'found', 'tidied', 'drop', 'undo', 'removed']);

type ChangeImage = (image: DraftImage, entry: OutboxEntry) => DraftImage;

const patternOf = ({ originalUrl }: DraftImage): string => originPattern(new URL(originalUrl));

export function createImages(deps: ImagesDeps): Images {
  const { store, imageStore, vault, fetch, clock, onChange, keepAlive } = deps;
  // An image's host gets nothing of ours, so that http is no danger.
  const http = createHttp({ fetch, clock, destination: 'clipdraft', allowHttp: true });
  /** By entry. In flight only: a worker that ends leaves links. */
  const running = new Map<string, Promise<void>>();

  async function track(entryId: string, task: () => Promise<void>): Promise<void> {
    const done: Promise<void> = (running.get(entryId) ?? Promise.resolve())
      .then(() => keepAlive(task))
      .catch(() => undefined)
      .then(() => (running.get(entryId) === done ? over(entryId) : undefined));
    running.set(entryId, done);
    return done;
  }

  /** Whoever looked after the last image was kept and before this still believes that something is being copied. */
  async function over(entryId: string): Promise<void> {
    running.delete(entryId);
    const entry = await store.get(entryId).catch(() => null);
    if (entry !== null) onChange(entry, 'edited');
  }

  /** The entry as it is now, or null where its images are no longer to be changed. */
  async function change(entryId: string, apply: ChangeImage): Promise<EntryWithDraft | null> {
    let changed = false;
    const stored = await store.updateWithDraft(entryId, ({ entry, draft }) => {
      changed = mayChange(entry);
      if (!changed) return { entry, draft };
      const images = draft.images.map((image) => apply(image, entry));
      const late =
        entry.state === 'delivered' && images.some((image, at) => isStored(image) && image !== draft.images[at]);
      return { entry: late ? toBeUpdated(entry) : entry, draft: { ...draft, images } };
    });
    if (stored === null || !changed) return null;
    onChange(stored.entry, 'edited');
    return stored;
  }

  /** Bytes first, then the draft that names them: what a crash leaves behind is swept up. */
  async function keep(entryId: string, draftId: string, found: ReadonlyMap<string, Found>): Promise<void> {
    const known = new Map<string, Found>(found);
    for (const [imageId, result] of found) {
      if (!('bytes' in result)) continue;
      const put = imageStore.put(imageKey(draftId, imageId), result.bytes);
      // A full disk costs the copy, not the draft.
      await put.catch(() => known.set(imageId, { reason: 'too_large' }));
    }
    const kept = await change(entryId, (image, { state }) =>
      // A delivered draft gets only what the person asked for.
      state === 'delivered' && !isWanted(image) ? image : withFound(image, draftId, known.get(image.id)),
    );
    const needed = new Set(kept?.draft.images.filter(isStored).map(({ id }) => id));
    const left = [...found].filter(([id, result]) => 'bytes' in result && !needed.has(id));
    if (left.length > 0) await imageStore.remove(left.map(([id]) => imageKey(draftId, id)));
  }

  async function gather({ entry, draft }: EntryWithDraft, images: readonly DraftImage[], read: ReadImage) {
    await readImages(images, read, (found) => keep(entry.id, draft.id, found));
  }

  const isCopied = async (accountId: string | null): Promise<boolean> =>
    (await vault.listAccounts()).some(
      (account) => (accountId === null || account.id === accountId) && copiesImages(account),
    );

  /** Everything that is wanted and whose host is allowed, of all drafts. */
  async function fetchWanted(): Promise<void> {
    if (!(await isCopied(null))) return;
    const used = new Set<string>();
    for (const { id, state, accountId } of (await store.list()).filter(mayChange)) {
      if (state === 'delivered' && !(await isCopied(accountId))) continue;
      const stored = await store.getWithDraft(id);
      const wanted = stored?.draft.images.filter(isWanted) ?? [];
      const allowed: DraftImage[] = [];
      for (const image of wanted) if (await deps.mayReach([patternOf(image)])) allowed.push(image);
      if (stored === null || allowed.length === 0) continue;
      for (const image of allowed) used.add(patternOf(image));
      await track(id, () => gather(stored, allowed, (url) => download(url, http)));
    }
    if (used.size > 0) await deps.giveUpUnused([...used]);
  }

  /** One after the other: what the first gives up, the next would still need. */
  let fetching = Promise.resolve();
  const fetchNext = (): Promise<void> => {
    fetching = fetching
      .then(fetchWanted)
      .catch(() => undefined)
      .then(deps.run);
    return fetching;
  };

  return {
    collect(stored, page, accountId) {
      const { entry, draft } = stored;
      const untried = draft.images.filter(isUntried);
      if (untried.length === 0 || running.has(entry.id)) return;
      void track(entry.id, async () => {
        if (!(await isCopied(accountId))) return;
        await gather(stored, untried, async (url) => {
          if (entry.incognito) return { reason: 'private_window' };
          return page === null ? { reason: 'unreadable' } : foundInPage(deps.readInPage(page, url, IMAGE_CAPS.bytes));
        });
      });
    },

    pending: (entryId) => running.get(entryId) ?? null,

    async copyUnread(entryId) {
      const stored = await store.getWithDraft(entryId);
      if (stored === null) {
        throw ownError('not_found', 'entry_missing');
      }
      if (stored.entry.incognito) return stored;
      const wanted = await change(entryId, (image, entry) => (mayBeCopied(image, entry) ? asWanted(image) : image));
      void fetchNext();
      return wanted ?? stored;
    },

    onGranted: fetchNext,

    async onEntry(entry, news) {
      if (!OVER.has(news) || entry.incognito) return;
      // In its turn: what is being kept right now may still be needed.
      await track(entry.id, async () => {
        const now = await store.get(entry.id);
        if (now === null || !needsBytes(now)) await imageStore.removeOf(entry.draftId);
      });
    },

    async resume() {
      const keys = await imageStore.keys();
      const needed = new Set((await store.list()).filter(needsBytes).map(({ draftId }) => draftId));
      const left = keys.filter((key) => !needed.has(draftOfKey(key)));
      if (left.length > 0) await imageStore.remove(left);
      await fetchNext();
    },
  };
}

function withFound(image: DraftImage, draftId: string, found: Found | undefined): DraftImage {
  if (found === undefined || image.state === 'stored') return image;
  const { reason: _, ...rest } = image;
  return 'bytes' in found
    ? { ...rest, state: 'stored', blobId: imageKey(draftId, image.id) }
    : { ...rest, state: 'linked', reason: found.reason };
}
