import { Check, type CheckProps } from './check.tsx';
import type { ControlProps } from './field.tsx';

/** On or off, taking effect at once. */
export const Toggle = (props: CheckProps) => <Check {...props} role="switch" />;

/** One of a few, all in view (a group of radio buttons). */
export function Segments<V extends string>({
  name,
  label,
  value,
  choices,
  onChange,
}: {
  name: string;
  label: string;
  value: V;
  choices: readonly { value: V; label: string }[];
  onChange: (value: V) => void;
}) {
  return (
    <fieldset class="segments" aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** One of many, by the browser's own list. */
export function Select<V extends string>({
  label,
  value,
  choices,
  onChange,
  ...control
}: Partial<ControlProps> & {
  id: string;
  /** For the ear, where no visible label belongs to it. */
  label?: string;
  value: V;
  choices: readonly { value: V; label: string }[];
  onChange: (value: V) => void;
}) {
  return (
    <select
      {...control}
      class="select"
      aria-label={label}
      value={value}
      onChange={(event) => {
        const chosen = choices[event.currentTarget.selectedIndex];
        if (chosen) onChange(chosen.value);
      }}
    >
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}
