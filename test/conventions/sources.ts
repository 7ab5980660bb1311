import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Source {
  /** From the root, e.g. `src/clip/clip.ts`. */
  path: string;
  text: string;
}

/** Every file under `folder` whose name ends as given. */
export function sources(folder: string, ...endings: string[]): Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => endings.some((ending) => name.endsWith(ending)))
    .map((name) => join(ROOT, folder, name))
    .map((path) => ({ path: relative(ROOT, path), text: readFileSync(path, 'utf8') }));
}

/** The source without its comments, so that a rule reads code only. Strings that hold comment marks stay whole enough. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`\\])\/\/.*$/gm, '$1');
}

/** The code that ships: no tests. */
export function shippedCode(): Source[] {
  return sources('src', '.ts', '.tsx').filter(({ path }) => !/\.test\.tsx?$/.test(path));
}
