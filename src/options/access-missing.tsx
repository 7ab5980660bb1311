import type { Account } from '../messages/contract.ts';
import { siteName } from '../ui/account-name.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { t, uiLocale } from '../ui/t.ts';
import { missingAccess } from './missing-access.ts';

/** What an account can't do without: every host that it misses, asked for at once. */
export function AccessMissing({
  account,
  missing,
  onAllow,
}: {
  account: Account;
  /** See missingAccess. */
  missing: readonly string[];
  onAllow: () => void;
}) {
  const { hosts, signInOnly } = missingAccess(account, missing);
  const names = new Intl.ListFormat(uiLocale()).format(hosts);
  const name = siteName(account);
  return (
    <Notice
      tone="warning"
      actions={
        <Button kind="primary" onClick={onAllow}>
          {t('action_allow_host', names)}
        </Button>
      }
    >
      {signInOnly ? t('oauth_access_missing', names, name) : t('access_missing', name)}
    </Notice>
  );
}
