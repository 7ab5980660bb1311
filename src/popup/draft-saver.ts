import type { DraftPatch } from '../messages/contract.ts';

/**
 * Carries edits to the background soon after they are made. Nothing waits for the person to "save", and a popup that
 * closes loses nothing: `flush` sends at once what is still here, together with what is on its way.
 */
export interface DraftSaver {
  edit(patch: DraftPatch): void;
  /** Resolves when everything edited so far is stored; rejects where it could not be. */
  flush(): Promise<void>;
}

export function createDraftSaver(
  store: (patch: DraftPatch) => Promise<unknown>,
  onError: (thrown: unknown) => void,
  delayMs = 150,
): DraftSaver {
  let pending: DraftPatch | null = null;
  let underWay: DraftPatch | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function sendNow(): Promise<unknown> {
    clearTimeout(timer);
    timer = undefined;
    if (pending === null) return last;
    const patch = { ...underWay, ...pending };
    pending = null;
    underWay = patch;
    last = store(patch).then(
      () => {
        if (underWay === patch) underWay = null;
      },
      (thrown: unknown) => {
        // What could not be stored is tried again with the next edit.
        pending = { ...patch, ...pending };
        if (underWay === patch) underWay = null;
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
    edit(patch) {
      pending = { ...pending, ...patch };
      later();
    },
    async flush() {
      await sendNow();
    },
  };
}
