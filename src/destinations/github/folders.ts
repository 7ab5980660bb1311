import type { GitHubClient, RepoName } from './client.ts';
import type { GitHubTree } from './shapes.ts';

/** `taken`: a file (or a folder) of this name is there. `blocked`: a part of the path is a file, so nothing can be below. */
export type Place = { kind: 'free' } | { kind: 'taken'; sha: string } | { kind: 'blocked' };

/** Tells what stands at a path of one commit; `anyEnding` where the name's own is not known yet. */
export type Folders = (path: string, anyEnding?: boolean) => Promise<Place>;

/** A commit to look into, and to put another one on. */
export interface Snapshot {
  commit: string;
  tree: string;
  at: Folders;
}

/**
 * Reads the folders on the way to a path, each once however many paths are asked for. Names that differ only in case or
 * in how their accents are written are one name: checked out on Windows or a Mac they are the same file.
 */
export async function readSnapshot(client: GitHubClient, repo: RepoName, commit: string): Promise<Snapshot> {
  const { tree: root } = await client.commit(repo, commit);
  const read = new Map<string, Promise<GitHubTree>>();
  const folder = (sha: string): Promise<GitHubTree> => {
    const tree = read.get(sha) ?? client.tree(repo, sha);
    read.set(sha, tree);
    return tree;
  };

  const at: Folders = async (path, anyEnding = false) => {
    let sha = root.sha;
    const names = path.split('/');
    for (const [index, name] of names.entries()) {
      const { tree, truncated } = await folder(sha);
      const isLast = index === names.length - 1;
      const asMeant = isLast && anyEnding ? stem : folded;
      const entry = tree.find((candidate) => asMeant(candidate.path) === asMeant(name));
      // Beyond 100 000 names a folder is told in part.
      if (entry === undefined) return truncated ? asked(client, repo, commit, path) : { kind: 'free' };
      if (isLast) return { kind: 'taken', sha: entry.sha };
      if (entry.type !== 'tree') return { kind: 'blocked' };
      sha = entry.sha;
    }
    return { kind: 'free' };
  };
  return { commit, tree: root.sha, at };
}

const folded = (name: string): string => name.normalize('NFC').toLowerCase();
const stem = (name: string): string => folded(name).replace(/\.[^.]*$/, '');

async function asked(client: GitHubClient, repo: RepoName, commit: string, path: string): Promise<Place> {
  const file = await client.file(repo, path, commit);
  return file === null ? { kind: 'free' } : { kind: 'taken', sha: file.sha };
}
