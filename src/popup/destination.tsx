import type { Account } from '../messages/contract.ts';
import { accountName, siteName } from '../ui/account-name.ts';
import { Button } from '../ui/button.tsx';
import { t } from '../ui/t.ts';
import { Select } from '../ui/toggle.tsx';

/** Where the draft goes, by site and user, and the one button that sends it there. */
export function Destination({
  accounts,
  account,
  onChoose,
  sending,
  blocked,
  onSend,
}: {
  accounts: readonly Account[];
  account: Account | null;
  onChoose: (accountId: string) => void;
  sending: boolean;
  blocked: boolean;
  onSend: () => void;
}) {
  const label = account ? t('send_to', siteName(account)) : t('send_when_connected');
  return (
    <div class="destination">
      {accounts.length > 1 && account ? (
        <Select
          id="destination"
          label={t('destination')}
          value={account.id}
          choices={accounts.map((one) => ({ value: one.id, label: accountName(one) }))}
          onChange={onChoose}
        />
      ) : (
        <p class="destination-name">{account && <bdi>{accountName(account)}</bdi>}</p>
      )}
      <Button kind="primary" busy={sending} blocked={blocked} title={t('send_keys')} onClick={onSend}>
        {label}
      </Button>
    </div>
  );
}
