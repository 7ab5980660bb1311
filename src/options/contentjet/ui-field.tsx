import { Field } from '../../ui/field.tsx';
import { t } from '../../ui/t.ts';
import type { UiIssue } from './ui-address.ts';

/** Where people edit, which the API does not know. Optional: only the link to a draft needs it. */
export function UiField({
  text,
  issue,
  onInput,
}: {
  text: string;
  issue: UiIssue | null;
  onInput: (text: string) => void;
}) {
  return (
    <Field
      name="ui-address"
      label={t('contentjet_ui_label')}
      help={t('contentjet_ui_help')}
      error={issue && t(`contentjet_ui_${issue}`)}
    >
      {(control) => (
        <input
          {...control}
          type="text"
          inputMode="url"
          autocomplete="url"
          autocapitalize="none"
          spellcheck={false}
          dir="ltr"
          value={text}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
