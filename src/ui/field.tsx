import type { ComponentChildren, JSX } from 'preact';

/** What a control needs so that its label, help and error are read with it. */
export interface ControlProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

interface FieldProps {
  /** Unique in the page. */
  name: string;
  label: string;
  help?: ComponentChildren;
  error?: string | null;
  /** Shown at the end of the label's line, e.g. characters left. */
  aside?: ComponentChildren;
  children: (control: ControlProps) => JSX.Element;
}

export function Field({ name, label, help, error, aside, children }: FieldProps) {
  const described = [help && `${name}-help`, error && `${name}-error`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <div class="field-head">
        <label for={name}>{label}</label>
        {aside}
      </div>
      {children({ id: name, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {help && (
        <p class="help" id={`${name}-help`}>
          {help}
        </p>
      )}
      <p class="field-error" id={`${name}-error`} aria-live="polite">
        {error}
      </p>
    </div>
  );
}
