import { native } from './native.ts';

/** The keys a command has now, as the browser writes them; '' where it has none. */
export async function commandKeys(name: string): Promise<string> {
  const commands = await native.commands.getAll();
  return commands.find((command) => command.name === name)?.shortcut ?? '';
}

/** The browser's own page for an extension's keys: Firefox opens its one by a call of its own, Chrome has an address. */
export async function openShortcutSettings(): Promise<void> {
  const { commands } = native;
  if ('openShortcutSettings' in commands && typeof commands.openShortcutSettings === 'function') {
    await commands.openShortcutSettings();
  } else {
    await native.tabs.create({ url: 'chrome://extensions/shortcuts' });
  }
}
