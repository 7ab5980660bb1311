/** The background may end at any moment: nothing is lost, nothing arrives twice. */

import { setTimeout as sleep } from 'node:timers/promises';
import { startFaults } from '../servers/faults.ts';
import { builtExtension } from './drivers/chromium.ts';
import { launchUnattached } from './drivers/unattached.ts';
import { expect, OPTIONS, test } from './world.ts';

const TITLE = 'On quiet tools';
const QUOTE = { menuItemId: 'selection|send|', selectionText: '-' };

test('the worker is killed while Ghost is answering: one draft, found by its key', async ({ world }) => {
  const proxy = await startFaults(world.ghost.url);
  const options = await world.connect({ url: proxy.url });
  await expect(options.getByText('Connected', { exact: false }).first()).toBeVisible();
  const page = await world.article('#passage');
  proxy.set((request) => (request.method === 'POST' ? { kind: 'delay', ms: 20_000 } : { kind: 'pass' }));
  await world.driver.clickMenu(page, QUOTE);
  await world.reader.arrival(TITLE);
  await world.driver.stopWorker();

  proxy.set({ kind: 'pass' });
  // The next thing that wakes the background is enough: here its own alarm.
  await world.driver.fireAlarm('clipdraft-outbox');
  const popup = await world.popupOver(page);
  await expect(popup.getByText('Draft in Clip Lab').first()).toBeVisible({ timeout: 45_000 });
  expect(await world.reader.titled(TITLE)).toHaveLength(1);
  await proxy.stop();
});

test('Ghost is down: the draft waits, survives the worker, and arrives once when Ghost is back', async ({ world }) => {
  const proxy = await startFaults(world.ghost.url);
  const options = await world.connect({ url: proxy.url });
  await expect(options.getByText('Connected', { exact: false }).first()).toBeVisible();
  const page = await world.article('#passage');
  proxy.set({ kind: 'answer', status: 503, body: 'starting', headers: { 'content-type': 'text/html' } });
  await world.driver.clickMenu(page, QUOTE);
  await expect.poll(() => proxy.requests.some((request) => request.method === 'POST')).toBe(true);
  await world.driver.stopWorker();
  proxy.set({ kind: 'pass' });
  const popup = await world.popupOver(page);
  // The same passage again shows what became of it, and makes no second draft.
  await expect(popup.getByText(/Looking whether it arrived|Waiting/)).toBeVisible();
  await world.reader.arrival(TITLE, 45_000);
  expect(await world.reader.titled(TITLE)).toHaveLength(1);
  await proxy.stop();
});

test('a server that takes 50 s, with no debugger on the worker: the request is kept alive to its end', async ({
  ghost,
}) => {
  test.setTimeout(180_000);
  const proxy = await startFaults(ghost.url);
  const chromium = await launchUnattached(builtExtension('chrome-test'));
  const page = await chromium.open(chromium.url(OPTIONS));
  const ask = (name: string, input: unknown): Promise<unknown> =>
    page.evaluate(
      `chrome.runtime.sendMessage(${JSON.stringify({ to: 'clipdraft', name, input })}).then((reply) => {
        if (!reply.ok) throw new Error(JSON.stringify(reply.error));
        return reply.value;
      })`,
    );
  const discovery = await ask('accounts.discover', { destination: 'ghost', url: proxy.url });
  const connected = await ask('accounts.connect', {
    destination: 'ghost',
    discovery,
    credentials: { method: 'admin_api_key', key: ghost.adminApiKey },
    settings: { apiVersion: 'unversioned' },
  });
  const title = 'A slow afternoon';
  const captured = {
    found: true,
    kind: 'paste',
    source: null,
    content: {
      type: 'root',
      children: [{ type: 'element', tagName: 'p', properties: {}, children: [{ type: 'text', value: 'Slow.' }] }],
    },
    notes: [],
  };
  const tabId = await page.evaluate('chrome.tabs.getCurrent().then((tab) => tab.id)');
  const opened = await ask('popup.paste', { tabId, captured });
  const entryId = Reflect.get(Object(Reflect.get(Object(opened), 'entry')), 'id');
  const accountId = Reflect.get(Object(Reflect.get(Object(connected), 'account')), 'id');
  await ask('draft.update', { entryId, patch: { title } });
  proxy.set((request) => (request.method === 'POST' ? { kind: 'delay', ms: 50_000 } : { kind: 'pass' }));
  await ask('draft.send', { entryId, accountId });
  await page.close();

  // Nobody asks the worker anything meanwhile: a message would wake it and hide what is tested.
  await sleep(45_000);
  expect(await chromium.workerRuns()).toBe(true);
  await sleep(12_000);
  const after = await chromium.open(chromium.url(OPTIONS));
  const view = await after.evaluate(
    `chrome.runtime.sendMessage({ to: 'clipdraft', name: 'popup.state', input: { entryId: ${JSON.stringify(entryId)} } })
      .then((reply) => reply.value.open.entry.state)`,
  );
  expect(view).toBe('delivered');
  expect(proxy.requests.filter((request) => request.method === 'POST')).toHaveLength(1);
  await chromium.close();
  await proxy.stop();
});
