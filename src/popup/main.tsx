import { render } from 'preact';
import { send } from '../messages/send.ts';
import { openOptions } from '../platform/pages.ts';
import { currentTab } from '../platform/tabs.ts';
import { localizeDocument, t } from '../ui/t.ts';
import { App } from './app.tsx';
import { Failed } from './failed.tsx';

/** The frame stands in index.html; the first rendering waits for the one answer that fills it. */
async function start(root: HTMLElement): Promise<void> {
  try {
    const tab = await currentTab();
    const view = await send('popup.open', { tabId: tab.id });
    root.removeAttribute('aria-busy');
    render(<App tabId={tab.id} first={view} />, root);
  } catch (thrown) {
    root.removeAttribute('aria-busy');
    render(<Failed thrown={thrown} retry={() => start(root)} />, root);
  }
}

/** The bar stands in index.html, without words. */
function startBar(settings: HTMLElement): void {
  settings.title = t('settings');
  settings.setAttribute('aria-label', t('settings'));
  settings.addEventListener('click', () => void openOptions());
}

/** The options page loads this script for what both share (tools/page-scripts.ts), and has no popup. */
const root = document.getElementById('popup');
if (root) {
  localizeDocument('Clipdraft');
  const settings = document.getElementById('settings');
  if (settings) startBar(settings);
  void start(root);
}
