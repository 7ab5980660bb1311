import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { DestinationOptions } from '../destinations/destination.ts';
import { send } from '../messages/send.ts';

/**
 * The site's tags, categories and authors, asked for when someone first needs them, and again for each account that is
 * chosen from then on. They are a help: without them all works.
 */
export function useOptions(accountId: string | null) {
  const [loaded, setLoaded] = useState<Record<string, DestinationOptions>>({});
  const needed = useRef(false);
  const asked = useRef(new Set<string>());

  function load(): void {
    needed.current = true;
    if (accountId === null || asked.current.has(accountId)) return;
    asked.current.add(accountId);
    send('accounts.options', { accountId }).then(
      (options) => setLoaded((old) => ({ ...old, [accountId]: options })),
      // The next who needs them asks again.
      () => asked.current.delete(accountId),
    );
  }

  useLayoutEffect(() => {
    if (needed.current) load();
  }, [accountId]);

  return { options: (accountId !== null && loaded[accountId]) || null, load };
}
