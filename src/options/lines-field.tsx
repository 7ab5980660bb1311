import type { JSX } from 'preact';
import { Field } from '../ui/field.tsx';

/** Lines in a machine's own words: request headers, front matter. */
export function LinesField({
  name,
  label,
  help,
  error,
  value,
  onInput,
  onBlur,
}: {
  name: string;
  label: string;
  help: string;
  error: string | null;
  value: string;
  onInput: (value: string) => void;
  onBlur?: () => void;
}): JSX.Element {
  return (
    <Field name={name} label={label} help={help} error={error}>
      {(control) => (
        <textarea
          {...control}
          class="code-lines"
          rows={2}
          autocapitalize="none"
          autocomplete="off"
          spellcheck={false}
          dir="ltr"
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
          onBlur={onBlur}
        />
      )}
    </Field>
  );
}
