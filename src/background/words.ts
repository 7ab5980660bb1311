import type { DeliveryWords } from '../draft/draft.ts';
import { t } from '../ui/t.ts';

/** What stands in drafts themselves, in the person's language. */
export const words: DeliveryWords = {
  ...{ source: t('source'), untitled: t('untitled') },
  ...{ draft: t('draft_in_commit'), pullRequest: t('draft_in_pull_request') },
};
