import { browser } from './browser.ts';
import { type TabInfo, tabInfo } from './tabs.ts';

/** Call it at the top level. The command's name is the one in the manifest. */
export function onCommand(listener: (name: string, tab: TabInfo | null) => void): void {
  browser.commands.onCommand.addListener((name, tab) => listener(name, tab === undefined ? null : tabInfo(tab)));
}
