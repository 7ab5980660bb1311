/** What Contentjet says of each field it refuses, in either of its two shapes (recorded from contentjet-api 0.17.1). */
import { array, is, nullish, number, object, record, string, unknown } from 'valibot';
import { DestinationError, type FieldIssue } from '../../core/errors.ts';
import type { DraftPart } from './mapping.ts';
import type { ContentjetSettings } from './settings.ts';

/** What the schema of its database says: `{message, keyword, params}`. */
const SchemaIssue = object({
  keyword: string(),
  params: nullish(object({ limit: nullish(number()) })),
});

/** Before the names of the entry type's own fields: one of them may well be called `title`. */
const OWN = 'fields.';
/** The longest tag. Of a longer one Contentjet says that the name is too long. */
const TAG_LIMIT = 32;

/** @param errors by the field's name; those of the entry type's fields nested in `fields` */
export function readIssues(errors: Record<string, unknown>): FieldIssue[] {
  return Object.entries(errors).flatMap(([name, found]) =>
    name === 'fields' && is(record(string(), unknown()), found) && !Array.isArray(found)
      ? Object.entries(found).map(([field, own]) => issueOf(`${OWN}${field}`, own))
      : issueOf(name, found),
  );
}

/** One for each field: the first that is said of it. */
function issueOf(name: string, found: unknown): FieldIssue {
  const [first]: unknown[] = is(array(unknown()), found) ? found : [found];
  const { rule, limit } = typeof first === 'string' ? readSentence(first) : readSchemaIssue(first);
  const field = name === 'name' ? (limit === TAG_LIMIT ? 'tags' : 'title') : name;
  return { field, rule, ...(limit === undefined ? {} : { limit }) };
}

type Found = { rule: FieldIssue['rule']; limit?: number };

/** `Headline is too long (maximum is 100 characters)`: begins with the field's name, as the server writes it. */
function readSentence(sentence: string): Found {
  if (sentence.endsWith("can't be blank")) return { rule: 'required' };
  const [, length, limit] = / (too long|too short) \(m(?:ax|in)imum is (\d+)(?: characters)?\)$/.exec(sentence) ?? [];
  if (length !== undefined) return { rule: length === 'too long' ? 'too_long' : 'too_short', limit: Number(limit) };
  return { rule: / not found in project$/.test(sentence) ? 'unknown' : 'format' };
}

function readSchemaIssue(issue: unknown): Found {
  if (!is(SchemaIssue, issue)) return { rule: 'format' };
  const limit = typeof issue.params?.limit === 'number' ? { limit: issue.params.limit } : {};
  if (issue.keyword === 'maxLength') return { rule: 'too_long', ...limit };
  if (issue.keyword === 'minLength') return { rule: 'too_short', ...limit };
  return { rule: issue.keyword === 'required' ? 'required' : 'format' };
}

/** Parts of a draft that an issue may name. */
const NAMED: readonly DraftPart[] = ['title', 'body', 'excerpt', 'tags', 'source', 'image'];

/** What stands against the draft, in the draft's own terms: a field is what fills it. Other errors stay as they are. */
export function inTermsOfDraft(error: unknown, { mapping, entryType }: ContentjetSettings): unknown {
  if (!(error instanceof DestinationError) || error.issues.length === 0) return error;
  const issues = error.issues.map((issue): FieldIssue => {
    if (!issue.field.startsWith(OWN)) return issue;
    const name = issue.field.slice(OWN.length);
    const source = Object.hasOwn(mapping, name) ? mapping[name] : undefined;
    const part = source !== undefined && 'from' in source ? NAMED.find((one) => one === source.from) : undefined;
    const label = entryType?.fields.find((field) => field.name === name)?.label;
    return { ...issue, field: part ?? name, ...(label ? { label } : {}) };
  });
  return new DestinationError({ ...error.toView(), issues });
}
