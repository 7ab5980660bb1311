/** An old WordPress as Debian packages it, made whole again: Debian takes libraries out into packages of their own. */
import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Progress } from './cache.ts';
import { run } from './command.ts';

/** The last four hold what the first only links to, and the theme it names as its default. */
const PACKAGES = ['wordpress', 'php-getid3', 'libjs-underscore', 'libjs-cropper', 'wordpress-theme-twentytwentythree'];

/**
 * Puts core into `folder/core`. Needs apt-get and dpkg-deb, no root where the package lists are there.
 * @param release what it must be
 */
export async function unpackDebianWordPress(folder: string, release: string, progress: Progress): Promise<void> {
  if (spawnSync('apt-get', ['--version']).status !== 0) {
    throw new Error(`WordPress ${release} is a Debian package; there is no apt-get here.`);
  }
  progress(`Loading WordPress ${release} from Debian (8 MB)`, 0.5);
  const work = join(folder, 'debian');
  const root = join(work, 'root');
  await mkdir(root, { recursive: true });
  await download(work);
  for (const name of await readdir(work)) {
    if (name.endsWith('.deb')) await run('dpkg-deb', ['-x', name, root], work);
  }
  const shipped = join(root, 'usr/share/wordpress');
  // These lead into /etc.
  for (const name of ['.htaccess', 'wp-config.php', 'wp-includes/certificates/ca-bundle.crt']) {
    await rm(join(shipped, name), { force: true });
  }
  await run('cp', ['-rL', shipped, join(folder, 'core')], work);
  await rm(work, { recursive: true });
  const found = /\$wp_version = '([^']+)'/.exec(await readFile(join(folder, 'core/wp-includes/version.php'), 'utf8'));
  if (found?.[1] !== release) {
    throw new Error(`Debian's WordPress is ${found?.[1]} here; the tests know ${release} (Debian 12).`);
  }
}

/** A machine that has never asked Debian for its lists has none. */
async function download(work: string): Promise<void> {
  const get = (): Promise<void> => run('apt-get', ['download', '-q', ...PACKAGES], work);
  try {
    await get();
  } catch (error) {
    if (process.getuid?.() !== 0) throw error;
    await run('apt-get', ['update', '-q'], work);
    await get();
  }
}
