import { useEffect, useState } from 'preact/hooks';
import type { InterruptedSignIn } from '../messages/contract.ts';
import { send } from '../messages/send.ts';
import { onChange } from '../ui/changes.ts';

/** Sign-ins that came to nothing because the background ended, and how one is taken off the list. */
export function useInterrupted(): [readonly InterruptedSignIn[], (id: string) => void] {
  const [interrupted, setInterrupted] = useState<readonly InterruptedSignIn[]>([]);

  function look(): void {
    // Where the background can't be asked, the page says so by itself.
    send('accounts.interrupted', null).then(setInterrupted, () => undefined);
  }

  function forget(id: string): void {
    setInterrupted((known) => known.filter((one) => one.id !== id));
    send('accounts.forgetInterrupted', { id }).then(look, look);
  }

  useEffect(() => {
    look();
    return onChange((what) => what.has('accounts') && look());
  }, []);

  return [interrupted, forget];
}
