import { accountMissing, type Vault } from '../vault/vault.ts';

/**
 * Nobody signs in for an account that was removed: whatever came of it would belong to nobody.
 * @throws DestinationError not_found with reason account_missing
 */
export async function refuseMissing(
  accountId: string | undefined,
  { vault }: { vault: Pick<Vault, 'getAccount'> },
): Promise<void> {
  if (accountId !== undefined && (await vault.getAccount(accountId)) === null) throw accountMissing();
}
