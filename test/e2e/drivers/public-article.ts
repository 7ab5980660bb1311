/** An article at an address that any reader can open: only such a one is a clip's source. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtExtension, type ChromiumDriver, launchChromium } from './chromium.ts';
import type { PageServer } from './pages.ts';

/** Resolved to loopback. */
const HOST = 'paper.example';
export const ARTICLE_URL = `http://${HOST}/article`;

/** Chromium with the test build, which may read the article; closed when the task is done. */
export async function withPublicArticle(
  site: PageServer,
  task: (driver: ChromiumDriver) => Promise<void>,
): Promise<void> {
  const extension = await mkdtemp(join(tmpdir(), 'clipdraft-build-'));
  await cp(builtExtension('chrome-test'), extension, { recursive: true });
  await allow(extension, `http://${HOST}/*`);
  const driver = await launchChromium({
    extension,
    args: [`--host-resolver-rules=MAP ${HOST}:80 127.0.0.1:${site.port}`],
  });
  await driver.worker();
  await task(driver);
  await driver.close();
  await rm(extension, { recursive: true });
}

async function allow(extension: string, origin: string): Promise<void> {
  const file = join(extension, 'manifest.json');
  const manifest: { host_permissions: string[] } = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...manifest, host_permissions: [...manifest.host_permissions, origin] }));
}
