import { useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { type ErrorView, toErrorView } from '../core/errors.ts';
import type { Draft } from '../draft/draft.ts';
import type { DraftPatch } from '../messages/contract.ts';
import { send } from '../messages/send.ts';
import { createDraftSaver, type DraftEdit } from './draft-saver.ts';

/** The open draft as it is being edited here. The background hears of every edit; it never overwrites what is typed. */
export function useDraft(entryId: string, first: Draft) {
  const [draft, setDraft] = useState(first);
  const [failure, setFailure] = useState<ErrorView | null>(null);
  const saver = useMemo(
    () =>
      createDraftSaver(
        async ({ options, accountId, ...patch }) => {
          const chosen = {
            ...(options === undefined ? {} : { options }),
            ...(accountId === undefined ? {} : { accountId }),
          };
          await send('draft.update', { entryId, patch, ...chosen });
          setFailure(null);
        },
        (thrown) => setFailure(toErrorView(thrown)),
      ),
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
    /** Why the last edit could not be kept. */
    failure,
    edit(patch: DraftPatch): void {
      setDraft((old) => ({ ...old, ...patch }));
      saver.edit(patch);
    },
    /** Where the draft goes, and what was chosen for there. */
    address: (change: Pick<DraftEdit, 'options' | 'accountId'>): void => saver.edit(change),
    flush: saver.flush,
  };
}
