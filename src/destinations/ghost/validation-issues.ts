import { array, type InferOutput, is, nullish, number, object, string } from 'valibot';
import type { FieldIssue } from '../../core/errors.ts';

/** One finding of Ghost's schema check: `instancePath` on Ghost 6 ("/posts/0/title"), `dataPath` on 5 (".posts[0].title"). */
const Detail = object({
  keyword: string(),
  instancePath: nullish(string()),
  dataPath: nullish(string()),
  params: nullish(object({ limit: nullish(number()), missingProperty: nullish(string()) })),
});
const Details = array(Detail);
type Detail = InferOutput<typeof Detail>;

/** What Ghost calls a field → what a Draft calls it. */
const FIELDS: Record<string, string> = {
  custom_excerpt: 'excerpt',
  canonical_url: 'canonical',
  html: 'body',
  lexical: 'body',
  mobiledoc: 'body',
};
const RULES: Record<string, FieldIssue['rule']> = { maxLength: 'too_long', required: 'required' };
/** Where several findings name one field, the first of these says most. */
const BY_WEIGHT: FieldIssue['rule'][] = ['too_long', 'required', 'format'];

interface Refusal {
  context?: string | null | undefined;
  property?: string | null | undefined;
  details?: unknown;
}

/** The fields of a 422, each once: from `details` of the schema check, else from the sentence of the model's check. */
export function validationIssues(refusal: Refusal): FieldIssue[] {
  const found = is(Details, refusal.details) ? refusal.details.flatMap(fromDetail) : fromSentence(refusal);
  const fields = [...new Set(found.map((issue) => issue.field))];
  return fields.flatMap((field) => {
    const own = found.filter((issue) => issue.field === field);
    return own.sort((a, b) => BY_WEIGHT.indexOf(a.rule) - BY_WEIGHT.indexOf(b.rule)).slice(0, 1);
  });
}

function fromDetail(detail: Detail): FieldIssue[] {
  const path = (detail.instancePath ?? detail.dataPath ?? '').split(/[/.[\]]+/);
  const inPost = path.find((name) => name !== '' && name !== 'posts' && !/^\d+$/.test(name));
  const field = inPost ?? detail.params?.missingProperty;
  if (!field) return [];
  const limit = detail.keyword === 'maxLength' ? detail.params?.limit : undefined;
  return [issue(field, RULES[detail.keyword] ?? 'format', limit ?? undefined)];
}

/** "Value in [posts.title] exceeds maximum length of 255 characters. posts.title", "… cannot be blank. …" */
function fromSentence({ context, property }: Refusal): FieldIssue[] {
  // Ghost 5 names no field where it can't convert the body.
  if (/convert HTML/.test(context ?? '')) return [issue('html', 'format')];
  const [, table, column] = /\[(\w+)\.(\w+)\]/.exec(context ?? '') ?? [];
  const field = table === 'tags' ? 'tags' : (column ?? property);
  if (!field) return [];
  const limit = /maximum length of (\d+)/.exec(context ?? '')?.[1];
  if (limit !== undefined) return [issue(field, 'too_long', Number(limit))];
  return [issue(field, /cannot be blank/.test(context ?? '') ? 'required' : 'format')];
}

function issue(field: string, rule: FieldIssue['rule'], limit?: number): FieldIssue {
  return { field: FIELDS[field] ?? field, rule, ...(limit === undefined ? {} : { limit }) };
}
