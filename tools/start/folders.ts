/** Where `npm start` keeps its things, all of it in the cache folder. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../test/servers/cache.ts';

const startFolder = (): string => join(cacheFolder(), 'start');

/** A folder of this run's own; those of runs that were killed are removed. */
export function runFolder(): string {
  mkdirSync(startFolder(), { recursive: true });
  for (const name of readdirSync(startFolder())) {
    if (/^\d+$/.test(name) && !isAlive(Number(name)))
      rmSync(join(startFolder(), name), { recursive: true, force: true });
  }
  return join(startFolder(), String(process.pid));
}

export interface SiteFolder {
  path: string;
  /** It stays for the next run. */
  kept: boolean;
  release(): void;
}

/** The folder in which a site is kept between runs; while another run has it, one inside this run's own. */
export function siteFolder(name: string, run: string): SiteFolder {
  const path = join(startFolder(), name);
  const owner = join(path, 'used-by');
  mkdirSync(path, { recursive: true });
  if (!take(owner)) return { path: join(run, 'site'), kept: false, release: () => undefined };
  return { path, kept: true, release: () => rmSync(owner, { force: true }) };
}

function take(owner: string): boolean {
  try {
    writeFileSync(owner, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const pid = Number(readFileSync(owner, 'utf8'));
    if (pid !== process.pid && isAlive(pid)) return false;
    writeFileSync(owner, String(process.pid));
    return true;
  }
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
