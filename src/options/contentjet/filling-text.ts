/** In words: what fills a field, and what is wrong with it. */
import type { FieldSource, MappingFault } from '../../destinations/contentjet/mapping.ts';
import type { EntryField } from '../../destinations/destination.ts';
import { t, uiLocale } from '../../ui/t.ts';
import { keyOf, type Option, optionsFor } from './filling.ts';

export function optionText(option: Option, field: EntryField): string {
  switch (option.kind) {
    case 'empty':
      return t(field.required ? 'choose' : 'contentjet_fill_nothing');
    case 'part':
      return t(`contentjet_part_${option.key}`);
    case 'constant':
      return t('contentjet_fill_constant');
    case 'value':
      return t('contentjet_fill_always', option.value);
  }
}

/** By the labels that people read. */
export const listed = (fields: readonly EntryField[]): string =>
  new Intl.ListFormat(uiLocale()).format(fields.map(({ label }) => label));

/** What fills a field, for a line to read. */
export function sourceText(field: EntryField, source: FieldSource): string {
  const key = keyOf(field, source);
  const option = optionsFor(field).find((one) => one.key === key);
  if ('constant' in source && option?.kind === 'constant') {
    const { constant } = source;
    if (field.fieldType === 'DATE') return dateText(`${constant}`, field.format);
    return Array.isArray(constant)
      ? new Intl.ListFormat(uiLocale()).format(constant)
      : t('contentjet_fill_quoted', `${constant}`);
  }
  return option === undefined ? '' : optionText(option, field);
}

export function faultText({ rule, limit = 0 }: MappingFault, options: readonly Option[], typed: boolean): string {
  if (rule === 'required' && options.length === 1) return t('contentjet_fault_impossible');
  if (rule === 'required' && typed) return t('contentjet_fault_blank');
  return t(`contentjet_fault_${rule}`, new Intl.NumberFormat(uiLocale()).format(limit));
}

function dateText(iso: string, format: string | undefined): string {
  const style = format === 'date' ? ({ timeZone: 'UTC' } as const) : ({ timeStyle: 'short' } as const);
  return new Intl.DateTimeFormat(uiLocale(), { dateStyle: 'medium', ...style }).format(new Date(iso));
}
