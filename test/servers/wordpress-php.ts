/** PHP beside an installed WordPress: its environment, and scripts that load WordPress without a server. */
import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { SEED_USERS, WORDPRESS_TITLE } from './wordpress-users.ts';

/** The folder of what we bring along in PHP. */
export const phpFolder = fileURLToPath(new URL('./wordpress', import.meta.url));

export const JWT_SECRET = 'a-secret-for-tests-only-0123456789-0123456789';

/** php.ini as PHP has it by default, whatever this machine's says. */
export const PHP_SETTINGS = [
  'output_buffering=4096',
  'display_errors=0',
  'log_errors=1',
  'error_reporting=E_ALL & ~E_DEPRECATED',
  'memory_limit=256M',
  'post_max_size=8M',
  'upload_max_filesize=2M',
  'max_execution_time=60',
  'date.timezone=UTC',
].flatMap((line) => ['-d', line]);

export interface WordPressFolders {
  /** The installation in the cache. */
  install: string;
  /** wp-content of this run. */
  content: string;
  /** Where its wordpress.sqlite lies. */
  database: string;
  /** A JSON list of what is switched on. */
  switches: string;
}

/** What config.php reads. */
export function phpEnv(folders: WordPressFolders): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    WORDPRESS_CONFIG: join(phpFolder, 'config.php'),
    WORDPRESS_DROP_IN: join(phpFolder, 'db.php'),
    WORDPRESS_SQLITE: join(folders.install, 'sqlite'),
    WORDPRESS_CONTENT: folders.content,
    WORDPRESS_DATABASE: folders.database,
    WORDPRESS_SWITCHES: folders.switches,
    WORDPRESS_JWT_SECRET: JWT_SECRET,
  };
}

/** Gives WordPress in this wp-content its database: the drop-in core looks for. */
export async function writeDropIn(content: string): Promise<void> {
  await writeFile(join(content, 'db.php'), "<?php\nrequire getenv( 'WORDPRESS_DROP_IN' );\n");
}

/** Sets up a site in `template/` of a fresh installation. */
export async function seedTemplate(install: string): Promise<void> {
  const template = join(install, 'template');
  const content = join(template, 'wp-content');
  await mkdir(content, { recursive: true });
  await writeDropIn(content);
  const folders = { install, content, database: template, switches: '' };
  const site = { title: WORDPRESS_TITLE, users: SEED_USERS };
  const keys = v.parse(Keys, JSON.parse(await runPhp('seed.php', [], folders, JSON.stringify(site))));
  await writeFile(join(template, 'keys.json'), JSON.stringify(keys));
  await rm(content, { recursive: true });
}

export const Keys = v.record(v.string(), v.string());

/**
 * Runs one of our scripts and gives what it writes.
 * @throws with what it complained of where it fails
 */
export async function runPhp(script: string, args: string[], folders: WordPressFolders, input = ''): Promise<string> {
  const child = spawn('php', [...PHP_SETTINGS, join(phpFolder, script), join(folders.install, 'core'), ...args], {
    env: phpEnv(folders),
  });
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [output, complaint, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code !== 0) throw new Error(`${script} ended with ${code}:\n${(complaint + output).slice(-3000)}`);
  return output;
}
