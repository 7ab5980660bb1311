/** `npm run lint`: types, format and import directions (Biome), texts and styles (conventions), web-ext on the build. */
import { spawnSync } from 'node:child_process';
import { build } from './build.ts';
import { ROOT, run } from './run.ts';

const checks: [string, () => Promise<number>][] = [
  ['types', () => run('tsc', ['--noEmit'])],
  ['format, lint and import directions', () => run('biome', ['ci', '--error-on-warnings', '.'])],
  ['conventions', () => run('vitest', ['run', '--project', 'conventions'])],
  [
    'web-ext lint',
    async () => {
      await build('firefox', 'production');
      return webExtLint();
    },
  ],
];

/** Warnings that are looked at and stay, each with its reason. */
const EXPECTED_WARNINGS: Record<string, string> = {
  UNSAFE_VAR_ASSIGNMENT:
    'preact holds dangerouslySetInnerHTML; a convention test sees that no code of ours uses it, or innerHTML',
  KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION:
    'data_collection_permissions are in Firefox for desktop since 140; the extension is not offered for Android',
};

interface WebExtReport {
  errors: { code: string; message: string }[];
  warnings: { code: string; message: string; file?: string }[];
}

function webExtLint(): number {
  const args = ['web-ext', 'lint', '--source-dir', 'dist/firefox', '--no-config-discovery', '--output', 'json'];
  const { stdout } = spawnSync('npx', args, { cwd: ROOT, encoding: 'utf8' });
  const { errors, warnings } = JSON.parse(stdout) as WebExtReport;
  const unexpected = [...errors, ...warnings.filter(({ code }) => EXPECTED_WARNINGS[code] === undefined)];
  for (const { code, message } of unexpected) console.error(`${code}: ${message}`);
  return unexpected.length;
}

let failed = 0;
for (const [name, check] of checks) {
  console.log(`== ${name}`);
  if ((await check()) !== 0) failed += 1;
}
console.log(failed === 0 ? 'lint: all clean' : `lint: ${failed} of ${checks.length} checks failed`);
process.exitCode = failed === 0 ? 0 : 1;
