import {
  array,
  boolean,
  custom,
  exactOptional,
  type InferOutput,
  nullable,
  number,
  object,
  parse,
  picklist,
  record,
  string,
  union,
} from 'valibot';
import type { DraftPart } from './mapping.ts';

/** Exhaustive, by the compiler. */
const PARTS: Record<DraftPart, true> = {
  ...{ title: true, body: true, excerpt: true, source: true },
  ...{ image: true, tags: true, date: true },
};
const isDraftPart = (value: unknown): value is DraftPart => typeof value === 'string' && Object.hasOwn(PARTS, value);

/** As the server tells it (`EntryField`); what else it tells is left behind. */
export const EntryFieldSchema = object({
  name: string(),
  label: string(),
  description: string(),
  required: boolean(),
  disabled: boolean(),
  fieldType: string(),
  format: exactOptional(string()),
  minLength: exactOptional(number()),
  maxLength: exactOptional(number()),
  minValue: exactOptional(number()),
  maxValue: exactOptional(number()),
  choices: exactOptional(array(string())),
  labelTrue: exactOptional(string()),
  labelFalse: exactOptional(string()),
});

const Settings = object({
  /** Null until the set-up has asked. An account is never stored without. */
  project: nullable(object({ id: number(), name: string() })),
  /** As it was when the mapping was made: whether it has changed since is looked at before each delivery. */
  entryType: nullable(object({ id: number(), name: string(), fields: array(EntryFieldSchema) })),
  mapping: record(
    string(),
    union([
      object({ from: custom<DraftPart>(isDraftPart) }),
      object({ constant: union([string(), number(), boolean(), array(string())]) }),
    ]),
  ),
  /** Where people edit; null where nobody said. The API does not know. */
  uiUrl: nullable(string()),
  /** What becomes of a clip's images: copied into the project's media, or linked where they are. */
  images: picklist(['copy', 'link']),
  /** How long the sign-in lasts: renewed while the browser is open, or only while drafts wait, or with the password kept. */
  renewal: picklist(['while_open', 'while_needed', 'always']),
  /** The person allowed http to a host that is not this machine. */
  allowHttp: exactOptional(boolean()),
});

export type ContentjetSettings = InferOutput<typeof Settings>;

/** @throws ValiError where what was stored is damaged */
export const parseContentjetSettings = (stored: unknown): ContentjetSettings => parse(Settings, stored);
