import type { ErrorView } from '../core/errors.ts';
import type { CheckReport } from '../destinations/destination.ts';
import { Cure } from '../ui/cure.tsx';
import { errorText } from '../ui/error-text.ts';
import { Notice } from '../ui/notice.tsx';
import { StepList } from '../ui/step-list.tsx';
import { t } from '../ui/t.ts';

/** What came of an attempt that did not connect: the checks one by one, or the one thing that stood in the way. */
export function Outcome({ report, failure }: { report: CheckReport | null; failure: ErrorView | null }) {
  return (
    <>
      <div role="status">
        {report && (
          <>
            <p class="check-failed">{t('check_failed')}</p>
            <StepList steps={report.steps} />
          </>
        )}
      </div>
      {failure && (
        <Notice tone="error">
          <Cure text={failureText(failure)} />
        </Notice>
      )}
    </>
  );
}

/** Until something has answered, the address itself is in doubt. */
export const failureText = (failure: ErrorView): string =>
  failure.code === 'offline' ? t('address_unreachable') : errorText(failure);
