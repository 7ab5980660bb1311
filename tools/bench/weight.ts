/** What the build weighs: the store's file, and the JavaScript that each context loads before it can do anything. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseAst } from 'vite';
import type { DestinationId } from '../../src/destinations/destination.ts';
import { filesIn, zipFiles } from '../zip.ts';
import { type Metric, metric } from './metric.ts';

/** kB that each system, and the sign-in that they share, may add to the zip and to the background; docs/decisions/0018 says why. */
const ALLOWED: Record<DestinationId | 'authorization_code', { zip: number; background: number }> = {
  ghost: { zip: 110, background: 60 },
  wordpress: { zip: 12, background: 8 },
  contentjet: { zip: 24, background: 14 },
  github: { zip: 47, background: 35 },
  authorization_code: { zip: 15, background: 10 },
};

const allowed = (part: 'zip' | 'background'): number =>
  Object.values(ALLOWED).reduce((sum, added) => sum + added[part], 0);

export function weights(build: string): Metric[] {
  const manifest: { background: { service_worker: string } } = JSON.parse(
    readFileSync(join(build, 'manifest.json'), 'utf8'),
  );
  const popup = 'src/popup/index.html';
  const popupScripts = scriptsOf(build, popup);
  const backgroundScripts = new Set([manifest.background.service_worker]);
  return [
    metric('zip_chrome_kb', zipBytes(build) / 1024, 'kB', allowed('zip')),
    metric('popup_js_gz_kb', gzipBytes(build, withImports(build, popupScripts)) / 1024, 'kB', 20),
    metric(
      'background_js_gz_kb',
      gzipBytes(build, withImports(build, backgroundScripts)) / 1024,
      'kB',
      allowed('background'),
    ),
  ];
}

/** Without _locales: each further language would count against the code. */
function zipBytes(build: string): number {
  const folder = mkdtempSync(join(tmpdir(), 'clipdraft-bench-'));
  try {
    const target = join(folder, 'build.zip');
    zipFiles(
      build,
      target,
      filesIn(build).filter((file) => !file.startsWith('_locales')),
    );
    return statSync(target).size;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The scripts that a page of the extension names. */
function scriptsOf(build: string, html: string): Set<string> {
  const scripts = new Set<string>();
  const text = readFileSync(join(build, html), 'utf8');
  for (const [, source] of text.matchAll(/<script[^>]+src="([^"]+)"/g)) {
    if (source !== undefined) scripts.add(resolveFrom(html, source));
  }
  if (scripts.size === 0) throw new Error(`${html} names no script: has the build changed its form?`);
  return scripts;
}

/** The scripts with all that they import statically, each once. */
function withImports(build: string, entries: Set<string>): Set<string> {
  const all = new Set(entries);
  for (const file of all) {
    for (const statement of parseAst(readFileSync(join(build, file), 'utf8')).body) {
      if ('source' in statement && statement.source) all.add(resolveFrom(file, statement.source.value));
    }
  }
  return all;
}

function gzipBytes(build: string, files: Set<string>): number {
  let bytes = 0;
  for (const file of files) bytes += gzipSync(readFileSync(join(build, file)), { level: 9 }).length;
  return bytes;
}

function resolveFrom(file: string, reference: string): string {
  return reference.startsWith('/') ? reference.slice(1) : join(dirname(file), reference);
}
