import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { t } from '../../ui/t.ts';
import { AppFields } from './app-fields.tsx';
import type { Named } from './choices.ts';
import { TokenFields } from './token-fields.tsx';
import type { SignInFaults, TypedSignIn } from './typed-sign-in.ts';

export interface FieldsProps {
  /** GitHub's web root. */
  siteUrl: string;
  /** That the address names. */
  repository: Named | null;
  typed: TypedSignIn;
  /** Null until the person wants to go on. */
  faults: SignInFaults | null;
  /** The account's own sign-in works, and stays where nothing is typed. */
  keeps: boolean;
  onChange: (typed: TypedSignIn) => void;
}

/** A token first; an App of the person's own for the few who want one. */
export function SignInFields(props: FieldsProps) {
  const { typed, onChange } = props;
  const place = useRef<HTMLDivElement>(null);
  const turned = useRef(false);
  const isApp = typed.way === 'app_private_key';

  // What was pressed is gone: the focus goes to the first field of the other way.
  useEffect(() => {
    if (turned.current) place.current?.querySelector('input')?.focus();
    turned.current = true;
  }, [isApp]);

  const turn = (
    <Button
      kind="quiet"
      onClick={() => onChange({ ...typed, way: isApp ? 'personal_access_token' : 'app_private_key' })}
    >
      {t(isApp ? 'github_token_instead' : 'github_app_instead')}
    </Button>
  );
  return (
    <div class="form" ref={place}>
      {isApp ? <AppFields {...props} /> : <TokenFields {...props} />}
      {isApp ? (
        <div class="row other-ways">{turn}</div>
      ) : (
        <details class="advanced">
          <summary>{t('advanced')}</summary>
          <div class="form">
            <p class="help">{t('github_which_is_which')}</p>
            <div class="row other-ways">{turn}</div>
          </div>
        </details>
      )}
    </div>
  );
}
