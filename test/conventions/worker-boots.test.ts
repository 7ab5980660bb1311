/** The built background starts where there is no document, and registers every listener before its first turn ends. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { ROOT } from './sources.ts';

/** Events that wake the background: one that is registered later is lost with the first event after a sleep. */
const EVENTS = [
  'alarms.onAlarm',
  'commands.onCommand',
  'contextMenus.onClicked',
  'notifications.onButtonClicked',
  'notifications.onClicked',
  'permissions.onAdded',
  'runtime.onInstalled',
  'runtime.onMessage',
  'runtime.onStartup',
];

/** Runs in a node of its own: no window, no document; an extension API that only notes who listens. */
const HARNESS = `
const listening = [];
const api = (path) => new Proxy(function () {}, {
  get: (_, name) => {
    if (name === 'then' || typeof name === 'symbol') return undefined;
    if (path === 'runtime' && name === 'id') return 'abc';
    if (name === 'addListener') return () => void listening.push(path);
    return api(path + '.' + name);
  },
  apply: () => (path.endsWith('getURL') ? 'chrome-extension://abc/' : Promise.resolve(undefined)),
});
globalThis.chrome = globalThis.browser = new Proxy({}, { get: (_, name) => api(name), has: () => true });
globalThis.self = globalThis;
process.on('unhandledRejection', () => {});
await import(process.argv[1]);
process.stdout.write(JSON.stringify({ listening, dom: typeof document + typeof window }));
process.exit(0);
`;

beforeAll(() => {
  const built = spawnSync('npx', ['tsx', 'tools/build.ts', 'chrome'], { cwd: ROOT, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
});

test('the worker boots without a DOM and listens at once', () => {
  const folder = join(ROOT, 'dist/chrome');
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
    background: { service_worker: string };
  };
  const worker = pathToFileURL(join(folder, manifest.background.service_worker)).href;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', HARNESS, worker], { encoding: 'utf8' });
  expect(run.stderr).not.toMatch(/Error/);
  const seen = JSON.parse(run.stdout) as { listening: string[]; dom: string };
  expect(seen.dom).toBe('undefinedundefined');
  expect([...seen.listening].sort()).toEqual(EVENTS);
});
