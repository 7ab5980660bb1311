/** A double of GitHub with the repository of a small Jekyll site, and pages in place of its own: nothing leaves the machine. */
import { connectGitHub } from '../../test/e2e/drivers/connect-github.ts';
import type { Pull, Repository } from '../../test/servers/github/repository.ts';
import { startGitHub } from '../../test/servers/github.ts';
import type { DemoDraft, DemoOptions, DemoSite, DemoSystem } from './demo.ts';

export const githubDemo: DemoSystem = {
  name: 'GitHub',
  isDouble: true,
  parts: () => [],
  folder: 'github',
  port: 8875,
  isInstalled: () => true,
  firstTime: '',
  async start({ port }: DemoOptions): Promise<DemoSite> {
    const github = await startGitHub({ port, unchecked: true });
    const { url, blog, person, token } = github;
    return {
      url,
      draftsUrl: `${url}/${blog.fullName}/pulls`,
      login: `${person.login}, with a token: ${token}`,
      // The pages ask nobody who they are.
      signIn: async () => undefined,
      connect: async (browser) => void (await connectGitHub(browser, `${url}/${blog.fullName}`, { token })),
      drafts: async () => blog.pulls.filter(({ state }) => state === 'open').map((pull) => draftOf(blog, pull, url)),
      untilShown: (page) => page.locator('pre.file').waitFor({ timeout: 60_000 }),
      stop: () => github.stop(),
    };
  },
};

/** The file that a pull request brings. */
function draftOf(repository: Repository, { number, title, head }: Pull, url: string): DemoDraft {
  const before = new Set(repository.paths());
  const file = repository.paths(head).find((path) => path.endsWith('.md') && !before.has(path));
  if (file === undefined) throw new Error(`Pull request ${number} brings no file.`);
  return {
    id: String(number),
    title,
    content: `${file}\n${repository.read(file, head)}`,
    editUrl: `${url}/${repository.fullName}/pull/${number}`,
  };
}
