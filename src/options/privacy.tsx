import { t } from '../ui/t.ts';

/** What Clipdraft does with what it is trusted with, and where its protection ends. */
export function Privacy() {
  return (
    <section class="card privacy" aria-labelledby="privacy-title">
      <h2 id="privacy-title">{t('privacy')}</h2>
      <ul>
        <li>{t('privacy_pages')}</li>
        <li>{t('privacy_nowhere_else')}</li>
        <li>{t('privacy_keys')}</li>
        <li>{t('privacy_private_windows')}</li>
      </ul>
    </section>
  );
}
