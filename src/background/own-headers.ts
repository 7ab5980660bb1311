import { extraHeadersOf } from '../auth/credentials.ts';
import { isSameSite } from '../destinations/address.ts';
import type { Vault } from '../vault/vault.ts';

/** What an account sends along, one `Name: value` a line: to its own site or its site's API, and to no other. */
export async function ownHeaders(
  vault: Pick<Vault, 'getAccount' | 'getCredentials'>,
  accountId: string | undefined,
  url: URL,
): Promise<string> {
  const account = accountId === undefined ? null : await vault.getAccount(accountId);
  if (account === null) return '';
  if (![account.siteUrl, account.apiUrl].some((own) => isSameSite(url, new URL(own)))) return '';
  return extraHeadersOf(await vault.getCredentials(account.id).catch(() => null)) ?? '';
}
