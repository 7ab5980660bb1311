/** One of a few, each with what it means: a group of radio buttons. */
export function Choice<V extends string>({
  name,
  legend,
  value,
  choices,
  onChange,
}: {
  /** Unique in the page. */
  name: string;
  legend: string;
  value: V;
  choices: readonly { value: V; label: string; help: string }[];
  onChange: (value: V) => void;
}) {
  return (
    <fieldset class="choice">
      <legend>{legend}</legend>
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
    </fieldset>
  );
}
