/** The background's parts together, over an outbox in memory: what a click, the popup and the set-up bring about. */
import { beforeEach, describe, expect, test } from 'vitest';
import { ACCOUNT, CLICK, captured, createHouse, TAB } from '../../test/support/background-house.ts';
import { toErrorView } from '../core/errors.ts';

let house: ReturnType<typeof createHouse>;
beforeEach(() => {
  house = createHouse();
});

describe('a click in the menu', () => {
  test('stores the clip, queues it for the account it names, and runs', async () => {
    house.accounts.push(ACCOUNT);
    await house.publisher.onMenuClick({ ...CLICK, id: 'selection|send|account-1' }, TAB);
    const [entry] = await house.store.list();
    expect(entry).toMatchObject({ state: 'queued', accountId: 'account-1' });
    expect(house.said).toEqual(['run']);
  });

  test('without an account keeps the clip and opens the set-up', async () => {
    await house.publisher.onMenuClick(CLICK, TAB);
    const [entry] = await house.store.list();
    expect(entry).toMatchObject({ state: 'needs_attention', accountId: null, error: null });
    expect(house.said).toEqual(['set-up']);
  });

  test('for an account that was removed meanwhile keeps the clip', async () => {
    await house.publisher.onMenuClick({ ...CLICK, id: 'selection|send|gone' }, TAB);
    expect(await house.store.list()).toMatchObject([{ state: 'needs_attention', accountId: null }]);
  });

  test('on a page that can’t be read takes the menu’s text and notes that its formatting is missing', async () => {
    house.shows(async () => ({ ok: false, reason: 'unreadable_page' }));
    await house.publisher.onMenuClick(CLICK, TAB);
    const [entry] = await house.store.list();
    const stored = await house.store.getWithDraft(entry?.id ?? '');
    expect(stored?.draft.passages[0]?.notes).toEqual([{ code: 'formatting_missing', count: 1 }]);
    expect(JSON.stringify(stored?.draft.passages[0]?.content)).toContain('Plain words');
  });

  test('on a page that answers nonsense takes the menu’s text instead of losing the clip', async () => {
    house.shows(async () => ({ ok: true, captured: { found: true, content: '<script>' } }));
    await house.publisher.onMenuClick(CLICK, TAB);
    expect(await house.store.list()).toHaveLength(1);
  });

  test('with review first stores nothing by itself while the popup opens, and the popup takes that very clip', async () => {
    await house.publisher.onMenuClick({ ...CLICK, id: 'selection|review|' }, TAB);
    expect(await house.store.list()).toHaveLength(0);
    house.selects('Something else, selected meanwhile');
    const view = await house.editor.open({ tabId: TAB.id });
    expect(JSON.stringify(view.open?.draft.passages)).toContain('First passage');
  });

  test('with review first and a browser that opens no popup the clip is stored and said to wait', async () => {
    house.refusesPopups();
    await house.publisher.onMenuClick({ ...CLICK, id: 'selection|review|' }, TAB);
    expect(await house.store.list()).toMatchObject([{ state: 'editing' }]);
    expect(house.said).toEqual(['clip waits']);
  });
});

describe('the popup', () => {
  test('the same selection takes the same draft up again, edits and all', async () => {
    const first = await house.editor.open({ tabId: TAB.id });
    await house.editor.update({ entryId: first.open?.entry.id ?? '', patch: { note: 'Half a thought' } });
    const again = await house.editor.open({ tabId: TAB.id });
    expect(again.open?.entry.id).toBe(first.open?.entry.id);
    expect(again.open?.draft.note).toBe('Half a thought');
  });

  test('with the selection gone the tab’s open draft is still there', async () => {
    const first = await house.editor.open({ tabId: TAB.id });
    house.selectsNothing();
    const again = await house.editor.open({ tabId: TAB.id });
    expect(again.open?.entry.id).toBe(first.open?.entry.id);
    expect(again.noClip).toBeNull();
  });

  test('a new selection replaces an untouched draft; one that was worked on stays in the list', async () => {
    const first = await house.editor.open({ tabId: TAB.id });
    house.selects('Second passage');
    const second = await house.editor.open({ tabId: TAB.id });
    expect(second.recent).toEqual([]);
    house.world.clock.advance(1000);
    await house.editor.update({ entryId: second.open?.entry.id ?? '', patch: { title: 'Worked on' } });
    house.selects('Third passage');
    const third = await house.editor.open({ tabId: TAB.id });
    expect(third.recent.map(({ title, state }) => [title, state])).toEqual([['Worked on', 'editing']]);
    expect(third.open?.entry.id).not.toBe(first.open?.entry.id);
  });

  test('a passage that is already on its way is shown, not made a second time', async () => {
    house.accounts.push(ACCOUNT);
    const first = await house.editor.open({ tabId: TAB.id });
    await house.publisher.send(first.open?.entry.id ?? '', 'account-1');
    const again = await house.editor.open({ tabId: TAB.id });
    expect(again.open?.entry).toMatchObject({ id: first.open?.entry.id, state: 'queued' });
    expect(await house.store.list()).toHaveLength(1);
  });

  test('the remembered Quote/Plain switch is where a new draft begins', async () => {
    await house.settings.set({ quote: false });
    expect((await house.editor.open({ tabId: TAB.id })).open?.draft.quote).toBe(false);
  });

  test('says why there is no clip', async () => {
    house.selectsNothing();
    expect((await house.editor.open({ tabId: TAB.id })).noClip).toBe('nothing_selected');
    house.shows(async () => ({ ok: false, reason: 'unreadable_page' }));
    expect((await house.editor.open({ tabId: TAB.id })).noClip).toBe('unreadable_page');
  });

  test('a paste is as untrusted as a page: what is outside the allow-list is gone', async () => {
    const hostile = captured('x');
    if (hostile.found) {
      hostile.content.children.push({ type: 'element', tagName: 'script', properties: {}, children: [] });
      hostile.content.children.push({
        type: 'element',
        tagName: 'a',
        properties: { href: 'javascript:alert(1)', onClick: 'alert(1)' },
        children: [{ type: 'text', value: 'trap' }],
      });
    }
    const open = await house.editor.paste({ tabId: TAB.id, captured: hostile });
    expect(JSON.stringify(open.draft)).not.toMatch(/script|onClick/i);
    expect(JSON.stringify(open.draft)).toContain('trap');
  });

  test('an empty paste is refused in words', async () => {
    const { source } = captured('');
    const error = await house.editor.paste({ tabId: TAB.id, captured: { found: false, source } }).catch(toErrorView);
    expect(error).toMatchObject({ code: 'draft_rejected', reason: 'paste_empty' });
  });
});

describe('the command', () => {
  test('sends the selection to the default account', async () => {
    house.accounts.push(ACCOUNT, { ...ACCOUNT, id: 'account-2' });
    await house.settings.set({ defaultAccountId: 'account-2' });
    await house.publisher.onSendCommand(TAB);
    expect(await house.store.list()).toMatchObject([{ state: 'queued', accountId: 'account-2' }]);
  });

  test('says when nothing is selected, and when the page gave nonsense', async () => {
    house.selectsNothing();
    await house.publisher.onSendCommand(TAB);
    house.shows(async () => ({ ok: true, captured: 42 }));
    await house.publisher.onSendCommand(TAB);
    expect(house.said).toEqual(['nothing_selected', 'draft_rejected']);
    expect(await house.store.list()).toHaveLength(0);
  });
});
