import { Check } from '../../ui/check.tsx';
import { Field } from '../../ui/field.tsx';
import { t } from '../../ui/t.ts';
import { SecretInput } from '../secret-input.tsx';
import { TextField } from '../text-field.tsx';
import type { OAuthFaults } from './read.ts';
import type { Typed } from './state.ts';

/** Who we are at the server, and what we ask for. */
export function ClientFields({
  typed,
  faults,
  stored,
  onChange,
}: {
  typed: Typed;
  /** Null until the person wants to go on. */
  faults: OAuthFaults | null;
  /** See mayKeepSecret. */
  stored: boolean;
  onChange: (change: Partial<Typed>) => void;
}) {
  return (
    <>
      <TextField
        name="oauth-client-id"
        label={t('client_id')}
        error={faults?.clientId ? t(`oauth_${faults.clientId}`) : null}
        value={typed.clientId}
        onInput={(clientId) => onChange({ clientId })}
      />
      <Field
        name="oauth-client-secret"
        label={t('client_secret')}
        help={t(stored ? 'oauth_secret_keep' : 'oauth_secret_help')}
      >
        {(control) => (
          <SecretInput
            control={control}
            value={typed.clientSecret}
            onInput={(clientSecret) => onChange({ clientSecret })}
          />
        )}
      </Field>
      {stored && (
        <Check
          name="oauth-remove-secret"
          label={t('oauth_secret_remove')}
          checked={typed.removeSecret}
          onChange={(removeSecret) => onChange({ removeSecret })}
        />
      )}
      <TextField
        name="oauth-scope"
        label={t('oauth_scope')}
        help={t('oauth_scope_help')}
        error={faults?.scope ? t(`oauth_${faults.scope}`) : null}
        value={typed.scope}
        onInput={(scope) => onChange({ scope })}
      />
    </>
  );
}
