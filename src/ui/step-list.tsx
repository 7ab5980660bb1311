import type { CheckStep } from '../destinations/destination.ts';
import { Cure } from './cure.tsx';
import { errorText } from './error-text.ts';
import { t, tIfAny } from './t.ts';

const SIGNS: Record<CheckStep['outcome'], string> = { ok: '✓', failed: '✕', warning: '!', skipped: '–', note: 'i' };

/** The connection doctor: one line per check; a failed one carries its cure. */
export function StepList({ steps }: { steps: readonly CheckStep[] }) {
  return (
    <ol class="steps">
      {steps.map((step) => (
        <li key={step.id} class={`step step-${step.outcome}`}>
          <span class="step-sign" aria-hidden="true">
            {SIGNS[step.outcome]}
          </span>
          <div>
            <span class="hidden">{t(`step_${step.outcome}`)} </span>
            {tIfAny(`check_${step.id}`) ?? step.id.replaceAll('_', ' ')}
            {step.detail && (
              <>
                {' '}
                <bdi class="step-detail">{step.detail}</bdi>
              </>
            )}
            {step.error && (
              <div class="step-cure">
                <Cure text={errorText(step.error)} />
              </div>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
