import fc from 'fast-check';
import { load } from 'js-yaml';
import { afterEach, describe, expect, test } from 'vitest';
import { aClip, aDraft, WORDS } from '../../../test/fixtures/draft.ts';
import { githubSettings } from '../../../test/fixtures/github-settings.ts';
import type { Draft } from '../../draft/draft.ts';
import { distinctTags, oneLine } from '../draft-texts.ts';
import { frontMatter } from './front-matter.ts';
import type { Layout } from './settings.ts';

const date = Date.parse('2026-11-21T19:15:00Z');
const settings = githubSettings('plain');

const written = (draft: Partial<Draft>, layout: Partial<Layout> = {}, delivery = settings.delivery, own = {}): string =>
  frontMatter(aDraft(draft), {
    ...{ date, words: WORDS, own },
    settings: { delivery, layout: { ...settings.layout, ...layout } },
  });

const linesOf = (...parameters: Parameters<typeof written>): string[] =>
  written(...parameters)
    .split('\n')
    .slice(1, -2);

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

test('a draft’s parts stand in one order, each text quoted and on one line', () => {
  process.env.TZ = 'Europe/Berlin';
  const draft = { title: 'Fog: a "tale"', tags: ['sea', 'Sea', 'a: b'], excerpt: 'Two\nlines' };
  const layout = {
    author: 'Ada',
    draftFlag: true,
    constants: { layout: 'post', toc: 'true', weight: '10', version: '1.10' },
  };
  expect(written(draft, layout, 'pull_request', { templateEngineOverride: 'md' })).toBe(`---
title: "Fog: a \\"tale\\""
date: 2026-11-21T20:15:00+01:00
draft: true
tags:
  - "sea"
  - "a: b"
source: "https://example.com/post"
description: "Two lines"
author: "Ada"
layout: "post"
toc: true
weight: 10
version: "1.10"
templateEngineOverride: "md"
---
`);
});

test('what a draft lacks has no line; a title it always has', () => {
  const passages = [aClip({ source: { ...aClip().source, url: null } })];
  expect(linesOf({ title: ' \u0000 ', passages })).toEqual(['title: "Untitled"', expect.stringMatching(/^date: /)]);
});

test('Astro’s schema gets a description even where there is none', () => {
  expect(frontMatter(aDraft(), { date, words: WORDS, own: {}, settings: githubSettings('astro') })).toContain(
    '\ndescription: ""\n',
  );
});

test('no tag of Hugo’s is a path out of its folder: it ended the build of the whole site', () => {
  const tags = ['..', 'a/.../b', '.!.', '²..', 'C/C++', 'v1..2'];
  expect(frontMatter(aDraft({ tags }), { date, words: WORDS, own: {}, settings: githubSettings('hugo') })).toContain(
    'tags:\n  - "…"\n  - "a/…/b"\n  - "…!…"\n  - "²…"\n  - "C/C++"\n  - "v1..2"\n',
  );
  expect(linesOf({ tags: ['..'] })).toContain('  - ".."');
});

test('no tag of Eleventy’s is a member that every object has: it ended the build of the whole site', () => {
  const tags = ['__proto__', '__defineGetter__', '__init__', 'constructor'];
  expect(
    frontMatter(aDraft({ tags }), { date, words: WORDS, own: {}, settings: githubSettings('eleventy') }),
  ).toContain('tags:\n  - "proto"\n  - "defineGetter"\n  - "__init__"\n  - "constructor"\n');
});

test('the source is the page’s own canonical address', () => {
  const source = { ...aClip().source, canonicalUrl: 'https://example.com/canonical' };
  expect(linesOf({ passages: [aClip({ source })] })).toContain('source: "https://example.com/canonical"');
});

describe('`draft: true` stands', () => {
  const DRAFT = 'draft: true';

  test('in every commit to the site’s branch', () => {
    expect(linesOf({}, {}, 'commit')).toContain(DRAFT);
    expect(linesOf({}, { draftFlag: false }, 'commit')).toContain(DRAFT);
  });

  test('in a pull request only where the person wants it', () => {
    expect(linesOf({}, { draftFlag: false }, 'pull_request')).not.toContain(DRAFT);
    expect(linesOf({}, { draftFlag: true }, 'pull_request')).toContain(DRAFT);
  });

  test('nowhere without a name for it', () => {
    const keys = { ...settings.layout.keys, draft: null };
    expect(linesOf({}, { keys, draftFlag: true }, 'commit').join()).not.toContain('true');
  });
});

describe('the date is a time of the person’s own clock', () => {
  test.each([
    ['Pacific/Auckland', '2026-11-22T08:15:00+13:00'],
    ['Asia/Kolkata', '2026-11-22T00:45:00+05:30'],
    ['America/St_Johns', '2026-11-21T15:45:00-03:30'],
    ['UTC', '2026-11-21T19:15:00+00:00'],
  ])('%s', (timeZone, time) => {
    process.env.TZ = timeZone;
    expect(linesOf({})).toContain(`date: ${time}`);
    expect(Date.parse(time)).toBe(date);
  });
});

test('whatever the texts: they read back as they are, without control characters, in as many lines', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '---',
      '...',
      'null',
      '~',
      'yes',
      '012',
      '0x1F',
      '12:30:45',
      '1e3',
      ':sym',
      '? x',
      '- y',
      '{a: b}',
      '# c',
    ),
    fc.constantFrom(
      'a: b',
      '!!binary x',
      '&a',
      '*a',
      '%TAG',
      '2026-11-21',
      '\u2028---\u2028',
      '\ud800',
      '\ufeffx',
      '|',
      '>',
    ),
  );
  fc.assert(
    fc.property(text, text, fc.array(text, { maxLength: 4 }), (title, excerpt, tags) => {
      const made = written({ title, excerpt, tags });
      expect(made).not.toMatch(/\p{Surrogate}/u);
      expect(made).not.toMatch(/[^\P{Cc}\n]|[\u2028\u2029]/u);
      const read = load(made.replace(/^---\n([\s\S]*)---\n$/, '$1'));
      const expected = {
        title: oneLine(title) || 'Untitled',
        source: 'https://example.com/post',
        ...(distinctTags(tags).length === 0 ? {} : { tags: distinctTags(tags) }),
        ...(oneLine(excerpt) === '' ? {} : { description: oneLine(excerpt) }),
      };
      expect(read).toEqual({ ...expected, date: expect.anything() });
    }),
  );
});
