import { openOptions } from '../platform/pages.ts';
import { t } from '../ui/t.ts';

export function Header() {
  return (
    <header class="bar">
      <h1 class="brand">Clipdraft</h1>
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
