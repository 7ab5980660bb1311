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

export interface ChangedFile {
  path: string;
  /** Where it was. */
  before: string;
  status: 'added' | 'removed' | 'modified' | 'renamed';
  /** Of its blob; where it was removed, of the one that was there. */
  sha: string;
  /** Lines. */
  additions: number;
  deletions: number;
}

/** What differs between two trees, by path. What went and came elsewhere with half of its lines was renamed. */
export function changedFiles(objects: ObjectStore, one: string, other: string): ChangedFile[] {
  const files = (tree: string): Map<string, string> =>
    new Map(
      entriesOf(objects, tree, true)
        .filter(({ type }) => type !== 'tree')
        .map(({ path, sha }) => [path, sha]),
    );
  const [before, after] = [files(one), files(other)];
  const gone = new Map([...before].filter(([path]) => !after.has(path)));
  const changed: ChangedFile[] = [];
  for (const [path, sha] of after) {
    const there = before.get(path);
    if (there === sha) continue;
    const from = there === undefined ? [...gone].find(([, old]) => isAlike(objects, old, sha)) : undefined;
    if (from !== undefined) gone.delete(from[0]);
    const status = from !== undefined ? 'renamed' : there === undefined ? 'added' : 'modified';
    const lines = lineChanges(objects, from?.[1] ?? there, sha);
    changed.push({ path, before: from?.[0] ?? path, status, sha, ...lines });
  }
  for (const [path, sha] of gone) {
    changed.push({ path, before: path, status: 'removed', sha, ...lineChanges(objects, sha, undefined) });
  }
  return changed.sort((a, b) => (a.path < b.path ? -1 : 1));
}

const linesOf = (objects: ObjectStore, sha: string | undefined): string[] => {
  const text = sha === undefined ? '' : (objects.blob(sha)?.toString() ?? '');
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
};

/** Lines that only one of both has, however often and wherever. */
function lineChanges(
  objects: ObjectStore,
  before: string | undefined,
  after: string | undefined,
): { additions: number; deletions: number } {
  const counts = new Map<string, number>();
  for (const line of linesOf(objects, after)) counts.set(line, (counts.get(line) ?? 0) + 1);
  for (const line of linesOf(objects, before)) counts.set(line, (counts.get(line) ?? 0) - 1);
  const sum = (sign: 1 | -1): number =>
    [...counts.values()].reduce((total, count) => total + Math.max(0, sign * count), 0);
  return { additions: sum(1), deletions: sum(-1) };
}

function isAlike(objects: ObjectStore, before: string, after: string): boolean {
  if (before === after) return true;
  const { additions, deletions } = lineChanges(objects, before, after);
  const longest = Math.max(linesOf(objects, before).length, linesOf(objects, after).length);
  return Math.max(additions, deletions) * 2 < longest;
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
