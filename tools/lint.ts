/** `npm run lint`: types, format and import directions (Biome), texts and styles (conventions), web-ext on the build. */
import { build } from './build.ts';
import { run } from './run.ts';

const checks: [string, () => Promise<number>][] = [
  ['types', () => run('tsc', ['--noEmit'])],
  ['format, lint and import directions', () => run('biome', ['ci', '--error-on-warnings', '.'])],
  ['conventions', () => run('vitest', ['run', '--project', 'conventions'])],
  [
    'web-ext lint',
    async () => {
      await build('firefox', 'production');
      return run('web-ext', ['lint', '--source-dir', 'dist/firefox', '--warnings-as-errors', '--no-config-discovery']);
    },
  ],
];

let failed = 0;
for (const [name, check] of checks) {
  console.log(`== ${name}`);
  if ((await check()) !== 0) failed += 1;
}
console.log(failed === 0 ? 'lint: all clean' : `lint: ${failed} of ${checks.length} checks failed`);
process.exitCode = failed === 0 ? 0 : 1;
