/** What a field of each type needs in an entry type, twice: as checks of values, and as a schema. */
import type { SchemaIssue } from './errors.ts';
import type { Json } from './json.ts';
import { boolean, integer, list, missing, number, type Rule, string } from './schema.ts';
import {
  type Constraints,
  boolean as isBoolean,
  length,
  lessThanAttribute,
  notBlank,
  numericality,
  oneOf,
  present,
} from './validators.ts';
import { arrayLength, unique } from './validators-of-lists.ts';

interface FieldType {
  /** The greatest maxLength; none where the type has no lengths. */
  maximum?: number;
  formats?: string[];
  labels?: string[];
  values?: string[];
  hasChoices?: boolean;
}

const LENGTHS = 1000;

export const FIELD_TYPES: Record<string, FieldType> = {
  TEXT: { maximum: LENGTHS, formats: ['plaintext', 'uri', 'email'] },
  LONGTEXT: { maximum: 30_000, formats: ['plaintext', 'markdown'] },
  BOOLEAN: { labels: ['labelTrue', 'labelFalse'] },
  NUMBER: { values: ['minValue', 'maxValue'], formats: ['number', 'integer'] },
  DATE: { formats: ['datetime', 'date'] },
  CHOICE: { hasChoices: true, formats: ['single', 'multiple'] },
  COLOR: { formats: ['rgb', 'rgba'] },
  MEDIA: { maximum: LENGTHS },
  LINK: { maximum: LENGTHS },
  LIST: { maximum: LENGTHS },
};

const label = [present, length({ minimum: 4, maximum: 64 })];
const flag = [isBoolean, notBlank];

const COMMON: Constraints = {
  fieldType: [notBlank],
  name: label,
  label,
  description: [present],
  required: flag,
  disabled: flag,
};

/** The greatest length that the first look lets through: only the schema knows the real one. */
const LOOSE_MAXIMUM = 50_000;

export function constraintsOf({
  maximum,
  formats,
  labels = [],
  values = [],
  hasChoices = false,
}: FieldType): Constraints {
  const most = maximum === LENGTHS ? LENGTHS : LOOSE_MAXIMUM;
  const inRange = (from: number, to: number) =>
    numericality({ greaterThanOrEqualTo: from, lessThanOrEqualTo: to, onlyInteger: true });
  return {
    ...COMMON,
    ...(maximum && {
      minLength: [present, inRange(0, maximum - 1), lessThanAttribute('maxLength', 'Max length')],
      maxLength: [present, inRange(1, most)],
    }),
    ...Object.fromEntries(labels.map((name) => [name, [present, length({ minimum: 1, maximum: 32 })]])),
    ...(values.length > 0 && {
      minValue: [numericality(), lessThanAttribute('maxValue', 'Max value')],
      maxValue: [numericality()],
    }),
    ...(hasChoices && { choices: [present, arrayLength({ minimum: 2, maximum: 128 }), unique] }),
    ...(formats && { format: [present, oneOf(formats, 'invalid')] }),
  };
}

export interface PlacedIssue {
  /** The member of the field; empty for the field itself. */
  place: string;
  issue: SchemaIssue;
}

/** What keeps a field from being one of this type. */
export function schemaIssues(field: Json, name: string, type: FieldType): PlacedIssue[] {
  const { maximum, formats, labels = [], values = [], hasChoices = false } = type;
  const rules: [member: string, rule: Rule][] = [
    ['name', string({ minimum: 4, maximum: 64 })],
    ['label', string({ minimum: 4, maximum: 64 })],
    ['description', string({ maximum: 128 })],
    ['required', boolean],
    ['disabled', boolean],
    ['fieldType', pattern(name)],
    ...(maximum === undefined ? [] : lengthRules(maximum)),
    ...labels.map((one): [string, Rule] => [one, string({ minimum: 1, maximum: 32 })]),
    ...values.map((one): [string, Rule] => [one, number]),
    ...(hasChoices ? [['choices', list] satisfies [string, Rule]] : []),
    ...(formats ? [['format', enumeration(formats)] satisfies [string, Rule]] : []),
  ];
  return rules.flatMap(([member, rule]) =>
    member in field
      ? rule(field[member]).map((issue) => ({ place: member, issue }))
      : [{ place: '', issue: missing(member) }],
  );
}

const lengthRules = (maximum: number): [string, Rule][] => [
  ['minLength', within(0, maximum - 1)],
  ['maxLength', within(1, maximum)],
];

const pattern =
  (type: string): Rule =>
  (value) =>
    value === type
      ? []
      : [{ message: `should match pattern "^${type}$"`, keyword: 'pattern', params: { pattern: `^${type}$` } }];

const enumeration =
  (allowedValues: string[]): Rule =>
  (value) =>
    typeof value === 'string' && allowedValues.includes(value)
      ? []
      : [{ message: 'should be equal to one of the allowed values', keyword: 'enum', params: { allowedValues } }];

const within =
  (least: number, most: number): Rule =>
  (value) => {
    const issues = integer(value);
    if (issues.length > 0 || typeof value !== 'number') return issues;
    if (value > most) return [bound('maximum', '<=', most)];
    return value < least ? [bound('minimum', '>=', least)] : [];
  };

const bound = (keyword: string, comparison: string, limit: number): SchemaIssue => ({
  message: `should be ${comparison} ${limit}`,
  keyword,
  params: { comparison, limit, exclusive: false },
});
