import { useEffect, useState } from 'preact/hooks';
import type { AttentionView } from '../messages/contract.ts';
import { send } from '../messages/send.ts';
import { onChange } from '../ui/changes.ts';

/** What waits for the person, the newest first; null until that is known. */
export function useAttention(): readonly AttentionView[] | null {
  const [attention, setAttention] = useState<readonly AttentionView[] | null>(null);
  useEffect(() => {
    function look(): void {
      // The page says by itself where the background can't be asked.
      send('outbox.attention', null).then(setAttention, () => setAttention((known) => known ?? []));
    }
    look();
    return onChange((what) => what.has('outbox') && look());
  }, []);
  return attention;
}
