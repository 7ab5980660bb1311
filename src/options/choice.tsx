/** One of a few, each with what it means: a group of radio buttons. */
export function Choice<V extends string>({
  name,
  legend,
  value,
  choices,
  error = null,
  onChange,
}: {
  /** Unique in the page. */
  name: string;
  legend: string;
  value: V;
  choices: readonly { value: V; label: string; help: string }[];
  /** Why the one that is chosen can't be. */
  error?: string | null;
  onChange: (value: V) => void;
}) {
  return (
    <div
      class="choice"
      role="radiogroup"
      aria-labelledby={`${name}-legend`}
      aria-invalid={error !== null || undefined}
      aria-describedby={error === null ? undefined : `${name}-error`}
    >
      <p class="legend" id={`${name}-legend`}>
        {legend}
      </p>
      {choices.map((choice) => (
        <div class="check" key={choice.value}>
          <input
            id={`${name}-${choice.value}`}
            type="radio"
            name={name}
            checked={choice.value === value}
            aria-describedby={`${name}-${choice.value}-help`}
            onChange={() => onChange(choice.value)}
          />
          <label for={`${name}-${choice.value}`}>{choice.label}</label>
          <p class="help" id={`${name}-${choice.value}-help`}>
            {choice.help}
          </p>
        </div>
      ))}
      <p class="field-error" id={`${name}-error`} aria-live="polite">
        {error}
      </p>
    </div>
  );
}
