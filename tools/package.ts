/** `npm run package`: builds both and writes dist/clipdraft-<browser>-<version>.zip, the files stores take. */

import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pkg from '../package.json' with { type: 'json' };
import { build } from './build.ts';
import { ROOT } from './run.ts';
import { ensureParts } from './system.ts';

const { zip } = ensureParts('zip');
for (const browser of ['chrome', 'firefox'] as const) {
  await build(browser, 'production');
  const target = join(ROOT, 'dist', `clipdraft-${browser}-${pkg.version}.zip`);
  rmSync(target, { force: true });
  const source = join(ROOT, 'dist', browser);
  // -X and the sorted list keep the archive the same from build to build, but for the files' times.
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(source, file)).isFile())
    .sort();
  const result = spawnSync(zip, ['-9', '-q', '-X', target, ...files], { cwd: source, encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`zip failed: ${result.stderr}`);
  console.log(`${target} ${(statSync(target).size / 1024).toFixed(1)} kB`);
}
