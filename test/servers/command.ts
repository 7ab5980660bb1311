import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Runs a command to its end; where it fails, the error carries the last lines it wrote.
 * @param env added to our own environment
 */
export function run(command: string, args: string[], cwd: string, env: Record<string, string> = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...outerEnv(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
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

/** Found without being started, which takes some programs longer than their work. */
export function isInstalled(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

/** Our environment without what npm and vitest add for their own scripts, which would steer the npm we call. */
function outerEnv(): NodeJS.ProcessEnv {
  const own =
    /^(npm_(package|lifecycle|command|execpath|node_execpath)|npm_config_(local_|global_)?prefix$|NODE_OPTIONS$|NODE_ENV$|INIT_CWD$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}

/**
 * Installs Debian packages where we may.
 * @param why what needs them, the beginning of a sentence
 * @throws with the line to run where we may not, or where it fails
 */
export function installFromDebian(packages: readonly string[], why: string): void {
  const names = packages.join(' ');
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) {
    throw new Error(`${why}: please install it (Debian, Ubuntu: sudo apt-get install ${names}).`);
  }
  const options = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  spawnSync('apt-get', ['update'], options);
  if (spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...packages], options).status !== 0) {
    throw new Error(`${why}, and apt-get could not install ${names}.`);
  }
}
