import { openOptions } from '../platform/pages.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { t } from '../ui/t.ts';

export function NoAccount() {
  return (
    <Notice actions={<Button onClick={() => openOptions('#add')}>{t('action_connect')}</Button>}>
      {t('no_account')}
    </Notice>
  );
}
