/** The rows' JSON schemas, and their errors as the recorded server writes them: the other shape of `errors`. */
import { type Errors, invalid, type SchemaIssue } from './errors.ts';
import type { Json } from './json.ts';

/** @returns what is wrong with a value of this place */
export type Rule = (value: unknown) => SchemaIssue[];

export interface Schema {
  properties: Record<string, Rule>;
  required: readonly string[];
}

const typed =
  (type: string, isOfType: (value: unknown) => boolean, more: Rule = () => []): Rule =>
  (value) =>
    isOfType(value) ? more(value) : [{ message: `should be ${type}`, keyword: 'type', params: { type } }];

const issueUnless = (isGood: boolean, issue: SchemaIssue): SchemaIssue[] => (isGood ? [] : [issue]);

const isString = (value: unknown): value is string => typeof value === 'string';

/** Lengths in code points. */
export const string = ({ minimum = 0, maximum = Number.POSITIVE_INFINITY } = {}): Rule =>
  typed('string', isString, (value) => {
    const length = [...String(value)].length;
    return [
      ...issueUnless(
        length >= minimum,
        limit('minLength', `should NOT be shorter than ${minimum} characters`, minimum),
      ),
      ...issueUnless(length <= maximum, limit('maxLength', `should NOT be longer than ${maximum} characters`, maximum)),
    ];
  });

const limit = (keyword: string, message: string, value: number): SchemaIssue => ({
  message,
  keyword,
  params: { limit: value },
});

const formatted = (format: string, pattern: RegExp): Rule =>
  typed('string', isString, (value) =>
    issueUnless(pattern.test(String(value)), {
      message: `should match format "${format}"`,
      keyword: 'format',
      params: { format },
    }),
  );

/** RFC 3339, section 5.6: with a time and a zone. */
export const dateTime = formatted(
  'date-time',
  /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-6]\d(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/i,
);

export const uri = formatted('uri', /^[a-z][a-z0-9+.-]*:\S*$/i);

export const integer = typed('integer', Number.isInteger);
export const number = typed('number', (value) => typeof value === 'number');
export const boolean = typed('boolean', (value) => typeof value === 'boolean');
export const list = typed('array', Array.isArray);

/** @throws 400 with everything that is wrong: nothing but what the schema names is allowed */
export function checkSchema(data: Json, { properties, required }: Schema): void {
  const errors: Errors = {};
  for (const [name, value] of Object.entries(data)) {
    const issues = properties[name]?.(value) ?? [additional(name)];
    if (issues.length > 0) errors[name] = issues;
  }
  for (const name of required) if (!(name in data)) errors[name] = [missing(name)];
  if (Object.keys(errors).length > 0) throw invalid(errors);
}

const additional = (name: string): SchemaIssue => ({
  message: 'should NOT have additional properties',
  keyword: 'additionalProperties',
  params: { additionalProperty: name },
});

export const missing = (name: string): SchemaIssue => ({
  message: `should have required property '${name}'`,
  keyword: 'required',
  params: { missingProperty: name },
});
