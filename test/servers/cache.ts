/** Servers that are installed once, into a cache folder that all clones and runs share. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { withFileLock } from './file-lock.ts';

/** One line for a person, and how far the work is (0 to 1) where that is known. */
export type Progress = (line: string, fraction?: number) => void;

/** `$CLIPDRAFT_CACHE`, else the user's cache folder. */
export function cacheFolder(): string {
  if (process.env.CLIPDRAFT_CACHE) return process.env.CLIPDRAFT_CACHE;
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'clipdraft');
}

/** Where the installation of this name is, or will be. */
export const installFolder = (name: string): string => join(cacheFolder(), name);

/** Whether installOnce() has nothing left to do. */
export const isInstalled = (name: string): boolean => existsSync(join(installFolder(name), '.complete'));

/**
 * Gives the folder of an installation, making it first where it is missing or was interrupted. Of several processes
 * that ask at once one installs and the others wait.
 * @param install fills the empty folder it is given, which is moved into place when it is whole
 */
export async function installOnce(name: string, install: (folder: string) => Promise<void>): Promise<string> {
  const target = installFolder(name);
  if (isInstalled(name)) return target;
  await mkdir(cacheFolder(), { recursive: true });
  return withFileLock(`${target}.lock`, async () => {
    if (isInstalled(name)) return target;
    await removeLeftovers(`${name}.part-`);
    const work = await mkdtemp(`${target}.part-`);
    try {
      await install(work);
      await rm(target, { recursive: true, force: true });
      await rename(work, target);
      await writeFile(join(target, '.complete'), `${new Date().toISOString()}\n`);
    } catch (error) {
      await rm(work, { recursive: true, force: true });
      throw error;
    }
    return target;
  });
}

async function removeLeftovers(prefix: string): Promise<void> {
  for (const name of await readdir(cacheFolder())) {
    if (name.startsWith(prefix)) await rm(join(cacheFolder(), name), { recursive: true, force: true });
  }
}
