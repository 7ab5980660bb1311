import type { Input } from '../messages/contract.ts';

type Update = Input<'draft.update'>;

/** What was changed: of the draft itself, of what its destination takes besides, and where it goes. */
export type DraftEdit = Update['patch'] & Pick<Update, 'options' | 'accountId'>;

/**
 * Carries edits to the background soon after they are made. Nothing waits for the person to "save", and a popup that
 * closes loses nothing: `flush` sends at once what is still here, together with what is on its way.
 */
export interface DraftSaver {
  edit(change: DraftEdit): void;
  /** Resolves when everything edited so far is stored; rejects where it could not be. */
  flush(): Promise<void>;
}

export interface SaverDeps<A> {
  store(edit: DraftEdit): Promise<A>;
  /** What was answered to an edit. An answer that one to a later edit has overtaken is not told any more. */
  onStored(answer: A): void;
  onError(thrown: unknown): void;
}

export function createDraftSaver<A>({ store, onStored, onError }: SaverDeps<A>, delayMs = 150): DraftSaver {
  let pending: DraftEdit | null = null;
  let underWay: DraftEdit | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let sent = 0;
  let answered = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function sendNow(): Promise<unknown> {
    clearTimeout(timer);
    timer = undefined;
    if (pending === null) return last;
    const edit = { ...underWay, ...pending };
    pending = null;
    underWay = edit;
    sent += 1;
    const number = sent;
    last = store(edit).then(
      (answer) => {
        if (underWay === edit) underWay = null;
        if (number < answered) return;
        answered = number;
        onStored(answer);
      },
      (thrown: unknown) => {
        // What could not be stored is tried again with the next edit.
        pending = { ...edit, ...pending };
        if (underWay === edit) underWay = null;
        throw thrown;
      },
    );
    return last;
  }

  function later(): void {
    timer ??= setTimeout(() => {
      sendNow().catch(onError);
    }, delayMs);
  }

  return {
    edit(change) {
      pending = { ...pending, ...change };
      later();
    },
    async flush() {
      await sendNow();
    },
  };
}
