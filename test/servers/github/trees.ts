/** Paths within trees. */
import { EMPTY_TREE, type Mode, type ObjectStore, type TreeEntry } from './objects.ts';

export interface PathEntry {
  path: string;
  mode: Mode;
  type: 'blob' | 'tree' | 'commit';
  sha: string;
  /** Bytes, of a blob. */
  size?: number;
}

/** A null takes away what stands at the path. */
export interface Change {
  path: string;
  mode: Mode;
  sha: string | null;
}

export const typeOf = (mode: Mode): PathEntry['type'] =>
  mode === '040000' ? 'tree' : mode === '160000' ? 'commit' : 'blob';

function toPathEntry(objects: ObjectStore, folder: string, { mode, name, sha }: TreeEntry): PathEntry {
  const size = objects.blob(sha)?.length;
  return { path: `${folder}${name}`, mode, type: typeOf(mode), sha, ...(size === undefined ? {} : { size }) };
}

/** What stands directly in a tree, or in it and all below it, each folder before what is in it. */
export function entriesOf(objects: ObjectStore, tree: string, recursive: boolean, folder = ''): PathEntry[] {
  return (objects.tree(tree) ?? []).flatMap((entry) => {
    const own = toPathEntry(objects, folder, entry);
    return recursive && own.type === 'tree' ? [own, ...entriesOf(objects, own.sha, true, `${own.path}/`)] : [own];
  });
}

/** @param path '' for the tree itself */
export function entryAt(objects: ObjectStore, tree: string, path: string): PathEntry | undefined {
  let here: PathEntry = { path: '', mode: '040000', type: 'tree', sha: tree };
  if (path === '') return here;
  for (const name of path.split('/')) {
    const found = objects.tree(here.sha)?.find((entry) => entry.name === name);
    if (found === undefined) return undefined;
    here = toPathEntry(objects, here.path === '' ? '' : `${here.path}/`, found);
  }
  return here;
}

/** Whether git takes this as the path of a file (git-fsck: fullPathname, hasDot, hasDotdot, hasDotgit, emptyName). */
export const isPath = (path: string): boolean =>
  !path.includes('\0') && path.split('/').every((part) => !['', '.', '..'].includes(part) && !/^\.git$/i.test(part));

/** A folder that has become empty is gone, as git has none. @returns the new tree */
export function withChanges(objects: ObjectStore, base: string, changes: readonly Change[]): string {
  const entries = new Map((objects.tree(base) ?? []).map((entry) => [entry.name, entry]));
  const below = new Map<string, Change[]>();
  for (const change of changes) {
    const slash = change.path.indexOf('/');
    const name = slash < 0 ? change.path : change.path.slice(0, slash);
    if (slash >= 0) {
      below.set(name, [...(below.get(name) ?? []), { ...change, path: change.path.slice(slash + 1) }]);
    } else if (change.sha === null) entries.delete(name);
    else entries.set(name, { mode: change.mode, name, sha: change.sha });
  }
  for (const [name, inner] of below) {
    const folder = entries.get(name);
    const sha = withChanges(objects, folder?.mode === '040000' ? folder.sha : EMPTY_TREE, inner);
    if (sha === EMPTY_TREE) entries.delete(name);
    else entries.set(name, { mode: '040000', name, sha });
  }
  return objects.writeTree([...entries.values()]);
}
