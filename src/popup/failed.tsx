import { toErrorView } from '../core/errors.ts';
import { Button } from '../ui/button.tsx';
import { errorText } from '../ui/error-text.ts';
import { Notice } from '../ui/notice.tsx';
import { t } from '../ui/t.ts';

/** The background gave no view at all. */
export function Failed({ thrown, retry }: { thrown: unknown; retry: () => void }) {
  return (
    <main class="content">
      <Notice tone="error" actions={<Button onClick={retry}>{t('action_retry')}</Button>}>
        {errorText(toErrorView(thrown))}
      </Notice>
    </main>
  );
}
