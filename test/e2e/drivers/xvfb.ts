/**
 * An X server of our own, and a real mouse and keyboard on it (xdotool): the browser takes these for the person's.
 * There is no window manager: Chromium's window takes the keyboard by itself, Firefox's has to be given it, again when a
 * window it opened has closed. Where nobody has it, keys still arrive under the mouse, but a panel of Firefox's closes as
 * soon as the mouse is in it.
 */
import { spawn, spawnSync } from 'node:child_process';
import type { Page } from '@playwright/test';

export interface Xvfb {
  /** `:<number>`, for DISPLAY. */
  display: string;
  stop(): Promise<void>;
  /** Moves the mouse there and clicks; 1 left, 3 right. Screen pixels. */
  click(x: number, y: number, button?: 1 | 3): void;
  /** Two quick clicks: selects a word. */
  doubleClick(x: number, y: number): void;
  /** Presses with the left button at the first point and releases at the second: selects what lies between. */
  drag(from: Point, to: Point): void;
  /** Presses keys one after the other, in X's names: `Down`, `Return`, `alt+shift+k`. */
  keys(...keys: string[]): void;
  /** Gives the keyboard to the window whose title holds this, as a window manager would. */
  focusWindow(title: string): void;
  /** Types text into whatever has the focus. */
  type(text: string): void;
}

export interface Point {
  x: number;
  y: number;
}

/** Starts Xvfb on a free display. */
export async function startXvfb(): Promise<Xvfb> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const endWithUs = (): boolean => server.kill();
  process.once('exit', endWithUs);
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const display = await new Promise<string>((resolve, reject) => {
    server.once('error', () => reject(new Error('No Xvfb found: install xvfb and xdotool.')));
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}.`)));
    server.stdio[3]?.once('data', (chunk: Buffer) => resolve(`:${chunk.toString().trim()}`));
  });

  function xdotool(...args: (string | number)[]): void {
    const result = spawnSync('xdotool', args.map(String), {
      env: { ...process.env, DISPLAY: display },
      encoding: 'utf8',
    });
    if (result.status !== 0) throw new Error(`xdotool ${args.join(' ')}: ${result.stderr || result.error}`);
  }

  const at = ({ x, y }: Point): number[] => [Math.round(x), Math.round(y)];
  return {
    display,
    async stop() {
      process.removeListener('exit', endWithUs);
      server.kill();
      await ended;
    },
    click: (x, y, button = 1) => xdotool('mousemove', ...at({ x, y }), 'click', button),
    doubleClick: (x, y) => xdotool('mousemove', ...at({ x, y }), 'click', '--repeat', 2, '--delay', 60, 1),
    drag: (from, to) =>
      xdotool('mousemove', ...at(from), 'mousedown', 1, 'mousemove', ...at(to), 'sleep', 0.1, 'mouseup', 1),
    keys: (...keys) => xdotool('key', '--delay', 120, ...keys),
    focusWindow: (title) => xdotool('search', '--sync', '--onlyvisible', '--name', title, 'windowfocus', '--sync'),
    type: (text) => xdotool('type', '--delay', 12, '--', text),
  };
}

/**
 * Where a point of an element is on the screen, for click(): its middle, or another part of its box (0 to 1 each way).
 * The window must not be scaled.
 */
export function onScreen(page: Page, css: string, part: Point = { x: 0.5, y: 0.5 }): Promise<Point> {
  return page.evaluate(
    ([selector, { x, y }]) => {
      const element = document.querySelector(selector);
      if (element === null) throw new Error(`Nothing matches ${selector}`);
      const box = element.getBoundingClientRect();
      return {
        x: screenX + (outerWidth - innerWidth) / 2 + box.left + box.width * x,
        y: screenY + outerHeight - innerHeight + box.top + box.height * y,
      };
    },
    [css, part] as const,
  );
}
