import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { t } from '../ui/t.ts';
import { useFaultFocus } from './use-fault-focus.ts';

/** The first step, where the site is asked for choices next: who signs in. */
export function SignInForm({
  fields,
  secret,
  busy,
  asking,
  onSubmit,
  action,
  children,
}: {
  /** Which fields there are: where it changes, the focus goes to the first of them. */
  fields: string;
  /** Selector of the field that was wrong most likely where the sign-in is refused. */
  secret: string;
  busy: boolean;
  /** What is being read. */
  asking: string;
  onSubmit: () => void;
  action: 'action_sign_in' | 'action_continue';
  /** The fields, and what came of the last attempt. */
  children: ComponentChildren;
}) {
  const form = useRef<HTMLFormElement>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => form.current?.querySelector('input')?.focus(), [fields]);
  useFaultFocus(form, tries);
  useEffect(() => {
    if (tries > 0 && !busy) form.current?.querySelector<HTMLInputElement>(secret)?.select();
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
          {busy && asking}
        </p>
      </div>
    </form>
  );
}
