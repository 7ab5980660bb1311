/** What to press at another site, one after the other. */
export function Clicks({ steps }: { steps: readonly string[] }) {
  return (
    <ol class="clicks">
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}
