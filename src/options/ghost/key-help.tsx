import { t } from '../../ui/t.ts';

/** Where each kind of key stands, with a link to that very screen of this site's admin. */
export function KeyHelp({ adminUrl }: { adminUrl: string }) {
  return (
    <div class="key-help">
      <p>{t('key_help')}</p>
      <ul>
        <li>
          <AdminLink adminUrl={adminUrl} screen="settings/integrations/new">
            {t('key_help_integration')}
          </AdminLink>
          <p class="help">{t('key_help_integration_steps')}</p>
        </li>
        <li>
          <AdminLink adminUrl={adminUrl} screen="settings/staff">
            {t('key_help_staff')}
          </AdminLink>
          <p class="help">{t('key_help_staff_steps')}</p>
        </li>
      </ul>
    </div>
  );
}

function AdminLink({ adminUrl, screen, children }: { adminUrl: string; screen: string; children: string }) {
  return (
    <a href={new URL(`ghost/#/${screen}`, adminUrl).href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
