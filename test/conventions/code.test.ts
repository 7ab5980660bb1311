import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import messages from '../../public/_locales/en/messages.json' with { type: 'json' };
import { ROOT, shippedCode, sources, withoutComments } from './sources.ts';

function offenders(pattern: RegExp, except: (path: string) => boolean = () => false): string[] {
  return shippedCode()
    .filter(({ path, text }) => !except(path) && pattern.test(withoutComments(text)))
    .map(({ path }) => path);
}

const SILENCED = /@ts-(?:ignore|nocheck|expect-error)/;

test('no compiler is silenced and no test is skipped', () => {
  const all = [...sources('src', '.ts', '.tsx'), ...sources('test', '.ts'), ...sources('tools', '.ts')];
  const rules = /: any\b|\bas any\b|\b(?:it|test|describe)\.(?:skip|only|todo)\b/;
  const found = all.filter(
    ({ path, text }) => !path.endsWith('conventions/code.test.ts') && rules.test(withoutComments(text)),
  );
  expect(found.map(({ path }) => path)).toEqual([]);
  const silenced = all.filter(({ path, text }) => !path.endsWith('conventions/code.test.ts') && SILENCED.test(text));
  expect(silenced.map(({ path }) => path)).toEqual([]);
});

test('nothing writes to the log: a log is where secrets leak', () => {
  expect(offenders(/\bconsole\./)).toEqual([]);
});

test('one place speaks HTTP; in the page, only the injected script does, in the page’s name', () => {
  const allowed = ['src/destinations/safe-fetch.ts', 'src/clip/page-image.ts'];
  expect(offenders(/\bfetch\(/, (path) => allowed.includes(path))).toEqual([
    'src/clip/inject.ts',
    'src/platform/fetch.ts',
  ]);
});

test('one folder touches the browser', () => {
  expect(
    offenders(/webextension-polyfill|\bchrome\.|\bbrowser\.\w+\./, (path) => path.startsWith('src/platform/')),
  ).toEqual([]);
});

test('html from a page or a person is never written as html', () => {
  expect(offenders(/\.innerHTML|\.outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write/)).toEqual([]);
});

test('no code path can publish: no status but draft is ever written', () => {
  expect(
    offenders(
      /status['"]?\s*:\s*['"](?!draft|ok|failed)\w*publish|['"](?:published|scheduled|publish|sent)['"]\s*(?:,|\})/,
    ),
  ).toEqual([]);
});

test('no code path can publish at Contentjet: the only date that is ever written is the far one of a draft', () => {
  const code = shippedCode()
    .filter(({ path }) => path.startsWith('src/destinations/contentjet/'))
    .map(({ text }) => withoutComments(text))
    .join('\n');
  const values = [...code.matchAll(/\bpublished\b['"\]]*\s*:\s*([^,;}\n]+)/g)].map(([, value = '']) => value.trim());
  expect(values.filter((value) => !/^(?:typeof )?DRAFT_DATE$|^string(?:\(\))?$/.test(value))).toEqual([]);
  expect(values).toContain('DRAFT_DATE');
  expect(code).not.toMatch(/\bpublished\b['"\]]*\s*=[^=>]/);
  expect(code.match(/['"`]\d{4}-\d\d-\d\dT[^'"`]*/g)).toEqual(["'2099-12-30T00:00:00.000Z"]);
});

test('no code path can publish at GitHub: nothing is merged, marked as ready, or forced onto a branch', () => {
  const code = shippedCode()
    .filter(({ path }) => path.startsWith('src/destinations/github/'))
    .map(({ text }) => withoutComments(text))
    .join('\n');
  expect(code).not.toMatch(/\/merges?\b|\/update-branch\b|ready_for_review|graphql/i);
  expect(code.match(/\bforce\b['"]?\s*:\s*\w+/g)).toEqual(['force: false']);
});

test('the composition root stays short', () => {
  const root = shippedCode().find(({ path }) => path === 'src/background/index.ts');
  expect(root?.text.split('\n').length ?? Number.POSITIVE_INFINITY).toBeLessThan(120);
});

test('every destination has its README, descriptor, adapter, unit tests, contract run, page for users and texts', () => {
  const folder = join(ROOT, 'src/destinations');
  const destinations = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(destinations.length).toBeGreaterThan(0);
  for (const { name } of destinations) {
    const files = readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' });
    expect(files, name).toEqual(expect.arrayContaining(['README.md', 'descriptor.ts', 'client.ts', 'adapter.ts']));
    // A draft in this system's own form: a text among fields, or a whole file.
    expect(
      files.some((file) => ['body.ts', 'post.ts'].includes(file)),
      `${name}: body`,
    ).toBe(true);
    expect(files.filter((file) => file.endsWith('.test.ts')).length, `${name}: unit tests`).toBeGreaterThan(0);
    expect(existsSync(join(ROOT, `test/contract/${name}.test.ts`)), `${name}: contract run`).toBe(true);
    expect(existsSync(join(ROOT, `docs/${name}.md`)), `${name}: page for users`).toBe(true);
    expect(Object.keys(messages).filter((key) => key.includes(`_${name}_`)).length, `${name}: texts`).toBeGreaterThan(
      0,
    );
  }
});
