/** What is known against a draft while it is edited: what its account's site will not take, and what it refused before. */
import type { FieldIssue } from '../core/errors.ts';
import type { DraftReview, Measure } from '../destinations/destination.ts';
import type { Draft } from '../draft/draft.ts';
import type { Account, OpenDraft } from '../messages/contract.ts';
import { issueText } from '../ui/error-text.ts';
import { codePoints, remaining } from '../ui/limits.ts';
import { DESCRIPTORS } from './descriptors.ts';

/** The parts that can be put right in the popup; what concerns any other is a matter of the account's settings. */
const partsHere = ({ images }: Draft, account: Account | null): readonly string[] => [
  ...['title', 'body', 'excerpt', 'tags'],
  // A clip without images gets none here, nor does a site to which none are copied.
  ...(images.length > 0 && account?.settings.images === 'copy' ? ['image'] : []),
];

/** What the background last said of an open draft; of that only what matters here. */
export type Told = Pick<OpenDraft, 'draft' | 'review'> & { entry: Pick<OpenDraft['entry'], 'accountId' | 'error'> };

export interface Review {
  /** Characters left as one types, null while the end is far; below 0 it is too long. */
  titleLeft: number | null;
  excerptLeft: number | null;
  /** Null where the site has no limit that matters, or it is not known yet. */
  body: Measure | null;
  /** A sentence for each thing that stands against this part; '' for nothing. */
  against(part: string): string;
  /** The same of what only the account's settings can put right. */
  againstSettings: string;
  /** Tags that the site writes in another way than the person: as they will stand there. */
  otherTags: string;
  /** As it is it would certainly be refused. */
  blocked: boolean;
}

/**
 * @param told says nothing about an account that has been chosen since
 * @param typed the draft as it stands in the popup, which may be ahead
 */
export function reviewOf(told: Told, typed: Draft, account: Account | null): Review {
  const own = account !== null && told.entry.accountId === account.id;
  const { measures, issues, tags = [] }: DraftReview = (own && told.review) || { measures: [], issues: [] };
  // A site may take today what it refused yesterday: that is told, and stops nothing.
  const all = [...issues, ...((own && told.entry.error?.issues) || [])];
  const sentences = (about: (issue: FieldIssue) => boolean): string =>
    [...new Set(all.filter(about).map(issueText))].join(' ');
  const measure = (field: Measure['field']): Measure | null => measures.find((one) => one.field === field) ?? null;
  const left = (field: 'title' | 'excerpt', usual: number): number | null =>
    remaining(codePoints(typed[field]), limitOf(usual, measure(field), told.draft[field]));

  const { limits } = DESCRIPTORS[account?.destination ?? 'ghost'];
  const titleLeft = left('title', limits.titleCodePoints);
  const excerptLeft = left('excerpt', limits.excerptCodePoints);
  return {
    ...{ titleLeft, excerptLeft, body: measure('body') },
    against: (part) => sentences(({ field }) => field === part),
    againstSettings: sentences(({ field }) => !partsHere(typed, account).includes(field)),
    otherTags: tags.filter((tag) => tag !== '' && !told.draft.tags.includes(tag)).join(', '),
    blocked: issues.length > 0 || (titleLeft ?? 0) < 0 || (excerptLeft ?? 0) < 0,
  };
}

/**
 * How many code points a text may have: what the system allows, or what its account's site does. A site may count in other
 * units, or leave white space at the ends uncounted: by how much that differs is seen in the text that was measured.
 */
function limitOf(usual: number, measure: Measure | null, measured: string): number {
  return measure === null ? usual : Math.min(usual, measure.limit - measure.length + codePoints(measured));
}
