import type { Settings } from '../../destinations/destination.ts';
import { ghostDescriptor } from '../../destinations/ghost/descriptor.ts';
import { Field } from '../../ui/field.tsx';
import { t, tIfAny } from '../../ui/t.ts';
import { Select } from '../../ui/toggle.tsx';
import { OAuthInstead } from '../oauth/instead.tsx';

/** Settings that almost nobody needs, from the destination's descriptor. */
export function GhostAdvanced({
  values,
  onChange,
  onOAuth,
}: {
  values: Settings;
  onChange: (choices: Record<string, string>) => void;
  /** Absent where that is the way already. */
  onOAuth?: () => void;
}) {
  const fields = ghostDescriptor.fields.filter((field) => field.advanced && field.kind === 'choice');
  const chosen = Object.fromEntries(fields.map((field) => [field.name, String(values[field.name] ?? '')]));
  return (
    <details class="advanced">
      <summary>{t('advanced')}</summary>
      <div class="form">
        {fields.map((field) => (
          <Field
            key={field.name}
            name={field.name}
            label={tIfAny(`${field.messageKey}_label`) ?? field.name}
            help={tIfAny(`${field.messageKey}_help`)}
          >
            {(control) => (
              <Select
                id={control.id}
                value={chosen[field.name] ?? ''}
                choices={(field.choices ?? []).map((choice) => ({
                  value: choice.value,
                  label: tIfAny(choice.messageKey) ?? choice.value,
                }))}
                onChange={(value) => onChange({ ...chosen, [field.name]: value })}
              />
            )}
          </Field>
        ))}
        {onOAuth && <OAuthInstead onClick={onOAuth} />}
      </div>
    </details>
  );
}
