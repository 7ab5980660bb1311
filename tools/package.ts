/** `npm run package`: builds both and writes dist/clipdraft-<browser>-<version>.zip, the files stores take. */

import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pkg from '../package.json' with { type: 'json' };
import { build } from './build.ts';
import { ROOT } from './run.ts';
import { ensureParts } from './system.ts';
import { filesIn, zipFiles } from './zip.ts';

ensureParts('zip');
for (const browser of ['chrome', 'firefox'] as const) {
  await build(browser, 'production');
  const target = join(ROOT, 'dist', `clipdraft-${browser}-${pkg.version}.zip`);
  rmSync(target, { force: true });
  const source = join(ROOT, 'dist', browser);
  zipFiles(source, target, filesIn(source));
  console.log(`${target} ${(statSync(target).size / 1024).toFixed(1)} kB`);
}
