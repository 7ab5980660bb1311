/** Real Firefox with the extension as a temporary add-on, driven by Marionette. Slow to start: one per suite. */
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { type FirefoxOptions, startFirefox } from './firefox-launch.ts';
import { ANSWER_PERMISSION, CHOOSE_FROM_MENU, MIDDLE_OF_FIRST_LINE } from './firefox-scripts.ts';
import type { Marionette } from './marionette.ts';

/** Starts Firefox; close() ends it and removes its profile. */
export async function launchFirefox(options: FirefoxOptions = {}): Promise<FirefoxDriver> {
  const { marionette, end } = await startFirefox(options);
  return new FirefoxDriver(marionette, end);
}

const Installed = v.object({ value: v.string() });
const Handle = v.object({ handle: v.string() });
const Handles = v.array(v.string());
const CurrentHandle = v.object({ value: v.string() });
const Element = v.object({ value: v.record(v.string(), v.string()) });
const Point = v.object({ x: v.number(), y: v.number() });

/** As WebDriver §17.4.2 writes the key. */
const BACKSPACE = '\uE003';
const VALUE = 'return document.querySelector(args[0]).value;';

export class FirefoxDriver {
  #addonId = '';
  #host = '';

  constructor(
    readonly marionette: Marionette,
    private readonly end: () => Promise<void>,
  ) {}

  /** Installs an unpacked extension until the browser ends. Host permissions of its manifest are granted. */
  async install(folder: string): Promise<void> {
    const result = await this.marionette.command('Addon:Install', { path: folder, temporary: true });
    this.#addonId = v.parse(Installed, result).value;
    this.#host = v.parse(v.string(), await this.onExtension('return policy.mozExtensionHostname;'));
  }

  /** An address within the extension; its host is random per install. */
  url(path: string): string {
    return `moz-extension://${this.#host}/${path}`;
  }

  /** Runs the body of an async function in the browser with `policy` and `extension` of the installed add-on. */
  onExtension(script: string, args: unknown[] = []): Promise<unknown> {
    return this.marionette.runInBrowser(
      `const policy = WebExtensionPolicy.getByID(args.pop()); const extension = policy.extension; ${script}`,
      [...args, this.#addonId],
    );
  }

  /** Goes to an address in the current tab. */
  async go(url: string): Promise<void> {
    await this.marionette.command('WebDriver:Navigate', { url });
  }

  /** Opens a tab, goes to the address there and gives the tab's handle. */
  async openTab(url: string): Promise<string> {
    const { handle } = v.parse(Handle, await this.marionette.command('WebDriver:NewWindow', { type: 'tab' }));
    await this.switchTo(handle);
    await this.go(url);
    return handle;
  }

  /** The current tab's handle. */
  async currentTab(): Promise<string> {
    return v.parse(CurrentHandle, await this.marionette.command('WebDriver:GetWindowHandle')).value;
  }

  /** The handle of a window or tab that `open` lets come up. */
  async opened(open: () => Promise<void>): Promise<string> {
    const before = await this.#handles();
    await open();
    for (let tries = 0; tries < 150; tries += 1) {
      const fresh = (await this.#handles()).find((handle) => !before.includes(handle));
      if (fresh !== undefined) return fresh;
      await sleep(100);
    }
    throw new Error('No window came up.');
  }

  /**
   * Makes a tab the current one, and brings it to the front unless `focus` is false. A window that has just come up is in
   * front by itself; asked to bring it there meanwhile, Marionette may wait for ever.
   */
  async switchTo(handle: string, focus = true): Promise<void> {
    await this.marionette.command('WebDriver:SwitchToWindow', { handle, focus });
  }

  /** Clicks an element with a real (trusted) click. */
  async click(css: string): Promise<void> {
    await this.marionette.command('WebDriver:ElementClick', { id: await this.#find(css) });
  }

  /** Types text into a field, after what it holds. */
  async type(css: string, text: string): Promise<void> {
    await this.marionette.command('WebDriver:ElementSendKeys', { id: await this.#find(css), text });
  }

  /** Types text into a field, in place of what it holds. */
  async fill(css: string, text: string): Promise<void> {
    const { length } = v.parse(v.string(), await this.marionette.run(VALUE, [css]));
    await this.type(css, BACKSPACE.repeat(length) + text);
  }

  /** The text an element shows. */
  async text(css: string): Promise<string> {
    return v.parse(v.string(), await this.marionette.run('return document.querySelector(args[0]).innerText;', [css]));
  }

  /** Waits until the body of a function in the page gives something true; polls. */
  async until(script: string, args: unknown[] = [], timeoutMs = 15_000): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    while (!(await this.marionette.run(script, args))) {
      if (performance.now() > deadline) throw new Error(`Never became true: ${script}`);
      await sleep(100);
    }
  }

  /** Selects all that one element holds and gives its text. */
  async selectContents(css: string): Promise<string> {
    const script = `const selection = getSelection();
      selection.selectAllChildren(document.querySelector(args[0])); return selection.toString();`;
    return v.parse(v.string(), await this.marionette.run(script, [css]));
  }

  /** A real right click on an element, then the menu's entry with this label. Grants activeTab, as for a person. */
  async chooseFromContextMenu(css: string, label: string): Promise<void> {
    const { x, y } = v.parse(Point, await this.marionette.run(MIDDLE_OF_FIRST_LINE, [css]));
    const actions = [
      { type: 'pointerMove', x, y },
      { type: 'pointerDown', button: 2 },
      { type: 'pointerUp', button: 2 },
    ];
    await this.marionette.command('WebDriver:PerformActions', {
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
    });
    const outcome = await this.marionette.runInBrowser(CHOOSE_FROM_MENU, [label]);
    if (outcome !== 'chosen') throw new Error(`The context menu has no "${label}"; it has ${JSON.stringify(outcome)}`);
  }

  /** Answers the prompt that permissions.request shows, by its own button, and gives the prompt's text. */
  async answerPermissionPrompt(answer: 'allow' | 'refuse'): Promise<string> {
    const text = await this.marionette.runInBrowser(ANSWER_PERMISSION, [answer]);
    if (typeof text !== 'string') throw new Error('No permission prompt came up.');
    return text;
  }

  /** Ends the background page, as the browser does when it idles. */
  async stopBackground(): Promise<void> {
    await this.onExtension('await extension.terminateBackground({ ignoreDevToolsAttached: true });');
  }

  /** Ends the browser and removes its profile. */
  async close(): Promise<void> {
    const quit = this.marionette.command('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => {});
    await Promise.race([quit, sleep(3000, undefined, { ref: false })]);
    this.marionette.close();
    await this.end();
  }

  async #handles(): Promise<string[]> {
    return v.parse(Handles, await this.marionette.command('WebDriver:GetWindowHandles'));
  }

  async #find(css: string): Promise<string> {
    const found = await this.marionette.command('WebDriver:FindElement', { using: 'css selector', value: css });
    const [id] = Object.values(v.parse(Element, found).value);
    if (id === undefined) throw new Error(`Nothing matches ${css}`);
    return id;
  }
}
