import { useState } from 'preact/hooks';
import { inspectPersonalAccessToken } from '../../auth/personal-access-token-format.ts';
import { OpenLink } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { t } from '../../ui/t.ts';
import { SecretInput } from '../secret-input.tsx';
import { fullName } from './choices.ts';
import { Clicks } from './clicks.tsx';
import { tokenForm } from './forms.ts';
import type { FieldsProps } from './sign-in-fields.tsx';
import { isClassic } from './typed-sign-in.ts';

/** A person's own token: where it is made, with which rights, and the field for it. */
export function TokenFields({ siteUrl, repository, typed, faults, keeps, onChange }: FieldsProps) {
  const [left, setLeft] = useState(false);
  const inspected = inspectPersonalAccessToken(typed.token);
  const early = left && !inspected.ok && inspected.reason !== 'github_token_missing' ? inspected.reason : null;
  const fault = faults?.token ?? early;
  const form = tokenForm(siteUrl, {
    ...{ name: t('github_token_name'), description: t('github_token_description') },
    owner: repository?.owner ?? null,
  });
  return (
    <>
      {!keeps && (
        <div class="key-help">
          <p>{t('github_token_help')}</p>
          <div class="row">
            <OpenLink href={form}>{t('github_token_make')}</OpenLink>
          </div>
          <Clicks
            steps={[
              t('github_token_step_open'),
              repository
                ? t('github_token_step_this', repository.owner, fullName(repository))
                : t('github_token_step_only'),
              t('github_token_step_permissions'),
              t('github_token_step_copy'),
            ]}
          />
        </div>
      )}
      <Field
        name="token"
        label={t(keeps ? 'github_token_new' : 'github_token')}
        help={
          inspected.ok && isClassic(inspected.token)
            ? t('github_token_classic')
            : t(keeps ? 'github_token_keep' : 'github_token_kinds')
        }
        error={fault && t(`error_${fault}`)}
        aside={
          <span class="key-ok" role="status">
            {inspected.ok && /^gh|^github_pat_/.test(inspected.token) && t('key_ok')}
          </span>
        }
      >
        {(control) => (
          <SecretInput
            control={control}
            value={typed.token}
            onInput={(token) => {
              setLeft(false);
              onChange({ ...typed, token });
            }}
            onLeave={() => setLeft(true)}
          />
        )}
      </Field>
    </>
  );
}
