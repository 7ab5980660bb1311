import type { AccountIdentity } from './destination.ts';

/**
 * What an account may be set up with, where its site has to be asked: read with its credentials before it is stored.
 * Plain JSON.
 */
export type SetUpChoices = ProjectChoices | RepositoryChoices;

/** Of systems whose drafts are entries of a project. */
export interface ProjectChoices {
  /** Who signed in; null where only reading is possible now. */
  identity: AccountIdentity | null;
  projects: { id: number; name: string }[];
  /** Of the project that the settings name; null where they name none. */
  entryTypes: EntryType[] | null;
}

/** Of systems whose drafts are files of a repository. */
export interface RepositoryChoices {
  identity: AccountIdentity | null;
  /** Where the App is installed; null where a person's own token signs in. */
  installations: Installation[] | null;
  /** The one that the lists are of: that of the settings, that of their repository, or the only one; null: to be chosen. */
  installation: Installation | null;
  /** That can be written to, the one with the latest push first. */
  repositories: Repository[];
  /** Of the repository that the settings name; null where they name none. */
  repository: RepositoryDetails | null;
}

/** An App at one user or organisation. */
export interface Installation {
  id: number;
  /** The user's or the organisation's login. */
  account: string;
  suspended: boolean;
}

export interface Repository {
  owner: string;
  name: string;
  isPrivate: boolean;
  defaultBranch: string;
}

export interface RepositoryDetails extends Repository {
  /** The default one first. */
  branches: string[];
  /** What its files tell of how its site is made; null where they tell nothing. */
  site: GuessedSite | null;
}

export interface GuessedSite {
  generator: 'jekyll' | 'hugo' | 'astro' | 'eleventy';
  /** Where posts seem to be, without slashes at its ends; absent: as the generator's own convention has it. */
  folder?: string;
  /** The site lets html in Markdown through; absent where nobody knows. */
  html?: boolean;
  /** The path that the site is served below (`/blog`), without a slash at its end; absent for none. */
  basePath?: string;
}

/** A kind of entry, as the site defines it. */
export interface EntryType {
  id: number;
  name: string;
  fields: EntryField[];
}

export interface EntryField {
  name: string;
  label: string;
  description: string;
  required: boolean;
  disabled: boolean;
  /** `TEXT`, `LONGTEXT`, `BOOLEAN`, …; unknown ones can only stay empty. */
  fieldType: string;
  format?: string;
  /** Of text in UTF-16 units, of lists in items. */
  minLength?: number;
  maxLength?: number;
  minValue?: number;
  maxValue?: number;
  choices?: string[];
  labelTrue?: string;
  labelFalse?: string;
}
