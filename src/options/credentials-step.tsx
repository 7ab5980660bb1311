import { useState } from 'preact/hooks';
import { inspectGhostKey } from '../auth/admin-api-key-format.ts';
import { type ErrorView, toErrorView } from '../core/errors.ts';
import type { CheckReport } from '../destinations/destination.ts';
import type { Account, ConnectResult } from '../messages/contract.ts';
import { send } from '../messages/send.ts';
import { Button } from '../ui/button.tsx';
import { errorText } from '../ui/error-text.ts';
import { Notice } from '../ui/notice.tsx';
import { StepList } from '../ui/step-list.tsx';
import { t } from '../ui/t.ts';
import { Advanced } from './advanced.tsx';
import type { Found } from './connect.tsx';
import { KeyField } from './key-field.tsx';
import { KeyHelp } from './key-help.tsx';

/** The key, and then the checks, each failed one with its cure. */
export function CredentialsStep({
  account,
  found,
  onConnected,
}: {
  account: Account | null;
  found: Found;
  onConnected: (result: ConnectResult) => void;
}) {
  const [key, setKey] = useState('');
  const [insist, setInsist] = useState(false);
  const [choices, setChoices] = useState<Record<string, string>>(() => storedChoices(account));
  const [busy, setBusy] = useState(false);
  const [report, setReport] = useState<CheckReport | null>(null);
  const [failure, setFailure] = useState<ErrorView | null>(null);
  const keeps = account !== null && key.trim() === '';

  async function connect(): Promise<void> {
    setInsist(true);
    const inspected = inspectGhostKey(key);
    if (!keeps && !inspected.ok) return;
    setBusy(true);
    setReport(null);
    setFailure(null);
    try {
      const result = await send('accounts.connect', {
        ...(account === null ? {} : { accountId: account.id }),
        destination: 'ghost',
        discovery: found.discovery,
        ...(inspected.ok
          ? { credentials: { method: 'admin_api_key', key: `${inspected.id}:${inspected.secret}` } }
          : {}),
        settings: { ...found.discovery.settings, ...choices, ...(found.allowHttp ? { allowHttp: true } : {}) },
      });
      if (result.account) onConnected(result);
      else setReport(result.report);
    } catch (thrown) {
      setFailure(toErrorView(thrown));
    }
    setBusy(false);
  }

  return (
    <form class="form" noValidate onSubmit={(event) => event.preventDefault()}>
      <KeyHelp adminUrl={found.discovery.apiUrl} />
      <KeyField value={key} onInput={setKey} optional={account !== null} insist={insist} />
      <Advanced values={{ ...found.discovery.settings, ...choices }} onChange={setChoices} />
      <div role="status">
        {report && (
          <>
            <p class="check-failed">{t('check_failed')}</p>
            <StepList steps={report.steps} />
          </>
        )}
      </div>
      {failure && <Notice tone="error">{errorText(failure)}</Notice>}
      <div class="row">
        <Button kind="primary" type="submit" busy={busy} onClick={() => void connect()}>
          {t('action_connect_now')}
        </Button>
        <p class="quiet-line" role="status">
          {busy && t('checking')}
        </p>
      </div>
    </form>
  );
}

function storedChoices(account: Account | null): Record<string, string> {
  const stored = Object.entries(account?.settings ?? {});
  return Object.fromEntries(stored.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
