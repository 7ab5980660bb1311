/**
 * Installs a real WordPress on SQLite into a cache folder, once: 7.1 and what puts any WordPress on SQLite from the npm
 * registry, 6.1 from Debian. Needs node, npm, tar and PHP. The folder holds
 *
 *     core/      WordPress as it is published; its wp-config.php is whatever WORDPRESS_CONFIG names
 *     sqlite/    the SQLite drop-in
 *     template/  a database with a site and its users, copied for each run, and keys.json
 */
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installOnce, isInstalled, type Progress } from './cache.ts';
import { run } from './command.ts';
import { ensurePhp } from './php.ts';
import { unpackDebianWordPress } from './wordpress-debian.ts';
import { seedTemplate, writeDropIn } from './wordpress-php.ts';

export type WordPressVersion = '7.1' | '6.1';

/** One npm tarball holds WordPress 7.1.1 and the SQLite drop-in. */
const STUDIO = 'wp-studio@1.22.0';
const INSIDE = 'package/dist/cli/wp-files';
/** Goes up when an installation of before would not do any more. */
const LAYOUT = 1;

const RELEASES: Record<WordPressVersion, string> = { '7.1': '7.1.1', '6.1': '6.1.9' };

/** The name of an installation in the cache; another name is another WordPress. */
export const wordPressInstallName = (version: WordPressVersion): string => `wordpress-${RELEASES[version]}-${LAYOUT}`;

/** Whether ensureWordPressInstalled() has nothing left to load but PHP. */
export const isWordPressInstalled = (version: WordPressVersion): boolean => isInstalled(wordPressInstallName(version));

/** Gives the folder of an installed WordPress, installing it first where it is missing or was interrupted. */
export async function ensureWordPressInstalled(
  version: WordPressVersion,
  progress: Progress = () => {},
): Promise<string> {
  // PHP is the system's: it may be missing beside a cache that was brought along.
  ensurePhp(progress);
  return installOnce(wordPressInstallName(version), async (folder) => {
    progress('Loading WordPress from the npm registry (67 MB)', 0.1);
    await unpackStudio(folder, version);
    if (version === '6.1') await unpackDebianWordPress(folder, RELEASES[version], progress);
    await writeFile(join(folder, 'core/wp-config.php'), "<?php\nrequire getenv( 'WORDPRESS_CONFIG' );\n");
    // Old WordPress asks for MySQL unless a drop-in lies here too, wherever wp-content is.
    await writeDropIn(join(folder, 'core/wp-content'));
    progress('Setting up a site', 0.8);
    await seedTemplate(folder);
    progress(`WordPress ${RELEASES[version]} is installed`, 1);
  });
}

/** 6.1 needs only the drop-in. */
async function unpackStudio(folder: string, version: WordPressVersion): Promise<void> {
  await run('npm', ['pack', '--silent', STUDIO], folder);
  const archive = join(folder, `${STUDIO.replace('@', '-')}.tgz`);
  const core = version === '7.1' ? ['latest/wordpress'] : [];
  const wanted = [...core, 'sqlite-database-integration'].map((name) => `${INSIDE}/${name}`);
  await run('tar', ['xzf', archive, ...wanted], folder);
  await rm(archive);
  for (const name of core) await rename(join(folder, INSIDE, name), join(folder, 'core'));
  await rename(join(folder, INSIDE, 'sqlite-database-integration'), join(folder, 'sqlite'));
  await rm(join(folder, 'package'), { recursive: true });
}
