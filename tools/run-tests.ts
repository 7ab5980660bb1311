/**
 * `npm test [-- unit|contract|e2e] [-- --long]`: runs the suites one after the other (two cores carry one at a time)
 * and ends with one line that adds them up. A suite that could not run, and a skipped test, count as failures.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureGhostInstalled, type GhostVersion } from '../test/servers/ghost-install.ts';
import { ensureWordPressInstalled, type WordPressVersion } from '../test/servers/wordpress-install.ts';
import { build } from './build.ts';
import { tell } from './progress.ts';
import { run } from './run.ts';
import { ensureParts } from './system.ts';

interface Result {
  passed: number;
  failed: number;
}

const args = process.argv.slice(2);
const LONG = args.includes('--long');
if (LONG) process.env.CLIPDRAFT_LONG = '1';

type Suite = 'unit' | 'contract' | 'e2e';
const SUITES: Record<Suite, (report: string) => Promise<Result>> = { unit, contract, e2e };

async function unit(report: string): Promise<Result> {
  const { chromium } = ensureParts('chromium');
  await run(
    'vitest',
    [...vitestArgs(report), '--project', 'unit', '--project', 'conventions', '--project', 'browser'],
    {
      CHROMIUM_PATH: chromium,
    },
  );
  return readVitest(report);
}

interface Servers {
  ghost: GhostVersion;
  wordpress: WordPressVersion;
}

const NEW: Servers = { ghost: '6', wordpress: '7.1' };
const OLD: Servers = { ghost: '5', wordpress: '6.1' };

/**
 * Against real servers of today, with one look at the old line of WordPress; the long suite goes over the old line of each.
 */
async function contract(report: string): Promise<Result> {
  ensureParts('compiler', 'php');
  const total: Result = { passed: 0, failed: 0 };
  // Two files at a time would ask Debian's installer at once, which takes one.
  await beforehand(Promise.resolve().then(() => ensureParts('hugo', 'jekyll').jekyll));
  await beforehand(ensureWordPressInstalled(OLD.wordpress, tell));
  for (const servers of LONG ? [NEW, OLD] : [NEW]) {
    await install(servers);
    await run('vitest', [...vitestArgs(report), '--project', 'contract'], {
      GHOST_VERSION: servers.ghost,
      WORDPRESS_VERSION: servers.wordpress,
    });
    const { passed, failed } = readVitest(report);
    rmSync(report);
    console.log(
      `== contract, Ghost ${servers.ghost}, WordPress ${servers.wordpress}: ${passed} passed, ${failed} failed`,
    );
    total.passed += passed;
    total.failed += failed;
  }
  return total;
}

/** Before the suite, whose own output would hide how far it is. A Ghost that is named by GHOST_URL is there already. */
async function install({ ghost, wordpress }: Servers): Promise<void> {
  await beforehand(ensureWordPressInstalled(wordpress, tell));
  if (!process.env.GHOST_URL) await beforehand(ensureGhostInstalled(ghost, tell));
}

/** What can't be installed is said here, and fails the tests that need it, no others. */
async function beforehand(installation: Promise<string>): Promise<void> {
  await installation.catch((error: unknown) => tell(error instanceof Error ? error.message : String(error)));
}

async function e2e(report: string): Promise<Result> {
  const { chromium, firefox } = ensureParts('chromium', 'firefox', 'xvfb', 'compiler', 'php');
  await install(NEW);
  for (const browser of ['chrome', 'firefox'] as const) {
    await build(browser, 'production');
    await build(browser, 'test');
  }
  await run('playwright', ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    CHROMIUM_PATH: chromium,
    FIREFOX_PATH: firefox,
  });
  const { stats, errors } = readReport<{
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
    errors: unknown[];
  }>(report);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped + errors.length };
}

function vitestArgs(report: string): string[] {
  return ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
}

function readVitest(report: string): Result {
  const result = readReport<{
    success: boolean;
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    numTodoTests: number;
    testResults: { status: string; assertionResults: unknown[] }[];
  }>(report);
  // A file that failed before its first test has no failed test to count.
  const brokenFiles = result.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const failed = result.numFailedTests + result.numPendingTests + result.numTodoTests + brokenFiles.length;
  return { passed: result.numPassedTests, failed: failed === 0 && !result.success ? 1 : failed };
}

function readReport<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

const named = (Object.keys(SUITES) as Suite[]).filter((suite) => args.includes(suite));
const folder = mkdtempSync(join(tmpdir(), 'clipdraft-report-'));
const total: Result = { passed: 0, failed: 0 };
for (const suite of named.length === 0 ? (Object.keys(SUITES) as Suite[]) : named) {
  console.log(`\n== ${suite}`);
  const result = await SUITES[suite](join(folder, `${suite}.json`)).catch((error: unknown) => {
    console.error(`The suite ${suite} could not run:`, error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  });
  console.log(`== ${suite}: ${result.passed} passed, ${result.failed} failed`);
  total.passed += result.passed;
  total.failed += result.failed;
}
rmSync(folder, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
