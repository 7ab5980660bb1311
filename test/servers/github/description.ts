/**
 * GitHub's own description of its API (OpenAPI, published on npm), loaded once into the cache folder: of 13 MB only the
 * requests that this GitHub answers are kept, and what they refer to.
 */
import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installOnce, type Progress } from '../cache.ts';
import { run } from '../command.ts';
import { routes } from './routes.ts';

const VERSION = '23.0.2';
const SHA512 = 'pV8M7L9GY23AybNvTmo2nyjmpmnt6+2sRE/tqr0ZLQcPS4lnw7u5eZGNmwRNkBC3D7gZXbFx5AHzLUVRBXGDhg==';
const SOURCE = 'package/generated/api.github.com.json';

export type Json = null | boolean | number | string | Json[] | { [member: string]: Json };
export type JsonObject = { [member: string]: Json };

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Another list of requests is another installation. */
const templates = [...new Set(routes.map(({ template }) => template))].sort();
const NAME = `github-openapi-${VERSION}-${createHash('sha256').update(templates.join('\n')).digest('hex').slice(0, 8)}`;

/** @returns `paths` and `components`, of the requests that this GitHub answers */
export async function loadDescription(progress: Progress = () => {}): Promise<JsonObject> {
  const folder = await installOnce(NAME, (work) => install(work, progress));
  return parse(await readFile(join(folder, 'description.json'), 'utf8'));
}

async function install(folder: string, progress: Progress): Promise<void> {
  progress(`Loading GitHub's description of its API (29 MB)`, 0.1);
  await run('npm', ['pack', '--silent', `@octokit/openapi@${VERSION}`], folder);
  const archive = join(folder, `octokit-openapi-${VERSION}.tgz`);
  const found = createHash('sha512')
    .update(await readFile(archive))
    .digest('base64');
  if (found !== SHA512) throw new Error(`@octokit/openapi ${VERSION} is not what it was: ${found}`);
  await run('tar', ['xzf', archive, SOURCE], folder);
  const whole = parse(await readFile(join(folder, SOURCE), 'utf8'));
  await writeFile(join(folder, 'description.json'), JSON.stringify(partOf(whole, templates)));
  await rm(archive);
  await rm(join(folder, 'package'), { recursive: true });
  progress(`GitHub's description of its API is there`, 1);
}

/** These paths, and every component that they refer to, however indirectly. */
function partOf(whole: JsonObject, paths: readonly string[]): JsonObject {
  const part: JsonObject = { paths: {} };
  const copied = new Set<string>();
  const follow = (value: Json | undefined): void => {
    if (Array.isArray(value)) for (const item of value) follow(item);
    if (!isObject(value)) return;
    if (typeof value.$ref === 'string' && !copied.has(value.$ref)) {
      copied.add(value.$ref);
      const target = resolve(whole, value.$ref);
      place(part, value.$ref, target);
      follow(target);
    }
    for (const item of Object.values(value)) follow(item);
  };
  for (const path of paths) {
    const item = isObject(whole.paths) ? whole.paths[path] : undefined;
    if (item === undefined) throw new Error(`GitHub's description has no ${path}`);
    if (isObject(part.paths)) part.paths[path] = withoutExamples(item);
    follow(part.paths);
  }
  return part;
}

/** @param ref `#/components/schemas/git-ref` */
export function resolve(whole: JsonObject, ref: string): Json {
  let here: Json | undefined = whole;
  for (const name of ref.slice(2).split('/')) here = isObject(here) ? here[name] : undefined;
  if (here === undefined) throw new Error(`GitHub's description has no ${ref}`);
  return withoutExamples(here);
}

function place(part: JsonObject, ref: string, value: Json): void {
  const names = ref.slice(2).split('/');
  const last = names.pop() ?? '';
  let here = part;
  for (const name of names) {
    const next = here[name];
    const inner: JsonObject = isObject(next) ? next : {};
    here[name] = inner;
    here = inner;
  }
  here[last] = value;
}

/** They are most of it, and refer to files of their own. */
function withoutExamples(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutExamples);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(
    ([name, inner]) => !(name === 'examples' && isObject(inner)) && name !== 'example',
  );
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutExamples(inner)]));
}

function parse(text: string): JsonObject {
  const value: Json = JSON.parse(text);
  if (!isObject(value)) throw new Error("GitHub's description is no object");
  return value;
}
