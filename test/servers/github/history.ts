/** What came before a commit. */
import type { ObjectStore } from './objects.ts';
import { entriesOf, entryAt } from './trees.ts';

/** The commit itself is among them. */
export function ancestorsOf(objects: ObjectStore, sha: string): Set<string> {
  const seen = new Set<string>();
  const next = [sha];
  for (let here = next.pop(); here !== undefined; here = next.pop()) {
    if (seen.has(here)) continue;
    seen.add(here);
    next.push(...(objects.commit(here)?.parents ?? []));
  }
  return seen;
}

/** Whether a branch may go from one commit to the other without being forced. */
export const isFastForward = (objects: ObjectStore, from: string, to: string): boolean =>
  ancestorsOf(objects, to).has(from);

/** The commits of one side that the other has not, newest first. */
export function missingIn(objects: ObjectStore, head: string, base: string): string[] {
  const known = ancestorsOf(objects, base);
  return byTime(
    objects,
    [...ancestorsOf(objects, head)].filter((sha) => !known.has(sha)),
  );
}

/**
 * The commits that changed what stands at a path (a file or a folder), newest first, as `git log` simplifies history: a
 * commit that took over one parent's state leads to that parent alone.
 */
export function logOf(objects: ObjectStore, head: string, path: string): string[] {
  if (path === '') return byTime(objects, [...ancestorsOf(objects, head)]);
  const at = (sha: string): string | undefined => {
    const commit = objects.commit(sha);
    return commit && entryAt(objects, commit.tree, path)?.sha;
  };
  const seen = new Set<string>();
  const found: string[] = [];
  const next = [head];
  for (let here = next.pop(); here !== undefined; here = next.pop()) {
    if (seen.has(here)) continue;
    seen.add(here);
    const own = at(here);
    const parents = objects.commit(here)?.parents ?? [];
    const same = parents.find((parent) => at(parent) === own);
    if (same !== undefined) next.push(same);
    else {
      if (own !== undefined || parents.length > 0) found.push(here);
      next.push(...parents);
    }
  }
  return byTime(objects, found);
}

/** The paths of files that differ between two trees. */
export function changedPaths(objects: ObjectStore, one: string, other: string): string[] {
  const files = (tree: string): Map<string, string> =>
    new Map(
      entriesOf(objects, tree, true)
        .filter(({ type }) => type !== 'tree')
        .map(({ path, mode, sha }) => [path, `${mode} ${sha}`]),
    );
  const [before, after] = [files(one), files(other)];
  return [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path));
}

/** Newest first; of one second, a commit stands before its parents. */
function byTime(objects: ObjectStore, shas: string[]): string[] {
  const at = (sha: string): number => objects.commit(sha)?.committer.at ?? 0;
  const wanted = new Set(shas);
  const ordered: string[] = [];
  const placed = new Set<string>();
  const children = new Map<string, number>();
  for (const sha of shas) {
    for (const parent of objects.commit(sha)?.parents ?? []) children.set(parent, (children.get(parent) ?? 0) + 1);
  }
  const ready = shas.filter((sha) => !children.has(sha));
  while (ready.length > 0) {
    ready.sort((one, other) => at(other) - at(one));
    const here = ready.shift();
    if (here === undefined || placed.has(here)) continue;
    placed.add(here);
    ordered.push(here);
    for (const parent of objects.commit(here)?.parents ?? []) {
      const left = (children.get(parent) ?? 1) - 1;
      children.set(parent, left);
      if (left === 0 && wanted.has(parent)) ready.push(parent);
    }
  }
  return [...ordered, ...shas.filter((sha) => !placed.has(sha)).sort((one, other) => at(other) - at(one))];
}
