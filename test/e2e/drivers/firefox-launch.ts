/** Firefox as a process: its profile, its port, its end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPart } from '../../../tools/system.ts';
import { Marionette } from './marionette.ts';

export interface FirefoxOptions {
  /** An X display to show windows on; headless where not given. */
  display?: string;
  prefs?: Record<string, string | number | boolean>;
}

const QUIET_PREFS = {
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.aboutwelcome.enabled': false,
  'browser.tabs.warnOnClose': false,
  'app.update.enabled': false,
  'extensions.autoDisableScopes': 0,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'browser.safebrowsing.downloads.remote.enabled': false,
  'services.settings.server': 'data:,',
  // Marionette's own choice, true, keeps the keyboard away from an extension's popup.
  'focusmanager.testmode': false,
};

export interface FirefoxProcess {
  marionette: Marionette;
  /** Resolves when the program has ended and its profile is removed; ends it by force after four seconds. */
  end(): Promise<void>;
}

/** Starts Firefox with a profile of its own, and a session in it. */
export async function startFirefox({ display, prefs = {} }: FirefoxOptions): Promise<FirefoxProcess> {
  const program = findPart('firefox');
  if (program === null) throw new Error('No Firefox found: install firefox-esr, or set FIREFOX_PATH.');
  const profile = await mkdtemp(join(tmpdir(), 'clipdraft-firefox-'));
  const port = await freePort();
  const lines = Object.entries({ ...QUIET_PREFS, ...prefs, 'marionette.port': port }).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  await writeFile(join(profile, 'user.js'), lines.join('\n'));
  const child = spawn(
    program,
    [
      '--marionette',
      ...(display === undefined ? ['--headless'] : []),
      ...['--no-remote', '--profile', profile, '--remote-allow-system-access', 'about:blank'],
    ],
    {
      env: {
        ...process.env,
        HOME: profile,
        MOZ_CRASHREPORTER_DISABLE: '1',
        ...(display === undefined ? {} : { DISPLAY: display }),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let written = '';
  child.stderr.on('data', (chunk: Buffer) => {
    written = (written + chunk.toString()).slice(-2000);
  });
  const end = async (): Promise<void> => {
    await ended(child);
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    const marionette = await Marionette.connect(port, 60_000);
    await marionette.command('WebDriver:NewSession', {
      capabilities: { alwaysMatch: { acceptInsecureCerts: true, unhandledPromptBehavior: 'ignore' } },
    });
    await marionette.command('WebDriver:SetTimeouts', { script: 30_000, pageLoad: 30_000 });
    return { marionette, end };
  } catch (error) {
    await end();
    throw new Error(`Firefox did not start: ${written}`, { cause: error });
  }
}

/** Resolves when the program has ended; helps it along after four seconds. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = new AbortController();
  await Promise.race([exit, sleep(4000, undefined, { signal: stop.signal }).catch(() => {})]);
  stop.abort();
  child.kill('SIGKILL');
  await exit;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('No free port.'));
        else resolve(address.port);
      });
    });
  });
}
