import { useEffect, useRef } from 'preact/hooks';
import type { Account, UserSettings } from '../messages/contract.ts';
import { send } from '../messages/send.ts';
import { accountName } from '../ui/account-name.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { t } from '../ui/t.ts';
import { Select } from '../ui/toggle.tsx';
import { AccountCard } from './account-card.tsx';

export function Accounts({
  accounts,
  ended,
  settings,
  grantId,
  returned,
  onChanged,
  go,
}: {
  accounts: readonly Account[];
  /** Ids of those that need a new sign-in. */
  ended: ReadonlySet<string>;
  settings: UserSettings;
  grantId: string | null;
  /** Someone was at another place of this page, and what had the focus is gone. */
  returned: boolean;
  onChanged: () => void;
  go: (hash: string) => void;
}) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (returned && grantId === null) title.current?.focus();
  }, []);
  const defaultId = accounts.some((account) => account.id === settings.defaultAccountId)
    ? settings.defaultAccountId
    : (accounts[0]?.id ?? null);
  return (
    <section class="card" aria-labelledby="accounts-title">
      <div class="card-head">
        <h2 id="accounts-title" ref={title} tabIndex={-1}>
          {t('accounts')}
        </h2>
        <Button kind={accounts.length === 0 ? 'primary' : 'plain'} onClick={() => go('#add')}>
          {t('action_add_site')}
        </Button>
      </div>
      {accounts.length === 0 && <p>{t('accounts_none')}</p>}
      <ul class="accounts">
        {accounts.map((account) => (
          <AccountCard
            key={account.id}
            account={account}
            isDefault={accounts.length > 1 && account.id === defaultId}
            asked={account.id === grantId}
            ended={ended.has(account.id)}
            onRemoved={onChanged}
            go={go}
          />
        ))}
      </ul>
      {accounts.length > 1 && defaultId !== null && (
        <Field name="default-account" label={t('default_account')} help={t('default_account_help')}>
          {(control) => (
            <Select
              id={control.id}
              value={defaultId}
              choices={accounts.map((account) => ({ value: account.id, label: accountName(account) }))}
              onChange={(defaultAccountId) =>
                void send('settings.set', { defaultAccountId }).then(onChanged, onChanged)
              }
            />
          )}
        </Field>
      )}
    </section>
  );
}
