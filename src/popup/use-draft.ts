import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type ErrorView, toErrorView } from '../core/errors.ts';
import type { DraftPatch, OpenDraft } from '../messages/contract.ts';
import { send } from '../messages/send.ts';
import { createDraftSaver, type DraftEdit } from './draft-saver.ts';

const isSilent = ({ entry, review }: OpenDraft): boolean => entry.error === null && review === null;

/** The open draft as it is being edited here. The background hears of every edit; it never overwrites what is typed. */
export function useDraft(first: OpenDraft) {
  const entryId = first.entry.id;
  const [draft, setDraft] = useState(first.draft);
  const [told, setTold] = useState(first);
  const newest = useRef(first);
  const [failure, setFailure] = useState<ErrorView | null>(null);
  const saver = useMemo(
    () =>
      createDraftSaver({
        store: ({ options, accountId, ...patch }) =>
          send('draft.update', {
            entryId,
            patch,
            ...(options === undefined ? {} : { options }),
            ...(accountId === undefined ? {} : { accountId }),
          }),
        onStored(answer) {
          newest.current = answer;
          // Most sites have nothing to say, and that is not shown anew.
          setTold((old) => (isSilent(old) && isSilent(answer) ? old : answer));
          setFailure(null);
        },
        onError: (thrown) => setFailure(toErrorView(thrown)),
      }),
    [entryId],
  );

  useLayoutEffect(() => {
    const flush = () => {
      saver.flush().catch((thrown: unknown) => setFailure(toErrorView(thrown)));
    };
    document.addEventListener('visibilitychange', flush);
    window.addEventListener('pagehide', flush);
    return () => {
      document.removeEventListener('visibilitychange', flush);
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [saver]);

  return {
    draft,
    /** What the background said of it last, as it was stored by then. */
    told,
    /** Why the last edit could not be kept. */
    failure,
    edit(patch: DraftPatch): void {
      setDraft((old) => ({ ...old, ...patch }));
      saver.edit(patch);
    },
    /** Where the draft goes, and what was chosen for there. */
    address: (change: Pick<DraftEdit, 'options' | 'accountId'>): void => saver.edit(change),
    /** What is said of it once everything is stored; rejects where it could not be. */
    async flush(): Promise<OpenDraft> {
      await saver.flush();
      return newest.current;
    },
  };
}
