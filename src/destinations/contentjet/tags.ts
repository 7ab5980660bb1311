/** Tags as the server takes them: slugs of at most 32 characters, each once (recorded from contentjet-api 0.17.1). */
import type { FieldIssue } from '../../core/errors.ts';
import { isKeyTag } from './delivery-key.ts';
import { contentjetDescriptor } from './descriptor.ts';

const LIMIT = contentjetDescriptor.limits.tagCodePoints;

/** Letters that are no other letter with a mark. */
const SPELLED: Record<string, string> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' },
};

/** `Zürich & Überland` is `zurich-uberland`; '' where nothing is left. */
export const slugOf = (tag: string): string =>
  tag
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\0-\x7f]/g, (letter) => SPELLED[letter] ?? letter)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

export interface TagSlugs {
  slugs: string[];
  issues: FieldIssue[];
}

/** Tags that become the same slug are one: the server fails over two. */
export function tagSlugs(tags: readonly string[]): TagSlugs {
  const slugs = [...new Set(tags.map(slugOf))];
  return { slugs, issues: tags.flatMap(issueOf) };
}

/** It is named: among several it would have to be guessed. */
function issueOf(tag: string): FieldIssue[] {
  const slug = slugOf(tag);
  if (slug === '' || isKeyTag(slug)) return [{ field: 'tags', rule: 'format', label: tag }];
  return slug.length > LIMIT ? [{ field: 'tags', rule: 'too_long', limit: LIMIT, label: tag }] : [];
}
