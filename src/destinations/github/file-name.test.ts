import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { githubSettings } from '../../../test/fixtures/github-settings.ts';
import { runs } from '../../../test/support/scale.ts';
import { branchOf, pathOf, slugIn } from './file-name.ts';
import { GENERATORS } from './layout-parts.ts';
import { bytesOf } from './slug.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const layoutOf = (folder: string, fileName: string) => ({ ...githubSettings('plain').layout, folder, fileName });
const nameOf = (title: string, attempt = 1): string => pathOf(layoutOf('', '{slug}.md'), { title, now }, attempt);

/** Words, signs that mean something in a path, and anything else that a string may hold. */
const titles = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc
    .array(
      fc.constantFrom('..', '/', '.', '\\', '.git', 'con', '-', '_', ' ', 'Ä', '漢', '\0', '\ud800', ':', '~', 'index'),
    )
    .map((parts) => parts.join('')),
);

describe('a file is named by its title', () => {
  test.each([
    ['Fog over the harbour', 'fog-over-the-harbour.md'],
    ['  Crème   brûlée: 5 €!  ', 'creme-brulee-5.md'],
    ['Straße, Łódź, Ørsted, Œuvre, İstanbul', 'strasse-lodz-orsted-oeuvre-istanbul.md'],
    ["Don’t say “don't”", 'dont-say-dont.md'],
    ['ﬁve ½ ½ ＦＵＬＬ width', 'five-1-2-1-2-full-width.md'],
    ['Чай и ёлка', 'чай-и-ёлка.md'],
    ['中文 标题', '中文-标题.md'],
    ['ガギグ', 'ガギグ.md'],
    ['한국어 제목', '한국어-제목.md'],
    ['हिन्दी में', 'हिन्दी-में.md'],
    ['المنارة القديمة', 'المنارة-القديمة.md'],
    ['ภาษาไทย', 'ภาษาไทย.md'],
    ['1️⃣ first', '1-first.md'],
    ['𠮷野家', '𠮷野家.md'],
    ['𞤀𞤣𞤤𞤢𞤥', '𞤢𞤣𞤤𞤢𞤥.md'],
    ['fog \u{31e09} \ua7c1 \u{12000} lamp', 'fog-lamp.md'],
  ])('%s', (title, name) => {
    expect(nameOf(title)).toBe(name);
  });

  test.each([[''], ['   '], ['🎉'], ['…'], ['../..'], ['\u3164'], ['\ud800'], ['\u0301'], ['\u200b\ufeff']])(
    'without a letter: %j',
    (title) => {
      expect(nameOf(title)).toBe('draft.md');
    },
  );

  test.each([['con'], ['NUL'], ['Com1'], ['index'], ['README'], ['ＡＵＸ'], ['com¹']])(
    'that means something else to Windows or to a generator: %s',
    (title) => {
      expect(nameOf(title)).toMatch(/^draft-[a-z\d]+\.md$/);
    },
  );

  test.each([
    ['.github/workflows/x', 'github-workflows-x.md'],
    ['../../etc/passwd', 'etc-passwd.md'],
    ['C:\\autoexec.bat', 'c-autoexec-bat.md'],
    ['_config', 'config.md'],
    ['-rf', 'rf.md'],
    ['a\u0000b', 'a-b.md'],
  ])('that would leave its folder or hide: %j', (title, name) => {
    expect(nameOf(title)).toBe(name);
  });

  test('a long one is cut at the end of a word, and no sign in two', () => {
    expect(nameOf('word '.repeat(100))).toBe(`${'word-'.repeat(24).slice(0, -1)}.md`);
    expect(nameOf('漢'.repeat(100))).toBe(`${'漢'.repeat(40)}.md`);
    expect(nameOf('𠀀'.repeat(100))).toBe(`${'𠀀'.repeat(30)}.md`);
  });

  test('one that is taken gets a number', () => {
    expect(nameOf('Fog', 2)).toBe('fog-2.md');
    expect(pathOf(layoutOf('posts', '{slug}/index.md'), { title: 'Fog', now }, 3)).toBe('posts/fog-3/index.md');
    expect(pathOf(layoutOf('posts/{slug}', '{date}.md'), { title: 'Fog', now }, 2)).toBe('posts/fog-2/2026-11-21.md');
    expect(pathOf(layoutOf('posts', '{date}.md'), { title: 'Fog', now }, 2)).toBe('posts/2026-11-21-2.md');
  });

  test('and by its day', () => {
    const layout = layoutOf('{year}/{month}', '{day}-{date}-{slug}.md');
    expect(pathOf(layout, { title: 'Fog', now }, 1)).toBe('2026/11/21-2026-11-21-fog.md');
  });

  test('whatever the title: within its folder, never hidden, one name for every file system', () => {
    fc.assert(
      fc.property(
        titles,
        fc.constantFrom(...GENERATORS),
        fc.integer({ min: 1, max: 40 }),
        (title, generator, attempt) => {
          const { layout } = githubSettings(generator);
          const path = pathOf(layout, { title, now }, attempt);
          expect(path.startsWith(`${layout.folder}/`)).toBe(true);
          const names = path.slice(layout.folder.length + 1).split('/');
          expect(names.length).toBe(layout.fileName.split('/').length);
          for (const name of names) {
            expect(name).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}\p{M}-]*(?:\.md)?$/u);
            expect(name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
            expect(name).not.toMatch(/\p{Lu}|\p{Default_Ignorable_Code_Point}/u);
            expect(name.normalize('NFC')).toBe(name);
            expect(bytesOf(name)).toBeLessThanOrEqual(255);
          }
          expect(slugIn(path, { ...layout, folder: 'elsewhere' })).toBe(slugIn(path, layout));
        },
      ),
      { numRuns: runs(300) },
    );
  });
});

describe('the words of a path are found again', () => {
  test.each([
    ['by the layout it was made with', 'posts/2026-11-21-fog-2.md', 'posts', '{date}-{slug}.md', 'fog-2'],
    ['whose title is a number', '_posts/2026-11-21-1-2.md', '_posts', '{date}-{slug}.md', '1-2'],
    ['in a folder', 'a.b/2026/fog/index.md', 'a.b/{year}/{slug}', 'index.md', 'fog'],
    ['that stand there twice', 'fog/2026-fog1.md', '{slug}', '{year}-{slug}1.md', 'fog'],
    [
      'of a name that was cut',
      `${'fog-'.repeat(60)}fog.md`,
      '',
      `${'{slug}'.repeat(20)}.md`,
      'fog'.concat('-fog'.repeat(29)),
    ],
    ['by its own name where the layout has changed', 'blog/fog.md', 'posts', '{slug}/index.md', 'fog'],
    ['by its folder where the layout has changed', 'blog/fog/index.md', 'posts', '{slug}.md', 'fog'],
  ])('%s', (_name, path, folder, fileName, slug) => {
    expect(slugIn(path, layoutOf(folder, fileName))).toBe(slug);
  });
});

describe('a branch of the draft’s own', () => {
  test('is named by the day, the title and the nonce', () => {
    expect(branchOf({ title: 'Fog over 漢字', now }, '0a1b2c3d')).toBe('clipdraft/2026-11-21-fog-over-漢字-0a1b2c3d');
  });

  test('has a name that git takes, whatever the title', () => {
    fc.assert(
      fc.property(titles, (title) => {
        const branch = branchOf({ title, now }, '0a1b2c3d');
        const { status } = spawnSync('git', ['check-ref-format', `refs/heads/${branch}`]);
        expect([branch, status]).toEqual([branch, 0]);
        expect(bytesOf(branch)).toBeLessThan(200);
      }),
      { numRuns: runs(60) },
    );
  });
});

describe('the day is the person’s own', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  test.each([
    ['Pacific/Auckland', '2026-11-22-fog.md'],
    ['UTC', '2026-11-21-fog.md'],
    ['America/Los_Angeles', '2026-11-21-fog.md'],
  ])('%s', (timeZone, name) => {
    process.env.TZ = timeZone;
    expect(pathOf(layoutOf('', '{date}-{slug}.md'), { title: 'Fog', now }, 1)).toBe(name);
  });
});
