import type { Ref, TargetedEvent } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import type { ControlProps } from '../ui/field.tsx';
import { t } from '../ui/t.ts';

/** A secret, hidden until its button shows it. */
export function SecretInput({
  control,
  input,
  value,
  onInput,
  onLeave,
}: {
  control: ControlProps;
  input?: Ref<HTMLInputElement>;
  value: string;
  onInput: (value: string) => void;
  /** The field was left, or something was pasted into it. */
  onLeave?: () => void;
}) {
  const [shown, setShown] = useState(false);
  const shared = {
    ...control,
    ref: input ?? null,
    autocomplete: 'off',
    spellcheck: false,
    dir: 'ltr',
    value,
    onInput: (event: TargetedEvent<HTMLInputElement>) => onInput(event.currentTarget.value),
    onPaste: onLeave,
    onBlur: onLeave,
  } as const;
  return (
    <div class="secret">
      {shown ? <input {...shared} type="text" /> : <input {...shared} type="password" />}
      <Button onClick={() => setShown(!shown)} label={t(shown ? 'key_hide_label' : 'key_show_label')}>
        {t(shown ? 'key_hide' : 'key_show')}
      </Button>
    </div>
  );
}
