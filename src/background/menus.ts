/** Keeps the context menu in step with the accounts and settings. */

import type { MenuItem } from '../platform/menus.ts';
import { accountName, siteName } from '../ui/account-name.ts';
import { t } from '../ui/t.ts';
import type { SettingsStore } from '../vault/settings.ts';
import type { Vault } from '../vault/vault.ts';
import { type MenuTexts, menuItems } from './menu-items.ts';

const texts: MenuTexts = {
  item: (context, account) =>
    account === null ? t(`menu_${context}_no_site`) : t(`menu_${context}`, siteName(account)),
  parent: (context) => t(`menu_${context}_in`),
  account: accountName,
};

export async function refreshMenus(deps: {
  vault: Pick<Vault, 'listAccounts'>;
  settings: SettingsStore;
  setMenus(items: MenuItem[]): Promise<void>;
}): Promise<void> {
  await deps.setMenus(menuItems(await deps.vault.listAccounts(), await deps.settings.get(), texts));
}
