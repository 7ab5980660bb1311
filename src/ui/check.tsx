import type { ComponentChildren } from 'preact';

/** A box to tick, part of what is sent with its form. */
export function Check({
  name,
  label,
  help,
  checked,
  onChange,
}: {
  name: string;
  label: string;
  help?: ComponentChildren;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <div class="check">
      <input
        id={name}
        type="checkbox"
        checked={checked}
        aria-describedby={help ? `${name}-help` : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label for={name}>{label}</label>
      {help && (
        <p class="help" id={`${name}-help`}>
          {help}
        </p>
      )}
    </div>
  );
}
