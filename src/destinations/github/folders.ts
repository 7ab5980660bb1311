import type { GitHubClient, RepoName } from './client.ts';
import type { GitHubTree } from './shapes.ts';

/**
 * `taken`: a file (or a folder) of this name is there; its sha is null where only its letters' case, accents or ending tell
 * them apart. `blocked`: a part of the path is a file, so nothing can be below.
 */
export type Place = { kind: 'free' } | { kind: 'taken'; sha: string | null } | { kind: 'blocked' };

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
    const names = path.split('/');
    /** Of several that are one name, all are looked into; what has the very name says most. */
    const below = async (sha: string, depth: number): Promise<Place> => {
      const { tree, truncated } = await folder(sha);
      const name = names[depth] ?? '';
      const isLast = depth === names.length - 1;
      const asMeant = isLast && anyEnding ? stem : folded;
      const entries = tree
        .filter((entry) => asMeant(entry.path) === asMeant(name))
        .sort((a, b) => Number(b.path === name) - Number(a.path === name));
      const [first] = entries;
      // Beyond 100 000 names a folder is told in part.
      if (first === undefined) return truncated ? asked(client, repo, commit, path) : { kind: 'free' };
      if (isLast) return { kind: 'taken', sha: first.path === name ? first.sha : null };
      if (first.type !== 'tree') return { kind: 'blocked' };
      let found: Place = { kind: 'free' };
      for (const entry of entries.filter(({ type }) => type === 'tree')) {
        const place = await below(entry.sha, depth + 1);
        const isElsewhere = place.kind === 'taken' && entry.path !== name;
        if (found.kind === 'free') found = isElsewhere ? { ...place, sha: null } : place;
      }
      return found;
    };
    return below(root.sha, 0);
  };
  return { commit, tree: root.sha, at };
}

const folded = (name: string): string => name.normalize('NFC').toLowerCase();
const stem = (name: string): string => folded(name).replace(/\.[^.]*$/, '');

async function asked(client: GitHubClient, repo: RepoName, commit: string, path: string): Promise<Place> {
  const file = await client.file(repo, path, commit);
  return file === null ? { kind: 'free' } : { kind: 'taken', sha: file.sha };
}
