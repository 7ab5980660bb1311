/** A real Ghost on loopback, for tests and for the demonstration. Each run has its own folder, port and database. */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Progress } from './cache.ts';
import { ensureGhostInstalled, type GhostVersion, ghostNode, ghostPackage } from './ghost-install.ts';
import { type GhostKeys, OWNER, seedGhost } from './ghost-seed.ts';
import { freePort, launch, type ServerProcess, untilReady } from './process.ts';

export { ensureGhostInstalled, type GhostVersion } from './ghost-install.ts';
export { SITE_TITLE } from './ghost-seed.ts';

export interface GhostOptions {
  version: GhostVersion;
  /** A free one where not given. */
  port?: number;
  /** Kept between runs, with all content; else a temporary folder that goes with stop(). */
  dir?: string;
  /** The admin lives at 127.0.0.1 and the site at localhost: two hosts, as with `admin.url` on a server. */
  adminElsewhere?: boolean;
  progress?: Progress;
}

export interface RunningGhost extends GhostKeys {
  /** Where the admin and its API live, and where nothing else is said the site too. */
  url: string;
  /** Where readers find the site. */
  siteUrl: string;
  email: string;
  password: string;
  ownerName: string;
  pid: number;
  stop(): Promise<void>;
}

const BOOT_MS = 120_000;

/** Installs Ghost where needed, starts it, and gives it once it answers, with an owner and keys. */
export async function startGhost(options: GhostOptions): Promise<RunningGhost> {
  const folder = await ensureGhostInstalled(options.version, options.progress);
  const kept = options.dir !== undefined;
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'clipdraft-ghost-')));
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const siteUrl = options.adminElsewhere ? `http://localhost:${port}` : url;
  await writeConfig(dir, { ...addresses(siteUrl, url), server: { host: '127.0.0.1', port } }, ghostPackage(folder));
  options.progress?.(`Starting Ghost at ${url}`);
  const server = launchGhost(folder, dir);
  const stop = async (): Promise<void> => {
    await server.end();
    if (!kept) await rm(dir, { recursive: true, force: true });
  };
  try {
    // While it boots Ghost refuses the connection, then answers 503 with HTML.
    await untilReady('Ghost', `${url}/ghost/api/admin/site/`, server, BOOT_MS);
    const keys = await seedGhost(url);
    const { email, password, name: ownerName } = OWNER;
    return { url, siteUrl, ...keys, email, password, ownerName, pid: server.pid, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * With an admin of its own, Ghost's scripts for readers are written into the pages as on a real site: they name the
 * admin. Nothing fetches them but a browser that shows the page.
 */
function addresses(site: string, admin: string): object {
  if (site === admin) return { url: site, portal: { url: false }, sodoSearch: { url: false } };
  const script = (name: string): object => ({ url: `http://127.0.0.1:9/${name}.min.js` });
  return { url: site, admin: { url: admin }, portal: script('portal'), sodoSearch: script('sodo-search') };
}

/** Everything that would call outside is off; sign-in asks for no emailed code. */
async function writeConfig(dir: string, at: object, ghost: string): Promise<void> {
  const content = join(dir, 'content');
  for (const name of ['data', 'images', 'media', 'files', 'settings', 'logs', 'adapters', 'themes', 'public']) {
    await mkdir(join(content, name), { recursive: true });
  }
  for (const theme of ['source', 'casper']) {
    const shipped = join(ghost, 'content/themes', theme);
    const used = join(content, 'themes', theme);
    if (existsSync(shipped) && !existsSync(used)) await symlink(shipped, used);
  }
  const config = {
    ...at,
    database: {
      client: 'sqlite3',
      connection: { filename: join(content, 'data/ghost.db') },
      useNullAsDefault: true,
    },
    mail: { from: 'noreply@example.com', transport: 'stub' },
    paths: { contentPath: `${content}/` },
    process: 'local',
    logging: { level: 'info', transports: ['stdout'] },
    privacy: {
      useUpdateCheck: false,
      useGravatar: false,
      useRpcPing: false,
      useStructuredData: false,
      useIndexNow: false,
    },
    updateCheck: { url: 'http://127.0.0.1:9/' },
    remoteFlags: { enabled: false },
    security: { staffDeviceVerification: false },
    sendWelcomeEmail: false,
    backgroundJobs: { emailAnalytics: false, clickTrackingLastSeenAtUpdater: false },
    emailAnalytics: { enabled: false },
    announcementBar: { url: false },
    comments: { url: false },
    signupForm: { url: false },
    caching: { admin: { maxAge: 0 } },
    useMinFiles: true,
  };
  await writeFile(join(dir, 'config.production.json'), JSON.stringify(config, null, 2));
  // Ghost looks for its own version beside its configuration.
  await copyFile(join(ghost, 'package.json'), join(dir, 'package.json'));
}

/** Ghost reads its configuration from the folder it runs in, so each run has its own. It ends with us, however we end. */
function launchGhost(folder: string, dir: string): ServerProcess {
  const endWithParent =
    "import { isMainThread } from 'node:worker_threads'; if (isMainThread) process.stdin.resume().on('end', () => process.kill(process.pid, 'SIGKILL'));";
  return launch(
    ghostNode(folder),
    ['--import', `data:text/javascript,${encodeURIComponent(endWithParent)}`, join(ghostPackage(folder), 'index.js')],
    dir,
    { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production' },
  );
}
