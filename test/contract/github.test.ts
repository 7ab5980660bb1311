import { afterAll, afterEach, expect } from 'vitest';
import { type GitHubAccount, githubHarness } from './github-harness.ts';
import { destinationContract } from './suite.ts';

async function run(name: string, account: GitHubAccount): Promise<void> {
  const harness = await githubHarness(account);
  afterAll(() => harness.stop());
  afterEach(() => {
    expect(harness.running.violations.splice(0)).toEqual([]);
  });
  destinationContract(`GitHub by ${name}`, harness);
}

await run("a person's own token, as pull requests", { by: 'token', delivery: 'pull_request' });
await run('an App, as pull requests', { by: 'app', delivery: 'pull_request' });
await run("a person's own token, into the drafts of Jekyll", { by: 'token', delivery: 'commit' });
