import { openOptions } from '../platform/pages.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { t } from '../ui/t.ts';

/** What keeps a draft from its site and can only be put right in the account's settings, with the way there. */
export function SettingsIssues({ issues, accountId }: { issues: string; accountId: string }) {
  return (
    <Notice tone="warning" actions={<Button onClick={() => openOptions(`#edit-${accountId}`)}>{t('settings')}</Button>}>
      {t('issues_of_settings')} {issues}
    </Notice>
  );
}
