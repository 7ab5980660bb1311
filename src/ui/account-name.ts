import type { AccountIdentity } from '../destinations/destination.ts';
import type { Account } from '../messages/contract.ts';
import { t } from './t.ts';

/** "Clip Lab, as Anna": every button and notice names the site and the user. */
export function accountName(account: Account): string {
  const { siteTitle, userName } = account.identity;
  return userName === null ? siteName(account) : t('account_site_as_user', siteTitle || hostName(account), userName);
}

/** "Clip Lab", or the host of a site that has no title. */
export function siteName(account: Account): string {
  return account.identity.siteTitle || hostName(account);
}

/** "Anna (Editor)", or null for a key that has no user. */
export function userAndRole({ userName, role }: AccountIdentity): string | null {
  if (userName === null) return null;
  return role === null ? userName : t('user_with_role', userName, role);
}

function hostName(account: Account): string {
  return URL.canParse(account.siteUrl) ? new URL(account.siteUrl).host : account.siteUrl;
}
