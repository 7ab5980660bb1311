/** What the connection doctor says of a GitHub in which a cause was provoked. */
import { afterAll, beforeEach, expect } from 'vitest';
import messages from '../../public/_locales/en/messages.json' with { type: 'json' };
import type { CheckReport } from '../../src/destinations/destination.ts';
import { github } from '../../src/destinations/github/adapter.ts';
import { startFaults } from '../servers/faults.ts';
import { startGitHub } from '../servers/github.ts';
import { type GitHubSessionAt, githubSession } from './github-session.ts';

/** For all tests of a file: a GitHub, a place in front of it that can be made to fail, and the doctor's look at them. */
export async function gitHubToCheck() {
  const running = await startGitHub();
  const faults = await startFaults(running.url);
  afterAll(async () => {
    await faults.stop();
    await running.stop();
    expect(running.violations).toEqual([]);
  });
  beforeEach(() => faults.set({ kind: 'pass' }));
  const check = async (how: GitHubSessionAt = {}): Promise<CheckReport> =>
    github.check(await githubSession(running, how));
  return { running, faults, check };
}

/** `credentials github_bad_credentials`: the first step that is not well, and why. */
export function finding({ steps }: CheckReport): string {
  const step = steps.find(({ outcome }) => outcome === 'failed') ?? steps.find(({ outcome }) => outcome === 'warning');
  return step === undefined ? 'all well' : `${step.id} ${step.error?.reason ?? step.error?.code ?? ''}`;
}

/** Counts what was provoked in one file, and what of it was named. */
export function countCauses() {
  let provoked = 0;
  let named = 0;
  return {
    /** This one is named, and there is a text with its cure. */
    expectNamed(report: CheckReport, expected: string): void {
      provoked += 1;
      expect(finding(report)).toBe(expected);
      expect(messages).toHaveProperty(`error_${expected.split(' ')[1]}`);
      for (const { id } of report.steps) expect(messages).toHaveProperty(`check_${id}`);
      named += 1;
    },
    /** At the end: none was missed, and there were so many. */
    expectAll(least: number): void {
      console.log(`GitHub: causes named/causes provoked ${named}/${provoked}`);
      expect(provoked).toBeGreaterThanOrEqual(least);
      expect(named).toBe(provoked);
    },
  };
}
