/**
 * A real WordPress on loopback, for tests and for the demonstration. Each run has its own folder, port and database;
 * core itself stays in the cache. PHP's own web server runs it.
 */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Progress } from './cache.ts';
import { freePort, launch, type ServerProcess, untilReady } from './process.ts';
import { ensureWordPressInstalled, type WordPressVersion } from './wordpress-install.ts';
import {
  JWT_SECRET,
  Keys,
  PHP_SETTINGS,
  phpEnv,
  phpFolder,
  runPhp,
  type WordPressFolders,
  writeDropIn,
} from './wordpress-php.ts';
import type { WordPressSwitch } from './wordpress-switches.ts';
import { usersWith, type WordPressRole, type WordPressUser } from './wordpress-users.ts';

export interface WordPressOptions {
  version: WordPressVersion;
  /** A free one where not given. */
  port?: number;
  /** Kept between runs, with all content; else a temporary folder that goes with stop(). */
  dir?: string;
  permalinks?: 'pretty' | 'plain';
  /** Where the REST API is, instead of `wp-json`. */
  restPrefix?: string;
  progress?: Progress;
}

export interface RunningWordPress {
  /** Without a slash at its end. The same site answers at `localhost` too, as a site of that name. */
  url: string;
  users: Record<WordPressRole, WordPressUser>;
  /** JWT_AUTH_SECRET_KEY, with which a test can make tokens of its own. */
  jwtSecret: string;
  pid: number;
  switches: {
    /** What is wrong with every request from now on, beside what the options ask for. An empty list ends it. */
    set(switches: readonly WordPressSwitch[]): Promise<void>;
  };
  /** The stored post as core's parse_blocks() sees it. White space between blocks is a block without a name. */
  parseBlocks(postId: number): Promise<ParsedBlock[]>;
  stop(): Promise<void>;
}

export interface ParsedBlock {
  /** Null for what stands outside of any block. */
  blockName: string | null;
  attrs: Record<string, unknown>;
  /** Without that of the inner blocks. */
  innerHTML: string;
  innerBlocks: ParsedBlock[];
}

const BOOT_MS = 60_000;
/** The block editor asks for much at once. */
const WORKERS = '4';

/** Installs WordPress where needed, starts it, and gives it once it answers, with a site and its users. */
export async function startWordPress(options: WordPressOptions): Promise<RunningWordPress> {
  const install = await ensureWordPressInstalled(options.version, options.progress);
  const kept = options.dir !== undefined;
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'clipdraft-wordpress-')));
  const folders = await layOut(dir, install);
  const always = switchesOf(options);
  await writeSwitches(folders, always);
  const url = `http://127.0.0.1:${options.port ?? (await freePort())}`;
  options.progress?.(`Starting WordPress at ${url}`);
  const server = launchPhp(url, dir, folders);
  const stop = async (): Promise<void> => {
    await server.end();
    if (!kept) await rm(dir, { recursive: true, force: true });
  };
  try {
    await untilReady('WordPress', `${url}/?rest_route=/`, server, BOOT_MS);
    return {
      url,
      users: usersWith(v.parse(Keys, JSON.parse(await readFile(join(folders.database, 'keys.json'), 'utf8')))),
      jwtSecret: JWT_SECRET,
      pid: server.pid,
      switches: { set: (switches) => writeSwitches(folders, [...always, ...switches]) },
      parseBlocks: async (postId) =>
        v.parse(v.array(Block), JSON.parse(await runPhp('parse-blocks.php', [String(postId)], folders))),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const Block: v.GenericSchema<ParsedBlock> = v.object({
  blockName: v.nullable(v.string()),
  attrs: v.record(v.string(), v.unknown()),
  innerHTML: v.string(),
  innerBlocks: v.array(v.lazy(() => Block)),
});

function switchesOf({ permalinks, restPrefix }: WordPressOptions): WordPressSwitch[] {
  return [
    ...(permalinks === 'plain' ? (['plain_permalinks'] as const) : []),
    ...(restPrefix === undefined ? [] : ([`rest_prefix=${restPrefix}`] as const)),
  ];
}

/** In one step: a request that is being answered reads the list of before or the new one. */
async function writeSwitches({ switches }: WordPressFolders, list: readonly WordPressSwitch[]): Promise<void> {
  await writeFile(`${switches}.new`, JSON.stringify(list));
  await rename(`${switches}.new`, switches);
}

/** `site/` is what the web server shows: core by symbolic links, and a wp-content of this run's own. */
async function layOut(dir: string, install: string): Promise<WordPressFolders> {
  const core = join(install, 'core');
  const site = join(dir, 'site');
  const content = join(site, 'wp-content');
  const database = join(dir, 'database');
  // The links are made anew: core may have moved since a kept folder was last used.
  const old = existsSync(site) ? await readdir(site) : [];
  for (const name of old) if (name !== 'wp-content') await rm(join(site, name));
  for (const name of ['uploads', 'plugins']) await mkdir(join(content, name), { recursive: true });
  for (const name of await readdir(core)) {
    if (name !== 'wp-content' && name !== 'wp-config.php') await symlink(join(core, name), join(site, name));
  }
  await rm(join(content, 'themes'), { force: true });
  await symlink(join(core, 'wp-content/themes'), join(content, 'themes'));
  await writeDropIn(content);
  if (!existsSync(join(database, 'keys.json'))) {
    await mkdir(database, { recursive: true });
    for (const name of ['wordpress.sqlite', 'keys.json']) {
      await copyFile(join(install, 'template', name), join(database, name));
    }
  }
  return { install, content, database, switches: join(dir, 'switches.json') };
}

/**
 * PHP's server forks its workers, which outlive it and us: a shell holds them in one process group and ends the group
 * when its standard input closes, which happens however we end.
 */
function launchPhp(url: string, dir: string, folders: WordPressFolders): ServerProcess {
  const guarded = 'exec 3<&0; "$@" </dev/null & php=$!; { cat <&3 >/dev/null; kill -KILL 0; } & wait $php';
  const serve = ['-S', new URL(url).host, '-t', join(dir, 'site'), join(phpFolder, 'router.php')];
  return launch('sh', ['-c', guarded, 'sh', 'php', ...PHP_SETTINGS, ...serve], dir, {
    ...phpEnv(folders),
    PHP_CLI_SERVER_WORKERS: WORKERS,
  });
}
