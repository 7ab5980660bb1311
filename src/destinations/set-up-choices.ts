import type { AccountIdentity } from './destination.ts';

/**
 * What an account may be set up with, where its site has to be asked: read with its credentials before it is stored.
 * Plain JSON.
 */
export interface SetUpChoices {
  /** Who signed in; null where only reading is possible now. */
  identity: AccountIdentity | null;
  projects: { id: number; name: string }[];
  /** Of the project that the settings name; null where they name none. */
  entryTypes: EntryType[] | null;
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
