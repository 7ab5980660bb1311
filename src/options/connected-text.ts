import type { Account } from '../messages/contract.ts';
import { siteName, userAndRole } from '../ui/account-name.ts';
import { t } from '../ui/t.ts';

/** "Connected to Clip Lab as Anna (Editor)." */
export function connectedText(account: Account): string {
  const user = userAndRole(account.identity);
  return user ? t('connected_at_as', siteName(account), user) : t('connected_at', siteName(account));
}
