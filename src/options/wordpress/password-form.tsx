import { useEffect, useRef, useState } from 'preact/hooks';
import type { ApplicationPasswordCredentials, JwtLoginCredentials } from '../../auth/credentials.ts';
import { Check } from '../../ui/check.tsx';
import { Field } from '../../ui/field.tsx';
import { t } from '../../ui/t.ts';
import { ConnectRow } from '../connect-row.tsx';
import { SecretInput } from '../secret-input.tsx';

type Method = 'application_password' | 'jwt_login';

/** A user and a password: one of an application, or the person's own for the JWT plugin. */
export function PasswordForm({
  method,
  userStored,
  passwordsUrl,
  busy,
  onConnect,
}: {
  method: Method;
  /** The account has a user name for this way, and keeps it where none is typed. */
  userStored: boolean;
  /** Where the site makes application passwords. */
  passwordsUrl: string;
  busy: boolean;
  onConnect: (credentials: ApplicationPasswordCredentials | JwtLoginCredentials, staySignedIn: boolean) => void;
}) {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [stay, setStay] = useState(false);
  const [insist, setInsist] = useState(false);
  const user = useRef<HTMLInputElement>(null);
  const secret = useRef<HTMLInputElement>(null);
  const userMissing = username.trim() === '' && !userStored;

  useEffect(() => (userStored ? secret : user).current?.focus(), []);

  function connect(): void {
    setInsist(true);
    if (userMissing) user.current?.focus();
    else if (password === '') secret.current?.focus();
    else onConnect({ method, username: username.trim(), password }, stay);
  }

  return (
    <form class="form" noValidate onSubmit={(event) => event.preventDefault()}>
      <Field
        name="username"
        label={t(`wordpress_${method}_user_label`)}
        help={t(userStored ? 'wordpress_user_stored' : `wordpress_${method}_user_help`)}
        error={insist && userMissing ? t('wordpress_user_empty') : null}
      >
        {(control) => (
          <input
            {...control}
            ref={user}
            type="text"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            dir="auto"
            value={username}
            onInput={(event) => setUsername(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field
        name="password"
        label={t(`wordpress_${method}_label`)}
        help={
          method === 'application_password' && (
            <>
              {t('wordpress_application_password_help')}{' '}
              <a href={passwordsUrl} target="_blank" rel="noopener noreferrer">
                {t('wordpress_application_password_link')}
              </a>
            </>
          )
        }
        error={insist && password === '' ? t('wordpress_password_empty') : null}
      >
        {(control) => <SecretInput control={control} input={secret} value={password} onInput={setPassword} />}
      </Field>
      {method === 'jwt_login' && (
        <Check
          name="stay"
          label={t('stay_signed_in')}
          help={t('stay_signed_in_help')}
          checked={stay}
          onChange={setStay}
        />
      )}
      <ConnectRow busy={busy} onConnect={connect} />
    </form>
  );
}
