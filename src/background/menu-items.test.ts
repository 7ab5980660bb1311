import { describe, expect, test } from 'vitest';
import type { Account } from '../messages/contract.ts';
import { menuId, menuItems, parseMenuId } from './menu-items.ts';

const texts = {
  item: (context: string, account: Account | null) => `${context} in ${account?.identity.siteTitle ?? '-'}`,
  parent: (context: string) => `${context} in`,
  account: (account: Account) => account.identity.siteTitle,
};

function account(id: string, siteTitle: string): Account {
  return {
    v: 1,
    id,
    destination: 'ghost',
    siteUrl: 'https://blog.example/',
    apiUrl: 'https://blog.example/',
    authMethod: 'admin_api_key',
    origins: ['https://blog.example/*'],
    identity: { siteTitle, userName: null, role: null },
    settings: {},
    createdAt: '2026-01-01T00:00:00.000Z',
  };
}

describe('the context menu', () => {
  test('one account: one entry per context, with the site in its name', () => {
    const items = menuItems([account('a', 'Clip Lab')], { reviewFirst: false, defaultAccountId: 'a' }, texts);
    expect(items.map((item) => item.title)).toEqual(['selection in Clip Lab', 'link in Clip Lab', 'image in Clip Lab']);
    expect(items.map((item) => item.contexts)).toEqual([['selection'], ['link'], ['image']]);
    expect(parseMenuId(items[0]?.id ?? '')).toEqual({ context: 'selection', mode: 'send', accountId: 'a' });
  });

  test('no account yet: the entries stand all the same, the clip will be kept', () => {
    const items = menuItems([], { reviewFirst: false, defaultAccountId: null }, texts);
    expect(items).toHaveLength(3);
    expect(parseMenuId(items[0]?.id ?? '')).toEqual({ context: 'selection', mode: 'send', accountId: null });
  });

  test('several accounts: a submenu, the default one first', () => {
    const items = menuItems(
      [account('a', 'A'), account('b', 'B')],
      { reviewFirst: false, defaultAccountId: 'b' },
      texts,
    );
    const selection = items.filter((item) => item.contexts[0] === 'selection');
    expect(selection.map((item) => item.title)).toEqual(['selection in', 'B', 'A']);
    expect(selection.slice(1).every((item) => item.parentId === selection[0]?.id)).toBe(true);
  });

  test('review first is told by the id alone', () => {
    const items = menuItems([account('a', 'A')], { reviewFirst: true, defaultAccountId: 'a' }, texts);
    expect(parseMenuId(items[2]?.id ?? '')).toEqual({ context: 'image', mode: 'review', accountId: 'a' });
  });

  test('a site’s name can neither set an access key nor show the selection', () => {
    const items = menuItems([account('a', 'R&D %s')], { reviewFirst: false, defaultAccountId: 'a' }, texts);
    expect(items[0]?.title).toBe('selection in R&&D % s');
  });

  test('an id of another maker means nothing', () => {
    expect(parseMenuId('parent|selection')).toBeNull();
    expect(parseMenuId('page|send|a')).toBeNull();
    expect(parseMenuId(menuId({ context: 'link', mode: 'send', accountId: null }))).toEqual({
      context: 'link',
      mode: 'send',
      accountId: null,
    });
  });
});
