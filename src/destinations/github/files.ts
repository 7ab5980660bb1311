/** The files of a repository as they are read to guess what makes its site: each folder once. */
import type { GitHubClient, RepoName } from './client.ts';
import type { Files } from './guess-site.ts';

/** @param commit or a branch without slashes */
export function filesOf(client: GitHubClient, repo: RepoName, commit: string): Files {
  /** By path: the folder's tree. */
  const trees = new Map<string, ReturnType<GitHubClient['tree']>>();

  function treeOf(folder: string): ReturnType<GitHubClient['tree']> {
    const known = trees.get(folder) ?? readTree(folder);
    trees.set(folder, known);
    return known;
  }

  async function readTree(folder: string): ReturnType<GitHubClient['tree']> {
    if (folder === '') return client.tree(repo, commit);
    const cut = folder.lastIndexOf('/');
    const { tree } = await treeOf(folder.slice(0, Math.max(cut, 0)));
    const found = tree.find(({ path, type }) => type === 'tree' && path === folder.slice(cut + 1));
    return found ? client.tree(repo, found.sha) : { tree: [], truncated: false };
  }

  return {
    names: async (folder) => (await treeOf(folder)).tree.map(({ path, type }) => (type === 'tree' ? `${path}/` : path)),
    text: async (path) => (await client.file(repo, path, commit))?.text ?? '',
  };
}
