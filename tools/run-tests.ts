/**
 * `npm test [-- unit|contract|e2e] [-- --long]`: runs the suites one after the other (two cores carry one at a time)
 * and ends with one line that adds them up. A suite that could not run, and a skipped test, count as failures.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.ts';
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

/** Against real Ghost 6; the long suite goes over real Ghost 5 as well. */
async function contract(report: string): Promise<Result> {
  ensureParts('compiler');
  const total: Result = { passed: 0, failed: 0 };
  for (const version of LONG ? ['6', '5'] : ['6']) {
    await run('vitest', [...vitestArgs(report), '--project', 'contract'], { GHOST_VERSION: version });
    const result = readVitest(report);
    rmSync(report);
    console.log(`== contract, Ghost ${version}: ${result.passed} passed, ${result.failed} failed`);
    total.passed += result.passed;
    total.failed += result.failed;
  }
  return total;
}

async function e2e(report: string): Promise<Result> {
  const { chromium, firefox } = ensureParts('chromium', 'firefox', 'xvfb', 'compiler');
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
