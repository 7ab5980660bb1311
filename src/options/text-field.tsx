import type { JSX } from 'preact';
import { Field } from '../ui/field.tsx';

/** A line in a server's own words: an address, a client's name, a scope. */
export function TextField({
  name,
  label,
  help,
  error,
  value,
  inputMode = 'text',
  onInput,
}: {
  name: string;
  label: string;
  help?: string;
  error: string | null;
  value: string;
  inputMode?: 'text' | 'url';
  onInput: (value: string) => void;
}): JSX.Element {
  return (
    <Field name={name} label={label} help={help} error={error}>
      {(control) => (
        <input
          {...control}
          class="code-lines"
          type="text"
          inputMode={inputMode}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          dir="ltr"
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
