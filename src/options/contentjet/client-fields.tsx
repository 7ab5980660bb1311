import { Check } from '../../ui/check.tsx';
import { Field } from '../../ui/field.tsx';
import { t } from '../../ui/t.ts';
import { SecretInput } from '../secret-input.tsx';
import { TextField } from '../text-field.tsx';
import type { SignInFaults, TypedSignIn } from './typed-sign-in.ts';

/** A client of the project, which may only read: nobody needs one. */
export function ClientFields({
  typed,
  faults,
  stored,
  onChange,
}: {
  typed: TypedSignIn;
  /** Null until the person wants to go on. */
  faults: SignInFaults | null;
  /** The account may have one already, which no page ever sees. */
  stored: boolean;
  onChange: (typed: TypedSignIn) => void;
}) {
  const { clientId, clientSecret } = faults ?? { clientId: null, clientSecret: null };
  return (
    <details class="advanced" open={clientId !== null || clientSecret !== null}>
      <summary>{t('advanced')}</summary>
      <div class="form">
        <p class="help">
          {t('contentjet_client_help')} {stored && t('contentjet_client_stored')}
        </p>
        <TextField
          name="client-id"
          label={t('client_id')}
          error={clientId && t(`contentjet_client_${clientId}`)}
          value={typed.clientId}
          onInput={(value) => onChange({ ...typed, clientId: value })}
        />
        <Field
          name="client-secret"
          label={t('client_secret')}
          error={clientSecret && t(`contentjet_client_${clientSecret}`)}
        >
          {(control) => (
            <SecretInput
              control={control}
              value={typed.clientSecret}
              onInput={(value) => onChange({ ...typed, clientSecret: value })}
            />
          )}
        </Field>
        {stored && (
          <Check
            name="remove-client"
            label={t('contentjet_client_remove')}
            checked={typed.removeClient}
            onChange={(removeClient) => onChange({ ...typed, removeClient })}
          />
        )}
      </div>
    </details>
  );
}
