import type { ComponentChildren } from 'preact';

export interface CheckProps {
  name: string;
  label: string;
  help?: ComponentChildren;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** A box to tick, part of what is sent with its form; as a `switch` it is Toggle (toggle.tsx). */
export function Check({ name, label, help, checked, onChange, role }: CheckProps & { role?: 'switch' }) {
  return (
    <div class={role === 'switch' ? 'toggle' : 'check'}>
      <input
        id={name}
        type="checkbox"
        role={role}
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
