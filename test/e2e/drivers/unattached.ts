/**
 * Chromium with nobody attached to its worker. Playwright attaches a debugger to every worker, and a worker under a
 * debugger never idles out: what must be seen without one (a slow server, a sleeping worker) runs here. Only the pages
 * that are opened are spoken to, by the DevTools protocol over a pipe (frames end with a NUL byte).
 * @see https://chromedevtools.github.io/devtools-protocol/
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { findPart } from '../../../tools/system.ts';
import { extensionId, QUIET_ARGS } from './chromium.ts';

const Answer = v.object({
  id: v.optional(v.number()),
  result: v.optional(v.unknown()),
  error: v.optional(v.object({ message: v.string() })),
});
const Created = v.object({ targetId: v.string() });
const Attached = v.object({ sessionId: v.string() });
const Evaluated = v.object({
  result: v.object({ value: v.optional(v.unknown()) }),
  exceptionDetails: v.optional(v.object({ exception: v.optional(v.object({ description: v.optional(v.string()) })) })),
});
const Targets = v.object({ targetInfos: v.array(v.object({ type: v.string(), url: v.string() })) });

export interface UnattachedPage {
  /** Evaluates an expression, awaiting a promise, and gives its JSON value. */
  evaluate(expression: string): Promise<unknown>;
  close(): Promise<void>;
}

export interface UnattachedChromium {
  /** An address within the extension. */
  url(path: string): string;
  /** Opens a tab and waits until it has loaded. */
  open(url: string): Promise<UnattachedPage>;
  /** Whether the extension's worker runs at this moment. */
  workerRuns(): Promise<boolean>;
  close(): Promise<void>;
}

/** Starts headless Chromium with an unpacked extension in a temporary profile. */
export async function launchUnattached(extension: string): Promise<UnattachedChromium> {
  const program = findPart('chromium');
  if (program === null) throw new Error('No Chromium found: install chromium, or set CHROMIUM_PATH.');
  const profile = await mkdtemp(join(tmpdir(), 'clipdraft-chromium-'));
  const child = spawn(
    program,
    [
      ...['--headless=new', '--no-sandbox', '--remote-debugging-pipe', `--user-data-dir=${profile}`],
      ...[...QUIET_ARGS, `--disable-extensions-except=${extension}`, `--load-extension=${extension}`, 'about:blank'],
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const [, , , input, output] = child.stdio;
  if (!(input instanceof Writable && output instanceof Readable)) throw new Error('Chromium has no pipe.');
  const send = speak(input, output);
  const origin = `chrome-extension://${await extensionId(extension)}/`;
  return {
    url: (path) => origin + path,
    open: (url) => openPage(send, url),
    async workerRuns() {
      const { targetInfos } = v.parse(Targets, await send('Target.getTargets'));
      return targetInfos.some((target) => target.type === 'service_worker' && target.url.startsWith(origin));
    },
    async close() {
      await Promise.race([send('Browser.close').catch(() => {}), ended]);
      await Promise.race([ended, sleep(3000, undefined, { ref: false })]);
      child.kill('SIGKILL');
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

type Send = (method: string, params?: Record<string, unknown>, sessionId?: string) => Promise<unknown>;

function speak(input: Writable, output: Readable): Send {
  const pending = new Map<number, (answer: v.InferOutput<typeof Answer>) => void>();
  let lastId = 0;
  let rest = '';
  output.setEncoding('utf8');
  output.on('data', (text: string) => {
    const frames = (rest + text).split('\0');
    rest = frames.pop() ?? '';
    for (const frame of frames) {
      const answer = v.parse(Answer, JSON.parse(frame));
      if (answer.id === undefined) continue;
      pending.get(answer.id)?.(answer);
      pending.delete(answer.id);
    }
  });
  return (method, params = {}, sessionId) => {
    lastId += 1;
    const id = lastId;
    input.write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`);
    return new Promise((resolve, reject) => {
      pending.set(id, ({ result, error }) => {
        if (error === undefined) resolve(result);
        else reject(new Error(`${method}: ${error.message}`));
      });
    });
  };
}

async function openPage(send: Send, url: string): Promise<UnattachedPage> {
  const { targetId } = v.parse(Created, await send('Target.createTarget', { url }));
  const attached = await send('Target.attachToTarget', { targetId, flatten: true });
  const { sessionId } = v.parse(Attached, attached);
  const page: UnattachedPage = {
    async evaluate(expression) {
      const params = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
      const { result, exceptionDetails } = v.parse(Evaluated, await send('Runtime.evaluate', params, sessionId));
      if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? 'It threw.');
      return result.value;
    },
    async close() {
      await send('Target.closeTarget', { targetId });
    },
  };
  for (let tries = 0; tries < 300; tries += 1) {
    const state = 'document.readyState === "complete" && location.href !== "about:blank"';
    if (await page.evaluate(state).catch(() => false)) return page;
    await sleep(50);
  }
  throw new Error(`${url} did not load.`);
}
