import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ensureParts } from './system.ts';

/** Every file below a folder, by its path from there, sorted. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(folder, file)).isFile())
    .sort();
}

/** Packs files of a folder. -X and the sorted list keep the archive the same from build to build, but for the files' times. */
export function zipFiles(folder: string, target: string, files: readonly string[]): void {
  const { zip } = ensureParts('zip');
  const result = spawnSync(zip, ['-9', '-q', '-X', target, ...files], { cwd: folder, encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`zip failed: ${result.stderr}`);
}
