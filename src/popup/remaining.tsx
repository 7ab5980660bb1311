import { t, tCount } from '../ui/t.ts';

/**
 * Says how much room is left, and only to someone who nears the end; else what stands against the text.
 * @param left as ui/limits.ts gives it
 */
export function Remaining({ id, left, issue = '' }: { id?: string; left: number | null; issue?: string }) {
  const over = left !== null && left < 0;
  return (
    <p id={id} class={issue && !over ? 'field-error' : over ? 'remaining remaining-over' : 'remaining'} role="status">
      {over
        ? tCount('characters_over', -left)
        : issue || (left === 0 ? t('characters_none') : left !== null && tCount('characters_left', left))}
    </p>
  );
}
