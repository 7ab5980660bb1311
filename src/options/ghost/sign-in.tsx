import { useState } from 'preact/hooks';
import { ghostDescriptor } from '../../destinations/ghost/descriptor.ts';
import type { Account, ConnectResult } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { Button } from '../../ui/button.tsx';
import { t } from '../../ui/t.ts';
import { useConnection } from '../connection.ts';
import { OAuthSignIn } from '../oauth/sign-in.tsx';
import type { SignInProps } from '../systems.ts';
import { type Terms, termsOf } from '../terms.ts';
import { GhostAdvanced } from './advanced.tsx';
import { KeyForm } from './key-form.tsx';

/** The key, and then the checks, each failed one with its cure; for the few who need it, an authorization server instead. */
export function GhostSignIn({ account, found, ended, onConnected }: SignInProps) {
  const [choices, setChoices] = useState<Record<string, string>>(() => storedChoices(account));
  const [oauth, setOAuth] = useState(account?.authMethod === 'authorization_code');
  const connection = useConnection();
  const values = { ...found.discovery.settings, ...choices };

  async function connect(ask: (terms: Terms) => Promise<ConnectResult>): Promise<void> {
    const result = await connection.follow(ask(termsOf('ghost', account, found, choices)));
    if (result) onConnected(result);
  }

  function turnTo(way: 'key' | 'oauth'): void {
    connection.forget();
    setOAuth(way === 'oauth');
  }

  if (!oauth) {
    return (
      <KeyForm
        adminUrl={found.discovery.apiUrl}
        stored={account?.authMethod === 'admin_api_key'}
        connection={connection}
        onConnect={(credentials) => void connect((terms) => send('accounts.connect', { ...terms, ...credentials }))}
      >
        <GhostAdvanced values={values} onChange={setChoices} onOAuth={() => turnTo('oauth')} />
      </KeyForm>
    );
  }
  return (
    <div class="form">
      <OAuthSignIn
        {...{ account, found, connection, connect, ended }}
        descriptor={ghostDescriptor}
        site={found.discovery.apiUrl}
      />
      <div class="row other-ways">
        <Button kind="quiet" disabled={connection.busy} onClick={() => turnTo('key')}>
          {t('oauth_key_instead')}
        </Button>
      </div>
      <GhostAdvanced values={values} onChange={setChoices} />
    </div>
  );
}

function storedChoices(account: Account | null): Record<string, string> {
  const stored = Object.entries(account?.settings ?? {});
  return Object.fromEntries(stored.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
