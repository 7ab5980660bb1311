import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/scale.ts';
import { GENERATORS } from '../../destinations/github/layout-parts.ts';
import { presetOf } from '../../destinations/github/presets.ts';
import { asUsual, beginLayouts, changeLayout, isChanged, layoutOf, withSite } from './layouts.ts';

const HUGO = { generator: 'hugo', folder: 'content/blog', html: true } as const;
const JEKYLL = { generator: 'jekyll' } as const;
const fresh = beginLayouts(null, JEKYLL);

describe('where a layout begins', () => {
  test('with what the repository’s files tell, for a new account', () => {
    expect(layoutOf(beginLayouts(null, HUGO))).toEqual(presetOf('hugo', 'pull_request', HUGO));
  });

  test('with a plain one, where they tell nothing', () => {
    expect(layoutOf(beginLayouts(null, null))).toEqual(presetOf('plain', 'pull_request'));
  });

  test('with its own, for an account, whatever its repository looks like by now', () => {
    const layout = { ...presetOf('astro', 'commit'), folder: 'notes', author: 'Anna' };
    expect(layoutOf(beginLayouts({ layout, delivery: 'commit' }, HUGO))).toEqual(layout);
  });
});

describe('what was not changed follows the preset, and what was changed stays', () => {
  const changed = changeLayout(fresh, { fileName: '{slug}.markdown', keys: { excerpt: 'summary' } });

  test('when a draft is to arrive in another way', () => {
    const layout = layoutOf({ ...changed, delivery: 'commit' });
    expect(layout).toMatchObject({ folder: '_drafts', fileName: '{slug}.markdown' });
    expect(layout.keys).toEqual({ ...presetOf('jekyll', 'commit').keys, excerpt: 'summary' });
  });

  test('while another generator is looked at, which has its own', () => {
    const other = changeLayout({ ...changed, generator: 'eleventy' }, { folder: 'src/posts' });
    expect(layoutOf(other)).toEqual({ ...presetOf('eleventy', 'pull_request'), folder: 'src/posts' });
    expect(layoutOf({ ...other, generator: 'jekyll' })).toEqual(layoutOf(changed));
  });

  test('but whoever writes is the same everywhere', () => {
    const signed = changeLayout(changed, { author: 'Anna' });
    expect(layoutOf({ ...signed, generator: 'hugo' }).author).toBe('Anna');
  });

  test('until the person wants the usual one back', () => {
    expect(isChanged(changed)).toBe(true);
    const usual = asUsual(changed);
    expect(isChanged(usual)).toBe(false);
    expect(layoutOf(usual)).toEqual(layoutOf(fresh));
  });

  test('and what is typed back is no change', () => {
    expect(isChanged(changeLayout(changed, { fileName: '{date}-{slug}.md', keys: { excerpt: 'excerpt' } }))).toBe(
      false,
    );
  });
});

describe('another repository', () => {
  test('tells its generator, where nobody has said', () => {
    expect(layoutOf(withSite(fresh, HUGO, false))).toEqual(presetOf('hugo', 'pull_request', HUGO));
    expect(withSite(fresh, null, false).generator).toBe('plain');
  });

  test('does not overrule the person', () => {
    expect(layoutOf(withSite(fresh, HUGO, true))).toEqual(layoutOf(fresh));
  });
});

test('a stored layout comes back letter by letter, by whatever preset it is told apart from', () => {
  const generator = fc.constantFrom(...GENERATORS);
  const delivery = fc.constantFrom('pull_request', 'commit' as const);
  const name = fc.option(fc.string({ maxLength: 3 }), { nil: null });
  const changes = fc.record(
    {
      ...{ folder: fc.string(), fileName: fc.string(), author: fc.string(), html: fc.boolean() },
      ...{ draftFlag: fc.boolean(), constants: fc.dictionary(fc.string(), fc.string()) },
      keys: fc.record({ title: name, draft: name }, { requiredKeys: [] }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(generator, delivery, changes, (made, how, { keys, ...parts }) => {
      const preset = presetOf(made, how);
      const layout = { ...preset, ...parts, keys: { ...preset.keys, ...keys } };
      expect(layoutOf(beginLayouts({ layout, delivery: how }, HUGO))).toEqual(layout);
    }),
    { numRuns: runs(100) },
  );
});
