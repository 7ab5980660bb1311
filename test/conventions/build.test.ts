/** What must hold for the files that ship: they are built here and read as a store's reviewer would. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from './sources.ts';

const PERMISSIONS = [
  'activeTab',
  'scripting',
  'storage',
  'unlimitedStorage',
  'alarms',
  'contextMenus',
  'notifications',
  'identity',
];

interface Manifest {
  [key: string]: unknown;
  permissions: string[];
  background: { service_worker?: string; scripts?: string[] };
  content_security_policy: { extension_pages: string };
  browser_specific_settings?: {
    gecko: { strict_min_version: string; data_collection_permissions: { required: string[] } };
  };
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(join(folder, file)).isFile(),
  );
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
}

beforeAll(() => {
  const built = spawnSync('npx', ['tsx', 'tools/build.ts'], { cwd: ROOT, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
});

describe.each(['chrome', 'firefox'])('the production build for %s', (browser) => {
  const folder = join(ROOT, 'dist', browser);

  test('asks for nothing but its permissions, and each has its reason in docs/permissions.md', () => {
    const manifest = readManifest(folder);
    expect([...manifest.permissions].sort()).toEqual([...PERMISSIONS].sort());
    const documented = [...readFileSync(join(ROOT, 'docs/permissions.md'), 'utf8').matchAll(/^\| `([\w*:/]+)` \|/gm)];
    const optional = manifest.optional_host_permissions as string[];
    expect(documented.map((match) => match[1]).sort()).toEqual([...manifest.permissions, ...optional].sort());
  });

  test('its background carries the polyfill’s tables of the APIs that it may call, and no others', () => {
    const scripts = filesOf(folder).filter((file) => /^assets\/.*\.js$/.test(file));
    const code = scripts.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
    for (const api of ['alarms', 'notifications', 'runtime'])
      expect(code).toMatch(new RegExp(`[{,]${api}:{\\w+:{minArgs:`));
    for (const api of ['bookmarks', 'cookies', 'history']) expect(code).not.toMatch(new RegExp(`[{,]${api}:{\\w+:{`));
  });

  test.each([
    'host_permissions',
    'content_scripts',
    'web_accessible_resources',
    'key',
    'externally_connectable',
    'update_url',
  ])('has no %s', (key) => {
    expect(readManifest(folder)).not.toHaveProperty(key);
  });

  test('runs no remote code: its own scripts only, nothing evaluated, an explicit policy', () => {
    const policy = readManifest(folder).content_security_policy.extension_pages;
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("object-src 'self'");
    expect(policy).not.toMatch(/unsafe|upgrade-insecure/);
    for (const file of filesOf(folder).filter((name) => /\.(js|html)$/.test(name))) {
      const text = readFileSync(join(folder, file), 'utf8');
      expect(text, file).not.toMatch(
        /\beval\(|new Function\(|importScripts\(|import\(\s*["'`]https?:|<script[^>]+src="https?:/,
      );
    }
  });

  test('carries no source map, no development client, no test hook', () => {
    for (const file of filesOf(folder)) {
      expect(file).not.toMatch(/\.map$/);
      if (!/\.(js|html|css)$/.test(file)) continue;
      expect(readFileSync(join(folder, file), 'utf8'), file).not.toMatch(
        /sourceMappingURL|import\.meta\.hot|@vite\/client|__e2e|__test/,
      );
    }
  });
});

test('Chrome has a least version, Firefox its own least version and says what data it transmits', () => {
  const chrome = readManifest(join(ROOT, 'dist/chrome'));
  const firefox = readManifest(join(ROOT, 'dist/firefox'));
  expect(chrome.minimum_chrome_version).toMatch(/^\d+$/);
  expect(firefox.browser_specific_settings?.gecko).toMatchObject({
    strict_min_version: '140.0',
    data_collection_permissions: { required: ['websiteContent', 'browsingActivity', 'authenticationInfo'] },
  });
  expect(firefox.background.service_worker).toBeUndefined();
});

test('the injected script is one classic script: executeScript takes no module', () => {
  const code = readFileSync(join(ROOT, 'dist/chrome/capture.js'), 'utf8');
  expect(() => new Script(code)).not.toThrow();
  expect(code).toContain('__clipdraftCapture');
});

test.each([
  ['popup', ['popup']],
  ['options', ['popup', 'options']],
])('%s: its own styles come last', (page, names) => {
  const html = readFileSync(join(ROOT, `dist/chrome/src/${page}/index.html`), 'utf8');
  const styles = Array.from(html.matchAll(/<link rel="stylesheet"[^>]* href="..\/..\/([^"]*)"/g), ([, file = '']) =>
    readFileSync(join(ROOT, 'dist/chrome', file), 'utf8'),
  );
  const mark = { popup: '.recent-row{', options: '.page-head ' };
  expect(
    styles.map((css) => Object.entries(mark).flatMap(([name, rule]) => (css.includes(rule) ? [name] : []))),
  ).toEqual(names.map((name) => [name]));
});

test.each([
  ['the popup loads one classic script', 'popup', ['popup.js']],
  ['the options page takes from it what both need', 'options', ['popup.js', 'options.js']],
])('%s', (_, page, scripts) => {
  const html = readFileSync(join(ROOT, `dist/chrome/src/${page}/index.html`), 'utf8');
  const tags = Array.from(html.matchAll(/<script([^>]*) src="..\/..\/([^"]*)"/g));
  expect(tags.map(([, , file]) => file)).toEqual(scripts);
  for (const [, attributes, file = ''] of tags) {
    expect(attributes).toBe(' defer');
    expect(() => new Script(readFileSync(join(ROOT, 'dist/chrome', file), 'utf8'))).not.toThrow();
  }
});
