import { openOptions } from '../platform/pages.ts';
import { t } from '../ui/t.ts';

export function Header() {
  return (
    <header class="bar">
      <h1 class="brand">
        <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
          <rect width="16" height="16" rx="3.5" />
          <path d="M3 3h4v4c0 2-1 3.3-2.9 4L3.4 9.7C4.5 9.2 5 8.5 5 7.5H3zM9 3h4v4c0 2-1 3.3-2.9 4L9.4 9.7C10.5 9.2 11 8.5 11 7.5H9zM3 12h7v1.3H3zM11.5 12H13v1.3h-1.5z" />
        </svg>
        {t('brand')}
      </h1>
      <button type="button" class="button button-quiet icon-button" onClick={() => openOptions()} title={t('settings')}>
        <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" focusable="false">
          <path d="M3 5.5h7M14 5.5h3M3 14.5h3M10 14.5h7" />
          <circle cx="12" cy="5.5" r="2" />
          <circle cx="8" cy="14.5" r="2" />
        </svg>
        <span class="hidden">{t('settings')}</span>
      </button>
    </header>
  );
}
