/** The context menu as data: what entries there are, and what a click on one means. Pure. */
import type { Account } from '../messages/contract.ts';
import type { MenuItem } from '../platform/menus.ts';

export type ClipContext = 'selection' | 'link' | 'image';
export const CLIP_CONTEXTS: readonly ClipContext[] = ['selection', 'link', 'image'];

/**
 * The mode stands in the entry's id and is not read from the settings at the click: opening the popup must be the
 * handler's first call while the gesture lasts (Firefox), before anything can be awaited.
 */
export interface MenuChoice {
  context: ClipContext;
  mode: 'send' | 'review';
  /** Null: whatever account is there when the clip can be sent. */
  accountId: string | null;
}

const SEPARATOR = '|';

export function menuId({ context, mode, accountId }: MenuChoice): string {
  return [context, mode, accountId ?? ''].join(SEPARATOR);
}

/** Null for an id that no version of ours made. */
export function parseMenuId(id: string): MenuChoice | null {
  const [context, mode, accountId] = id.split(SEPARATOR);
  const known = CLIP_CONTEXTS.find((candidate) => candidate === context);
  if (known === undefined || (mode !== 'send' && mode !== 'review')) return null;
  return { context: known, mode, accountId: accountId === undefined || accountId === '' ? null : accountId };
}

export interface MenuTexts {
  /** "Draft quote in Clip Lab"; without a site the entry still keeps the clip. */
  item(context: ClipContext, account: Account | null): string;
  /** "Draft quote in" above several accounts. */
  parent(context: ClipContext): string;
  /** "Clip Lab, as Anna". */
  account(account: Account): string;
}

/** One entry per context; more accounts stand in its submenu, the default one first. */
export function menuItems(
  accounts: readonly Account[],
  settings: { reviewFirst: boolean; defaultAccountId: string | null },
  texts: MenuTexts,
): MenuItem[] {
  const mode = settings.reviewFirst ? 'review' : 'send';
  const [only, ...others] = accounts;
  return CLIP_CONTEXTS.flatMap((context): MenuItem[] => {
    const contexts: [ClipContext] = [context];
    if (others.length === 0) {
      const id = menuId({ context, mode, accountId: only?.id ?? null });
      return [{ id, title: escapeTitle(texts.item(context, only ?? null)), contexts }];
    }
    const parentId = `parent${SEPARATOR}${context}`;
    const sorted = [...accounts].sort(
      (a, b) => Number(b.id === settings.defaultAccountId) - Number(a.id === settings.defaultAccountId),
    );
    return [
      { id: parentId, title: escapeTitle(texts.parent(context)), contexts },
      ...sorted.map((account) => ({
        id: menuId({ context, mode, accountId: account.id }),
        parentId,
        title: escapeTitle(texts.account(account)),
        contexts,
      })),
    ];
  });
}

/** In a menu `&` marks an access key and `%s` is replaced by the selection: a site's name may hold both. */
function escapeTitle(title: string): string {
  return title.replaceAll('&', '&&').replaceAll('%s', '% s');
}
