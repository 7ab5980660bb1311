import { OpenLink } from '../../ui/button.tsx';
import { t } from '../../ui/t.ts';
import { TextField } from '../text-field.tsx';
import { fullName } from './choices.ts';
import { Clicks } from './clicks.tsx';
import { appForm } from './forms.ts';
import { PrivateKeyField } from './private-key-field.tsx';
import type { FieldsProps } from './sign-in-fields.tsx';

/** An App of the person's own: what it is made with, its id, and the key that it signs with. */
export function AppFields({ siteUrl, repository, typed, faults, keeps, onChange }: FieldsProps) {
  const form = appForm(siteUrl, {
    ...{ name: t('github_app_name'), description: t('github_token_description') },
    url: repository === null ? siteUrl : `${siteUrl}${fullName(repository)}`,
  });
  return (
    <>
      <div class="key-help">
        <p>{t('github_app_help')}</p>
        <p class="notice notice-warning">{t('github_app_advice')}</p>
        {!keeps && (
          <>
            <div class="row">
              <OpenLink href={form}>{t('github_app_make')}</OpenLink>
            </div>
            <Clicks
              steps={[
                t('github_app_step_name'),
                t('github_app_step_key'),
                repository ? t('github_app_step_install_on', fullName(repository)) : t('github_app_step_install'),
              ]}
            />
          </>
        )}
      </div>
      <TextField
        name="app-id"
        label={t('github_app_id')}
        help={t(keeps ? 'github_app_keep' : 'github_app_id_help')}
        error={faults?.appId ? t(`github_app_id_${faults.appId}`) : null}
        value={typed.appId}
        onInput={(appId) => onChange({ ...typed, appId })}
      />
      <PrivateKeyField
        value={typed.privateKey}
        insist={faults?.privateKey === 'github_key_missing'}
        onChange={(privateKey) => onChange({ ...typed, privateKey })}
      />
    </>
  );
}
