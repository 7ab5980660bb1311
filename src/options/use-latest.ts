import { useRef, useState } from 'preact/hooks';
import { type ErrorView, toErrorView } from '../core/errors.ts';

export interface Latest<T> {
  busy: boolean;
  failure: ErrorView | null;
  /** What was read last; null until then. */
  latest: T | null;
  /** Resolves with null where it failed, or where another reading has begun meanwhile. */
  read(task: () => Promise<T>): Promise<T | null>;
}

/** What is read again and again, where an answer that was overtaken by another question is dropped. */
export function useLatest<T>(): Latest<T> {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ErrorView | null>(null);
  const [latest, setLatest] = useState<T | null>(null);
  const begun = useRef(0);

  async function read(task: () => Promise<T>): Promise<T | null> {
    begun.current += 1;
    const mine = begun.current;
    setBusy(true);
    setFailure(null);
    try {
      const found = await task();
      if (mine !== begun.current) return null;
      setLatest(() => found);
      setBusy(false);
      return found;
    } catch (thrown) {
      if (mine !== begun.current) return null;
      setFailure(toErrorView(thrown));
      setBusy(false);
      return null;
    }
  }

  return { busy, failure, latest, read };
}

/** What was asked for is not there (any more), or not for this sign-in: no reason not to show what is. */
export const isLost = ({ code }: ErrorView): boolean => code === 'not_found' || code === 'insufficient_scope';
