import { Field } from '../../ui/field.tsx';
import { t } from '../../ui/t.ts';
import { Select } from '../../ui/toggle.tsx';
import type { Named } from './choices.ts';
import { Told } from './told.tsx';

/** One of what the site has; where there is only one, it is told. */
export function Pick<T extends Named>({
  name,
  label,
  value,
  choices,
  onChange,
}: {
  name: string;
  label: string;
  value: T | null;
  choices: readonly T[];
  onChange: (chosen: T) => void;
}) {
  if (value !== null && choices.length < 2) {
    return <Told label={label}>{value.name}</Told>;
  }
  return (
    <Field name={name} label={label}>
      {(control) => (
        <div class="pair-control">
          <Select
            {...control}
            value={value === null ? '' : `${value.id}`}
            choices={[
              ...(value === null ? [{ value: '', label: t('contentjet_fill_choose') }] : []),
              ...choices.map((choice) => ({ value: `${choice.id}`, label: choice.name })),
            ]}
            onChange={(id) => {
              const chosen = choices.find((choice) => `${choice.id}` === id);
              if (chosen) onChange(chosen);
            }}
          />
        </div>
      )}
    </Field>
  );
}
