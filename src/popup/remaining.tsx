import { remaining } from '../ui/limits.ts';
import { t, tCount } from '../ui/t.ts';

/** Says how much room is left, and only to someone who nears the end. */
export function Remaining({ text, limit }: { text: string; limit: number }) {
  const left = remaining(text, limit);
  return (
    <p class={left !== null && left < 0 ? 'remaining remaining-over' : 'remaining'} role="status">
      {left !== null &&
        (left < 0
          ? tCount('characters_over', -left)
          : left === 0
            ? t('characters_none')
            : tCount('characters_left', left))}
    </p>
  );
}
