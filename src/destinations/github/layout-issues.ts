/** What is wrong with what a person types about their files. Light: the options page loads it too. */
import { FRONT_MATTER_PARTS, type FrontMatterPart } from './layout-parts.ts';
import type { Layout } from './settings.ts';

/**
 * outside       leaves the repository's folder: `..`, an absolute path, a drive
 * hidden        a name that begins with a dot (`.github`), or begins or ends in a way that some system hides or refuses
 * characters    a backslash, control characters, or signs that no file's name or address may have
 * placeholder   braces that stand for nothing known
 * ending        a file's name that does not end as Markdown does
 * no_slug       every draft would have the same name
 * too_long      a name beyond what file systems take, once a title is in it
 * name          no name for a line of front matter
 * twice         two parts have the same name
 */
export type LayoutIssue =
  | 'outside'
  | 'hidden'
  | 'characters'
  | 'placeholder'
  | 'ending'
  | 'no_slug'
  | 'too_long'
  | 'name'
  | 'twice';

/** By the field it was typed into; a part of the front matter by `key_<part>`. */
export type LayoutField = 'folder' | 'fileName' | 'imageFolder' | 'imageUrl' | 'constants' | `key_${FrontMatterPart}`;

/** The first thing that is wrong with each field; empty where the layout can be used. */
export function layoutIssues(layout: Layout): Map<LayoutField, LayoutIssue> {
  const found: [LayoutField, LayoutIssue | null][] = [
    ['folder', layout.folder === '' ? null : pathIssue(layout.folder)],
    ['fileName', fileNameIssue(layout)],
    ['imageFolder', imageFolderIssue(layout.imageFolder)],
    ['imageUrl', addressIssue(layout.imageUrl)],
    ['constants', Object.keys(layout.constants).map(keyIssue).find(Boolean) ?? null],
    ...FRONT_MATTER_PARTS.map((part): [LayoutField, LayoutIssue | null] => [`key_${part}`, partIssue(part, layout)]),
  ];
  return new Map(found.flatMap(([field, issue]) => (issue === null ? [] : [[field, issue]])));
}

function fileNameIssue({ folder, fileName }: Layout): LayoutIssue | null {
  // In small letters: what Hugo does not know for Markdown, it serves as it stands, drafts too.
  if (!/[^/]\.(?:md|markdown)$/.test(fileName)) return pathIssue(fileName) ?? 'ending';
  return pathIssue(fileName) ?? (`${folder}/${fileName}`.includes('{slug}') ? null : 'no_slug');
}

/** `./` is beside the post; '' the repository's root. */
function imageFolderIssue(folder: string): LayoutIssue | null {
  const rest = folder.replace(/^\.\//, '');
  return rest === '' ? null : pathIssue(rest);
}

/** A path within the repository, as it is typed: names with `/` between them. */
function pathIssue(path: string): LayoutIssue | null {
  // What git, Windows or an address can't have in a name; formatting characters that nobody sees.
  if (/[\\:*?"<>|#%\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(path))
    return /^[a-z]:/i.test(path) ? 'outside' : 'characters';
  const names = path.split('/');
  if (names.includes('') || names.includes('.') || names.includes('..')) return 'outside';
  if (names.some((name) => /^[.~\s]|[.\s]$/.test(name))) return 'hidden';
  if (/[{}]/.test(path.replace(PLACEHOLDER, ''))) return 'placeholder';
  return names.some((name) => new TextEncoder().encode(name.replace(PLACEHOLDER, '')).byteLength > 90)
    ? 'too_long'
    : null;
}

const PLACEHOLDER = /\{(?:year|month|day|date|slug)\}/g;

/** What leads to an image: a beginning of an address, that ends as one whatever comes next. */
function addressIssue(url: string): LayoutIssue | null {
  if (/[\\"'<>()`|\s\p{Cc}\p{Cf}\p{Cs}]/u.test(url)) return 'characters';
  if (/[{}[\]]/.test(url.replace(PLACEHOLDER, ''))) return 'placeholder';
  return url === '' || /^(?:https?:\/\/[^/]|\/(?!\/)|[^/:]+(?:\/|$))/i.test(url) ? null : 'outside';
}

function partIssue(part: FrontMatterPart, { keys, constants }: Layout): LayoutIssue | null {
  const key = keys[part];
  if (key === null) return null;
  const before = FRONT_MATTER_PARTS.slice(0, FRONT_MATTER_PARTS.indexOf(part)).map((other) => keys[other] ?? '');
  // To Hugo, `Draft: false` is a second `draft`, and the last word.
  const twice = [...before, ...Object.keys(constants)].some((other) => other.toLowerCase() === key.toLowerCase());
  return keyIssue(key) ?? (twice ? 'twice' : null);
}

/** Words that YAML reads as themselves, and no name that an object has of its own. */
function keyIssue(key: string): LayoutIssue | null {
  return /^[\p{L}_][\p{L}\p{N}_.-]{0,63}$/u.test(key) && key !== '__proto__' ? null : 'name';
}
