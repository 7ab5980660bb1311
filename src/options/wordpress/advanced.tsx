import { Field } from '../../ui/field.tsx';
import { t } from '../../ui/t.ts';
import { OAuthInstead } from '../oauth/instead.tsx';
import type { ChoiceFaults, Choices } from './choices.ts';

/** What discovery finds by itself, for the site where it can't. */
export function WordPressAdvanced({
  choices,
  faults,
  onChange,
  onOAuth,
}: {
  choices: Choices;
  /** Null until the person wants to go on. */
  faults: ChoiceFaults | null;
  onChange: (choices: Choices) => void;
  /** Absent where that is the way already. */
  onOAuth?: () => void;
}) {
  const typed = { type: 'text', autocomplete: 'off', autocapitalize: 'none', spellcheck: false, dir: 'ltr' } as const;
  return (
    <details class="advanced" open={faults !== null}>
      <summary>{t('advanced')}</summary>
      <div class="form">
        <Field
          name="rest-address"
          label={t('wordpress_field_rest_label')}
          help={t('wordpress_field_rest_help')}
          error={faults?.restAddress ? t(`wordpress_rest_${faults.restAddress}`) : null}
        >
          {(control) => (
            <input
              {...control}
              {...typed}
              value={choices.restAddress}
              onInput={(event) => onChange({ ...choices, restAddress: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field
          name="jwt-namespace"
          label={t('wordpress_field_namespace_label')}
          help={t('wordpress_field_namespace_help')}
          error={faults?.jwtNamespace ? t('wordpress_namespace_invalid') : null}
        >
          {(control) => (
            <input
              {...control}
              {...typed}
              value={choices.jwtNamespace}
              onInput={(event) => onChange({ ...choices, jwtNamespace: event.currentTarget.value })}
            />
          )}
        </Field>
        {onOAuth && <OAuthInstead onClick={onOAuth} />}
      </div>
    </details>
  );
}
