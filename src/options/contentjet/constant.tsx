import type { TargetedEvent } from 'preact';
import type { FieldSource } from '../../destinations/contentjet/mapping.ts';
import type { EntryField } from '../../destinations/destination.ts';
import type { ControlProps } from '../../ui/field.tsx';
import { t } from '../../ui/t.ts';
import { typedDir } from '../../ui/typed-dir.ts';
import { isoTime, localTime } from './moments.ts';

type Value = Extract<FieldSource, { constant: unknown }>['constant'];

interface ConstantProps {
  field: EntryField;
  value: Value;
  control: ControlProps;
  onChange: (value: Value) => void;
}

/** A value that is the same in every draft, by the control that fits the field. */
export function Constant(props: ConstantProps) {
  const { field, value, onChange } = props;
  const { fieldType, format } = field;
  if (fieldType === 'CHOICE') return <ManyOf {...props} />;
  const text = Array.isArray(value) ? value.join('\n') : `${value}`;
  const shared = {
    ...props.control,
    'aria-label': t('contentjet_always_in', field.label),
    value: text,
    dir: typedDir(text),
  };
  const onInput = ({ currentTarget }: TargetedEvent<HTMLInputElement | HTMLTextAreaElement>): void =>
    onChange(currentTarget.value);
  switch (fieldType) {
    case 'LIST':
    case 'MEDIA':
    case 'LINK':
      return (
        <textarea
          {...shared}
          rows={2}
          placeholder={t(fieldType === 'LIST' ? 'contentjet_one_a_line' : 'contentjet_id_a_line')}
          onInput={({ currentTarget }) => onChange(currentTarget.value.split('\n'))}
        />
      );
    case 'LONGTEXT':
      return <textarea {...shared} rows={2} onInput={onInput} />;
    case 'NUMBER':
      return (
        <input
          {...shared}
          type="number"
          min={field.minValue}
          max={field.maxValue}
          placeholder={rangeOf(field)}
          step={format === 'integer' ? 1 : 'any'}
          onInput={({ currentTarget }) => onChange(currentTarget.value === '' ? '' : Number(currentTarget.value))}
        />
      );
    case 'DATE':
      return format === 'date' ? (
        <input {...shared} type="date" onInput={onInput} />
      ) : (
        <input
          {...shared}
          type="datetime-local"
          value={localTime(text)}
          onInput={({ currentTarget }) => onChange(isoTime(currentTarget.value))}
        />
      );
    case 'COLOR':
      return format === 'rgb' ? (
        <input {...shared} type="color" onInput={onInput} />
      ) : (
        <input {...shared} type="text" dir="ltr" placeholder="#00000000" spellcheck={false} onInput={onInput} />
      );
    default:
      return (
        <input
          {...shared}
          type="text"
          inputMode={format === 'uri' ? 'url' : format === 'email' ? 'email' : 'text'}
          onInput={onInput}
        />
      );
  }
}

/** '' where the type names no limits. */
const rangeOf = ({ minValue, maxValue }: EntryField): string =>
  minValue === undefined || maxValue === undefined ? '' : `${minValue} – ${maxValue}`;

function ManyOf({ field, value, control, onChange }: ConstantProps) {
  const chosen = Array.isArray(value) ? value : [];
  const all = field.choices ?? [];
  return (
    <fieldset class="many" aria-label={t('contentjet_always_in', field.label)}>
      {all.map((choice, index) => (
        <div class="check" key={choice}>
          <input
            {...control}
            id={`${control.id}-${index}`}
            type="checkbox"
            checked={chosen.includes(choice)}
            onChange={({ currentTarget }) =>
              onChange(all.filter((one) => (one === choice ? currentTarget.checked : chosen.includes(one))))
            }
          />
          <label for={`${control.id}-${index}`}>
            <bdi>{choice}</bdi>
          </label>
        </div>
      ))}
    </fieldset>
  );
}
