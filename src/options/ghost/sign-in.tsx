import { useState } from 'preact/hooks';
import { inspectGhostKey } from '../../auth/admin-api-key-format.ts';
import type { Account } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { Button } from '../../ui/button.tsx';
import { t } from '../../ui/t.ts';
import { termsOf, useConnection } from '../connection.ts';
import { Outcome } from '../outcome.tsx';
import type { SignInProps } from '../systems.ts';
import { GhostAdvanced } from './advanced.tsx';
import { KeyField } from './key-field.tsx';
import { KeyHelp } from './key-help.tsx';

/** The key, and then the checks, each failed one with its cure. */
export function GhostSignIn({ account, found, onConnected }: SignInProps) {
  const [key, setKey] = useState('');
  const [insist, setInsist] = useState(false);
  const [choices, setChoices] = useState<Record<string, string>>(() => storedChoices(account));
  const { busy, report, failure, follow } = useConnection();
  const keeps = account !== null && key.trim() === '';

  async function connect(): Promise<void> {
    setInsist(true);
    const inspected = inspectGhostKey(key);
    if (!keeps && !inspected.ok) return;
    const result = await follow(
      send('accounts.connect', {
        ...termsOf('ghost', account, found, choices),
        ...(inspected.ok
          ? { credentials: { method: 'admin_api_key', key: `${inspected.id}:${inspected.secret}` } }
          : {}),
      }),
    );
    if (result) onConnected(result);
  }

  return (
    <form class="form" noValidate onSubmit={(event) => event.preventDefault()}>
      <KeyHelp adminUrl={found.discovery.apiUrl} />
      <KeyField value={key} onInput={setKey} optional={account !== null} insist={insist} />
      <GhostAdvanced values={{ ...found.discovery.settings, ...choices }} onChange={setChoices} />
      <Outcome report={report} failure={failure} />
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
