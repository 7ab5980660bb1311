import { useState } from 'preact/hooks';
import { type ErrorView, toErrorView } from '../core/errors.ts';
import type { CheckReport } from '../destinations/destination.ts';
import type { ConnectResult } from '../messages/contract.ts';
import { send } from '../messages/send.ts';

export interface Connection {
  busy: boolean;
  /** The checks of an attempt that failed. */
  report: CheckReport | null;
  failure: ErrorView | null;
  /** Follows an attempt that has begun; resolves with an account, or with null where it failed. */
  follow(attempt: Promise<ConnectResult>): Promise<ConnectResult | null>;
  /** Another way to sign in: what came of this one is of no interest there. */
  forget(): void;
}

/** One attempt at a time, and what came of the last one. */
export function useConnection(): Connection {
  const [busy, setBusy] = useState(false);
  const [report, setReport] = useState<CheckReport | null>(null);
  const [failure, setFailure] = useState<ErrorView | null>(null);

  function forget(): void {
    setReport(null);
    setFailure(null);
  }

  async function follow(attempt: Promise<ConnectResult>): Promise<ConnectResult | null> {
    setBusy(true);
    forget();
    let result: ConnectResult | null = null;
    try {
      result = await attempt;
      if (result.account === null) setReport(result.report);
    } catch (thrown) {
      const view = toErrorView(thrown);
      setFailure(view);
      // Nobody else wakes the next background, which closes the window that was left open and says what can be repeated.
      if (view.reason === 'authorization_interrupted') send('accounts.interrupted', null).catch(() => undefined);
    }
    setBusy(false);
    return result?.account ? result : null;
  }

  return { busy, report, failure, follow, forget };
}
