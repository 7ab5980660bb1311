import type { Measure } from '../destinations/destination.ts';
import { Check } from '../ui/check.tsx';
import { remaining } from '../ui/limits.ts';
import { inDigits, t, tCount } from '../ui/t.ts';
import { Remaining } from './remaining.tsx';

/**
 * Says that the text nears or passes what the site takes, and lets the person have its end left out.
 * @param measure of the whole text, also where it is to be cut
 * @param issue what else stands against the text
 */
export function BodyLimit({
  measure: { length, limit },
  issue,
  cut,
  onCut,
}: {
  measure: Measure;
  issue: string;
  cut: boolean;
  onCut: (cut: boolean) => void;
}) {
  const over = length > limit;
  return (
    <>
      {over ? (
        <p class={cut ? 'quiet-line' : 'field-error'} role="status">
          {tCount('body_over', length - limit, inDigits(limit)) + (cut ? ` ${t('body_cut')}` : '')}
        </p>
      ) : (
        <Remaining left={remaining(length, limit)} issue={issue} />
      )}
      {(over || cut) && <Check name="cut" label={t('cut')} checked={cut} onChange={onCut} />}
    </>
  );
}
