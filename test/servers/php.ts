/** The PHP that a WordPress of ours runs on: the system's. */
import { spawnSync } from 'node:child_process';
import type { Progress } from './cache.ts';
import { installFromDebian } from './command.ts';

/** 18 MB to load. */
export const PHP_PACKAGES = ['php-cli', 'php-sqlite3', 'php-mbstring', 'php-xml', 'php-curl', 'php-gd'] as const;

const CHECK = `exit(PHP_VERSION_ID >= 80000 && !array_diff(['pdo_sqlite', 'mbstring', 'xml', 'curl', 'gd'], array_map('strtolower', get_loaded_extensions())) ? 0 : 1);`;

/** Whether the PHP on the path is new enough and has the extensions that WordPress on SQLite asks for. */
export const hasPhp = (): boolean => spawnSync('php', ['-r', CHECK]).status === 0;

/**
 * Installs PHP where it is missing and where we may.
 * @throws with the line to run elsewhere
 */
export function ensurePhp(progress: Progress): void {
  if (hasPhp()) return;
  const why = 'WordPress runs on PHP 8 with SQLite, mbstring, xml, curl and gd';
  progress(`${why}: installing it (18 MB)`, 0);
  installFromDebian(PHP_PACKAGES, why);
  if (!hasPhp()) throw new Error(`${why}; the PHP that is installed here does not do.`);
}
