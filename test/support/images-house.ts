/** The background, with one account that takes copies of images. */
import type { DraftImage } from '../../src/draft/draft.ts';
import type { Account } from '../../src/messages/contract.ts';
import type { OutboxEntry } from '../../src/outbox/entry.ts';
import { ACCOUNT, CLICK, createHouse } from './background-house.ts';

export const BLOG: Account = { ...ACCOUNT, destination: 'wordpress', settings: { images: 'copy' } };
export const SRC = ['https://paper.example/1.png', 'https://cdn.example/2.png'];
export const SEND = { ...CLICK, id: 'selection|send|account-1' };

export type ImagesHouse = ReturnType<typeof createImagesHouse>;

export function createImagesHouse() {
  const house = createHouse();
  house.accounts.push(BLOG);

  /** The first there is. */
  const entry = async (): Promise<OutboxEntry> => {
    const [first] = await house.store.list();
    if (first === undefined) throw new Error('nothing was kept');
    return first;
  };
  const draftImages = async (): Promise<DraftImage[]> =>
    (await house.store.getWithDraft((await entry()).id))?.draft.images ?? [];
  return {
    ...house,
    entry,
    draftImages,
    /** How each of its images fares, in a word. */
    states: async () => (await draftImages()).map(({ state, reason }) => reason ?? state),
    /** Resolves when none is being copied. */
    idle: async () => house.images.pending((await entry()).id),
  };
}

/** A page that answers when it is told to. */
export function slowPage() {
  const answers = new Map<string, (answer: unknown) => void>();
  const asked: string[] = [];
  const read = (url: string) => {
    asked.push(url);
    return new Promise<unknown>((resolve) => void answers.set(url, resolve));
  };
  return { read, asked, answer: (url: string, answer: unknown) => answers.get(url)?.(answer) };
}

/** Lets what is ready happen. */
export const turn = () => new Promise((resolve) => setTimeout(resolve, 5));
