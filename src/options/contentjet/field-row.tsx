import type { FieldSource, MappingFault } from '../../destinations/contentjet/mapping.ts';
import type { EntryField } from '../../destinations/destination.ts';
import { Field } from '../../ui/field.tsx';
import { t, tIfAny } from '../../ui/t.ts';
import { Select } from '../../ui/toggle.tsx';
import { Constant } from './constant.tsx';
import { type FieldChange, keyOf, optionsFor, sourceFor } from './filling.ts';
import { faultText, optionText } from './filling-text.ts';

/** One field of the entry: what fills it. */
export function FieldRow({
  field,
  source,
  change,
  fault,
  onChange,
}: {
  field: EntryField;
  source: FieldSource | undefined;
  change: FieldChange | undefined;
  /** Undefined while all is well, or nobody has asked yet. */
  fault: MappingFault | undefined;
  onChange: (source: FieldSource | undefined) => void;
}) {
  const options = optionsFor(field);
  const key = keyOf(field, source);
  const constant = key === 'constant' && source !== undefined && 'constant' in source ? source.constant : null;
  // What does not fit any more stays to be seen until something else is chosen.
  const known = options.some((option) => option.key === key);
  return (
    <Field
      name={`fill-${field.name}`}
      label={field.label}
      help={field.description && <bdi>{field.description}</bdi>}
      error={fault ? faultText(fault, options, constant !== null) : null}
      aside={
        <span class="marks" id={`fill-${field.name}-marks`}>
          {change && <span class="badge">{t(`contentjet_field_${change}`)}</span>}
          {field.required && t('contentjet_required')}
        </span>
      }
    >
      {(plain) => {
        const described = [`${plain.id}-marks`, plain['aria-describedby']].filter(Boolean).join(' ');
        const control = { ...plain, 'aria-describedby': described };
        // The fault is the list's, or the value's beside it.
        const sound = { ...control, 'aria-invalid': undefined };
        return (
          <div class="pair-control">
            <Select
              {...(constant === null ? control : sound)}
              value={key}
              choices={[
                ...options.map((option) => ({ value: option.key, label: optionText(option, field) })),
                ...(known ? [] : [{ value: key, label: tIfAny(`contentjet_part_${key}`) ?? key.slice(1) }]),
              ]}
              onChange={(chosen) => {
                const option = options.find((one) => one.key === chosen);
                if (option) onChange(sourceFor(field, option));
              }}
            />
            {constant !== null && (
              <Constant
                field={field}
                value={constant}
                control={{ ...control, id: `${control.id}-constant` }}
                onChange={(value) => onChange({ constant: value })}
              />
            )}
          </div>
        );
      }}
    </Field>
  );
}
