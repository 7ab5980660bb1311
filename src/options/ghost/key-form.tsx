import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { inspectGhostKey } from '../../auth/admin-api-key-format.ts';
import type { AdminApiKeyCredentials } from '../../auth/credentials.ts';
import { ConnectRow } from '../connect-row.tsx';
import type { Connection } from '../connection.ts';
import { Outcome } from '../outcome.tsx';
import { KeyField } from './key-field.tsx';
import { KeyHelp } from './key-help.tsx';

/** The key of an integration or of a member of the staff, and where to get one. */
export function KeyForm({
  adminUrl,
  stored,
  connection: { busy, report, failure },
  onConnect,
  children,
}: {
  adminUrl: string;
  /** The account has a key, and keeps it where none is typed. */
  stored: boolean;
  connection: Connection;
  onConnect: (typed: { credentials?: AdminApiKeyCredentials }) => void;
  /** What almost nobody needs. */
  children: ComponentChildren;
}) {
  const [key, setKey] = useState('');
  const [insist, setInsist] = useState(false);

  function connect(): void {
    setInsist(true);
    const inspected = inspectGhostKey(key);
    if (inspected.ok) {
      onConnect({ credentials: { method: 'admin_api_key', key: `${inspected.id}:${inspected.secret}` } });
    } else if (stored && key.trim() === '') onConnect({});
  }

  return (
    <form class="form" noValidate onSubmit={(event) => event.preventDefault()}>
      <KeyHelp adminUrl={adminUrl} />
      <KeyField value={key} onInput={setKey} optional={stored} insist={insist} />
      {children}
      <Outcome report={report} failure={failure} />
      <ConnectRow busy={busy} onConnect={connect} />
    </form>
  );
}
