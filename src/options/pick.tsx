import { Field } from '../ui/field.tsx';
import { t } from '../ui/t.ts';
import { Select } from '../ui/toggle.tsx';
import { Told } from './told.tsx';

/** One of what the site has; where there is only one, it is told. */
export function Pick({
  name,
  label,
  help,
  value,
  choices,
  onChange,
}: {
  name: string;
  label: string;
  help?: string;
  /** Null until it is chosen. */
  value: string | null;
  choices: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}) {
  const chosen = choices.find((choice) => choice.value === value);
  if (chosen !== undefined && choices.length < 2) return <Told label={label}>{chosen.label}</Told>;
  return (
    <Field name={name} label={label} help={help}>
      {(control) => (
        <div class="pair-control">
          <Select
            {...control}
            value={chosen === undefined ? '' : chosen.value}
            choices={[...(chosen === undefined ? [{ value: '', label: t('choose') }] : []), ...choices]}
            onChange={(picked) => picked !== '' && onChange(picked)}
          />
        </div>
      )}
    </Field>
  );
}
