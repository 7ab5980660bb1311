/** What an account is set up with, in the form and as it is stored. */
import type { Mapping } from '../../destinations/contentjet/mapping.ts';
import type { Discovery, EntryType, ProjectChoices, Settings } from '../../destinations/destination.ts';
import type { Account } from '../../messages/contract.ts';
import type { Found } from '../found.ts';
import type { Images } from '../images.tsx';
import { type Terms, termsOf } from '../terms.ts';
import { changesOf, faultsOf, goneFrom } from './filling.ts';
import { STAYS, type Stay } from './typed-sign-in.ts';

export interface Named {
  id: number;
  name: string;
}

/** What the site has, as it was read for one project. */
export interface Lists extends ProjectChoices {
  project: Named | null;
}

export interface Choices {
  /** Null until they are chosen. */
  project: Named | null;
  entryType: EntryType | null;
  mapping: Mapping;
  /** Where people edit; null where nobody said. */
  uiUrl: string | null;
  images: Images;
  stay: Stay;
}

/** What the account has, else what was found. */
export function storedChoices(account: Account | null, discovery: Discovery): Choices {
  const settings: Settings = account?.settings ?? discovery.settings;
  const { project, entryType, mapping, uiUrl, images, renewal } = settings;
  return {
    project: isNamed(project) ? project : null,
    entryType: isEntryType(entryType) ? entryType : null,
    mapping: isMapping(mapping) ? mapping : {},
    uiUrl: typeof uiUrl === 'string' ? uiUrl : null,
    images: images === 'link' ? 'link' : 'copy',
    stay: STAYS.find((stay) => stay === renewal) ?? 'while_open',
  };
}

// The background has parsed the whole of it before it was stored: these tell only whether there is anything.
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isNamed = (value: unknown): value is Named => isObject(value) && 'id' in value && 'name' in value;
const isEntryType = (value: unknown): value is EntryType => isNamed(value) && 'fields' in value;
const isMapping = (value: unknown): value is Mapping => isObject(value);

/** The choices as an account has them. Its site is where people edit, if anybody knows where that is. */
export function contentjetTerms(account: Account | null, found: Found, choices: Choices): Terms {
  const { project, entryType, mapping, uiUrl, images, stay } = choices;
  const { discovery } = found;
  return termsOf(
    'contentjet',
    account,
    { ...found, discovery: { ...discovery, siteUrl: uiUrl ?? discovery.apiUrl } },
    { project, entryType, mapping, uiUrl, images, renewal: stay },
  );
}

/** The name of the account's project, or else of its entry type, where the lists hold it no more; null where they do. */
export function lostFrom({ project, entryType }: Choices, lists: Lists): string | null {
  const isIn = (list: readonly Named[], one: Named): boolean => list.some(({ id }) => id === one.id);
  if (project === null) return null;
  if (lists.project?.id !== project.id) return isIn(lists.projects, project) ? null : project.name;
  return entryType === null || isIn(lists.entryTypes ?? [entryType], entryType) ? null : entryType.name;
}

/** What is stored, with the entry type as it is now; null where somebody has to look at it first. */
export function settledChoices(stored: Choices, { project, entryTypes }: Lists): Choices | null {
  const entryType = entryTypes?.find(({ id }) => id === stored.entryType?.id);
  if (project === null || project.id !== stored.project?.id || entryType === undefined) return null;
  const { size } = changesOf(stored.entryType, entryType);
  const gone = goneFrom(stored.entryType, entryType, stored.mapping).length;
  return size + gone + faultsOf(entryType, stored.mapping).size === 0 ? { ...stored, project, entryType } : null;
}
