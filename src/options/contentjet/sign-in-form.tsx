import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { t } from '../../ui/t.ts';
import { useFaultFocus } from '../use-fault-focus.ts';

/** The first step: user name and password. */
export function SignInForm({
  fresh,
  busy,
  onSubmit,
  action,
  children,
}: {
  /** The user name is asked for too. */
  fresh: boolean;
  busy: boolean;
  onSubmit: () => void;
  action: 'action_sign_in' | 'action_continue';
  /** The fields, and what came of the last attempt. */
  children: ComponentChildren;
}) {
  const form = useRef<HTMLFormElement>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => form.current?.querySelector('input')?.focus(), [fresh]);
  useFaultFocus(form, tries);
  // It was refused: the password is what was wrong most likely.
  useEffect(() => {
    if (tries > 0 && !busy) form.current?.querySelector<HTMLInputElement>('#password')?.select();
  }, [busy]);

  return (
    <form class="form" ref={form} noValidate onSubmit={(event) => event.preventDefault()}>
      {children}
      <div class="row">
        <Button
          kind="primary"
          type="submit"
          busy={busy}
          onClick={() => {
            setTries(tries + 1);
            onSubmit();
          }}
        >
          {t(action)}
        </Button>
        <p class="quiet-line" role="status">
          {busy && t('contentjet_asking')}
        </p>
      </div>
    </form>
  );
}
