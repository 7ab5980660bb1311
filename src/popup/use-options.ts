import { useRef, useState } from 'preact/hooks';
import type { DestinationOptions } from '../destinations/destination.ts';
import { send } from '../messages/send.ts';

/** The site's tags and authors, asked for when someone first needs them. They are a help: without them all works. */
export function useOptions(accountId: string | null) {
  const [loaded, setLoaded] = useState<{ accountId: string; options: DestinationOptions } | null>(null);
  const asked = useRef<string | null>(null);

  async function load(): Promise<void> {
    if (accountId === null || asked.current === accountId) return;
    asked.current = accountId;
    try {
      setLoaded({ accountId, options: await send('accounts.options', { accountId }) });
    } catch {
      asked.current = null;
    }
  }

  return {
    options: loaded !== null && loaded.accountId === accountId ? loaded.options : null,
    load: () => void load(),
  };
}
