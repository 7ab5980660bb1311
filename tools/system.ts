/**
 * What the tests and `npm start` need from the system. On Debian as root it is installed; elsewhere one line says what
 * to install. Paths can be given: CHROMIUM_PATH, FIREFOX_PATH.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { hasPhp, PHP_PACKAGES } from '../test/servers/php.ts';

export type SystemPart = 'chromium' | 'firefox' | 'xvfb' | 'zip' | 'compiler' | 'php' | 'hugo' | 'jekyll';

interface Part {
  /** Any one of these commands (or paths) is enough. */
  commands: readonly string[];
  debian: readonly string[];
  /** What the command must be able to do, where its being there does not say it. */
  works?: () => boolean;
}

const PARTS: Record<SystemPart, Part> = {
  chromium: { commands: ['chromium', 'chromium-browser', 'google-chrome'], debian: ['chromium', 'fonts-dejavu-core'] },
  firefox: { commands: ['firefox-esr', 'firefox'], debian: ['firefox-esr', 'fonts-dejavu-core'] },
  xvfb: { commands: ['Xvfb'], debian: ['xvfb', 'xdotool'] },
  zip: { commands: ['zip'], debian: ['zip'] },
  compiler: { commands: ['g++'], debian: ['g++', 'make', 'python3'] },
  php: { commands: ['php'], debian: PHP_PACKAGES, works: hasPhp },
  hugo: { commands: ['hugo'], debian: ['hugo'] },
  jekyll: { commands: ['jekyll'], debian: ['jekyll'] },
};

const OVERRIDE: Partial<Record<SystemPart, string | undefined>> = {
  chromium: process.env.CHROMIUM_PATH,
  firefox: process.env.FIREFOX_PATH,
};

function onPath(command: string): string | null {
  for (const folder of (process.env.PATH ?? '').split(':')) {
    if (folder !== '' && existsSync(`${folder}/${command}`)) return `${folder}/${command}`;
  }
  return null;
}

/** Where the part's program is, or null. */
export function findPart(part: SystemPart): string | null {
  const override = OVERRIDE[part];
  if (override !== undefined) return existsSync(override) ? override : null;
  const { commands, works } = PARTS[part];
  const found = commands.map(onPath).find((path) => path !== null) ?? null;
  return works === undefined || works() ? found : null;
}

/** Installs what is missing where it can, else throws with the one line to run. Returns the program's path by part. */
export function ensureParts<P extends SystemPart>(...parts: P[]): Record<P, string> {
  const missing = parts.filter((part) => findPart(part) === null);
  if (missing.length > 0) install(missing);
  const found = {} as Record<P, string>;
  for (const part of parts) {
    const path = findPart(part);
    if (path === null) throw new Error(adviceFor(missing));
    found[part] = path;
  }
  return found;
}

function install(missing: readonly SystemPart[]): void {
  if (process.getuid?.() !== 0 || onPath('apt-get') === null) throw new Error(adviceFor(missing));
  const packages = [...new Set(missing.flatMap((part) => PARTS[part].debian))];
  console.log(`Installing from Debian: ${packages.join(' ')} (once, up to 90 s)`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
  ]) {
    const result = spawnSync('apt-get', args, { env, encoding: 'utf8' });
    if (result.status !== 0) throw new Error(`apt-get ${args[0]} failed:\n${result.stderr.slice(-2000)}`);
  }
}

function adviceFor(missing: readonly SystemPart[]): string {
  const packages = [...new Set(missing.flatMap((part) => PARTS[part].debian))];
  return `Please install: ${packages.join(' ')} (on Debian: sudo apt-get install ${packages.join(' ')}), then run this again.`;
}
