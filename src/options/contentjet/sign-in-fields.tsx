import { Field } from '../../ui/field.tsx';
import { t } from '../../ui/t.ts';
import { Answered } from '../answered.tsx';
import { Choice } from '../choice.tsx';
import { SecretInput } from '../secret-input.tsx';
import { ClientFields } from './client-fields.tsx';
import { type SignInFaults, STAYS, type TypedSignIn } from './typed-sign-in.ts';

interface FieldsProps {
  typed: TypedSignIn;
  /** Null until the person wants to go on. */
  faults: SignInFaults | null;
  /** Whose password is asked for, where the account is to keep its user; null for a new account. */
  knownAs: string | null;
  /** Its present sign-in works, and stays where no password is typed. */
  keeps: boolean;
  onChange: (typed: TypedSignIn) => void;
}

/** Who signs in, how long that is to last, and what almost nobody needs. */
export function SignInFields(props: FieldsProps) {
  const { typed, faults, knownAs, onChange } = props;
  return (
    <>
      <WhoFields {...props} />
      <Choice
        name="stay"
        legend={t('stay_signed_in')}
        value={typed.stay}
        choices={STAYS.map((stay) => ({
          value: stay,
          label: t(`contentjet_stay_${stay}`),
          help: t(`contentjet_stay_${stay}_help`),
        }))}
        onChange={(stay) => onChange({ ...typed, stay })}
      />
      <ClientFields typed={typed} faults={faults} stored={knownAs !== null} onChange={onChange} />
    </>
  );
}

export function WhoFields({ typed, faults, knownAs, keeps, onChange }: FieldsProps) {
  return (
    <>
      {typed.username === null ? (
        <Answered action={t('contentjet_other_user')} onAction={() => onChange({ ...typed, username: '' })}>
          <strong dir="auto">{knownAs}</strong>
        </Answered>
      ) : (
        <Field
          name="username"
          label={t('contentjet_user_label')}
          help={t('contentjet_user_help')}
          error={faults?.username ? t(`contentjet_user_${faults.username}`) : null}
        >
          {(control) => (
            <input
              {...control}
              type="text"
              inputMode="email"
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
              dir="ltr"
              value={typed.username ?? ''}
              onInput={(event) => onChange({ ...typed, username: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      <Field
        name="password"
        label={t('contentjet_password')}
        help={keeps && typed.username === null && t('contentjet_password_keep')}
        error={faults?.password ? t(`contentjet_password_${faults.password}`) : null}
      >
        {(control) => (
          <SecretInput
            control={control}
            value={typed.password}
            onInput={(password) => onChange({ ...typed, password })}
          />
        )}
      </Field>
    </>
  );
}
