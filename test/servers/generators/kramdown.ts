import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { jekyll } from './jekyll.ts';

const SCRIPT = fileURLToPath(new URL('kramdown.rb', import.meta.url));

/**
 * The html that Jekyll makes of each of these documents, by its own Liquid and kramdown, in one process: thousands in
 * the time of one build.
 * @throws with what Ruby wrote where one of them stops it
 */
export function kramdownPages(documents: readonly string[]): string[] {
  jekyll.ensure();
  const { status, stdout, stderr } = spawnSync('ruby', ['-Eutf-8:utf-8', SCRIPT, tmpdir()], {
    input: JSON.stringify(documents),
    encoding: 'utf8',
    maxBuffer: 1e9,
    env: { ...process.env, LANG: 'C.UTF-8' },
  });
  if (status !== 0) throw new Error(`Jekyll's Markdown could not be read:\n${stderr.slice(-3000)}`);
  const pages: string[] = JSON.parse(stdout);
  return pages;
}
