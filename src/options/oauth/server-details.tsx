import { Field } from '../../ui/field.tsx';
import { t } from '../../ui/t.ts';
import { Select } from '../../ui/toggle.tsx';
import { TextField } from '../text-field.tsx';
import type { OAuthFaults } from './read.ts';
import type { Typed } from './state.ts';

const AUTHENTICATIONS = ['client_secret_post', 'client_secret_basic'] as const;
const RESPONSE_MODES = ['query', 'fragment'] as const;

/** What most servers tell by themselves, and what almost nobody needs to change. */
export function ServerDetails({
  typed,
  faults,
  open,
  hasSecret,
  onChange,
}: {
  typed: Typed;
  /** Null until the person wants to go on. */
  faults: OAuthFaults | null;
  /** The server did not tell: these are to be looked at. */
  open: boolean;
  hasSecret: boolean;
  onChange: (change: Partial<Typed>) => void;
}) {
  const endpoints = [
    ['authorizationEndpoint', 'oauth_authorization_endpoint'],
    ['tokenEndpoint', 'oauth_token_endpoint'],
    ['revocationEndpoint', 'oauth_revocation_endpoint'],
  ] as const;
  const faulty = endpoints.some(([name]) => faults?.[name]);
  return (
    <details class="advanced" open={open || faulty}>
      <summary>{t('oauth_details')}</summary>
      <div class="form">
        {endpoints.map(([name, label]) => {
          const fault = faults?.[name];
          return (
            <TextField
              key={name}
              name={`oauth-${name}`}
              label={t(label)}
              error={fault ? t(`oauth_${fault}`) : null}
              value={typed[name]}
              inputMode="url"
              onInput={(value) => onChange({ [name]: value })}
            />
          );
        })}
        {hasSecret && (
          <Field name="oauth-authentication" label={t('oauth_authentication')}>
            {(control) => (
              <Select
                {...control}
                value={typed.clientAuthentication}
                choices={AUTHENTICATIONS.map((value) => ({ value, label: t(`oauth_${value}`) }))}
                onChange={(clientAuthentication) => onChange({ clientAuthentication })}
              />
            )}
          </Field>
        )}
        <Field name="oauth-response" label={t('oauth_response')} help={t('oauth_response_help')}>
          {(control) => (
            <Select
              {...control}
              value={typed.responseMode}
              choices={RESPONSE_MODES.map((value) => ({ value, label: t(`oauth_response_${value}`) }))}
              onChange={(responseMode) => onChange({ responseMode })}
            />
          )}
        </Field>
      </div>
    </details>
  );
}
