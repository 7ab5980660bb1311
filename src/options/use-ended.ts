import { useEffect, useState } from 'preact/hooks';
import { send } from '../messages/send.ts';
import { onChange } from '../ui/changes.ts';
import { asksForSignIn } from './asks-sign-in.ts';

/** Ids of the accounts whose drafts wait for a new sign-in; null until that is known. */
export function useEnded(): ReadonlySet<string> | null {
  const [ended, setEnded] = useState<ReadonlySet<string> | null>(null);
  useEffect(() => {
    function look(): void {
      send('popup.state', { entryId: null }).then(
        ({ recent }) => {
          const waiting = recent.filter(({ state, error }) => state === 'needs_attention' && asksForSignIn(error));
          setEnded(new Set(waiting.map(({ accountId }) => accountId ?? '')));
        },
        // The page says by itself where the background can't be asked.
        () => setEnded((known) => known ?? new Set()),
      );
    }
    look();
    return onChange((what) => what.has('outbox') && look());
  }, []);
  return ended;
}
