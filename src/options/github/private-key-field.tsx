import type { TargetedDragEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { inspectPrivateKey } from '../../auth/private-key-format.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { inDigits, t } from '../../ui/t.ts';
import { Answered } from '../answered.tsx';

/** Bytes; a key has two or three thousand. */
const LARGEST_FILE = 65_536;

/**
 * A private key, pasted, dropped or chosen as the file that GitHub gives. It is read as it is typed; one that can be used
 * is taken out of sight at once, and never shown again.
 */
export function PrivateKeyField({
  value,
  insist,
  onChange,
}: {
  value: string;
  /** The person wants to go on: name every fault. */
  insist: boolean;
  onChange: (key: string) => void;
}) {
  const [over, setOver] = useState(false);
  const [unreadable, setUnreadable] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const inspected = inspectPrivateKey(value);
  const taken = inspected.ok;
  const shown = useRef(taken);

  // What had the focus is gone: it goes to what stands in its place.
  useEffect(() => {
    if (shown.current !== taken) place.current?.querySelector<HTMLElement>('button, textarea')?.focus();
    shown.current = taken;
  }, [taken]);

  function read(files: FileList | null | undefined): void {
    const [chosen] = files ?? [];
    if (chosen === undefined) return;
    const text = chosen.size > LARGEST_FILE ? Promise.resolve(null) : chosen.text();
    text.then(
      (key) => {
        setUnreadable(key === null);
        onChange(key ?? '');
      },
      () => setUnreadable(true),
    );
  }

  function onDrop(event: TargetedDragEvent<HTMLElement>): void {
    event.preventDefault();
    setOver(false);
    read(event.dataTransfer?.files);
  }

  if (inspected.ok) {
    return (
      <div class="form-part" ref={place}>
        <p class="label">{t('github_key')}</p>
        <Answered action={t('github_key_other')} onAction={() => onChange('')}>
          <span class="well" role="status">
            {t('github_key_taken', inDigits(inspected.key.bits))}
          </span>
        </Answered>
      </div>
    );
  }
  const reason = unreadable ? 'github_key_none' : inspected.reason;
  const fault = reason !== 'github_key_missing' || insist ? reason : null;
  return (
    <div ref={place}>
      <Field
        name="private-key"
        label={t('github_key')}
        help={t('github_key_help')}
        error={fault && t(`error_${fault}`)}
      >
        {(control) => (
          <div class={over ? 'key-drop key-drop-over' : 'key-drop'}>
            <textarea
              {...control}
              class="code-lines"
              rows={3}
              autocapitalize="none"
              autocomplete="off"
              spellcheck={false}
              dir="ltr"
              value={value}
              placeholder="-----BEGIN RSA PRIVATE KEY-----"
              onInput={(event) => {
                setUnreadable(false);
                onChange(event.currentTarget.value);
              }}
              onDragOver={(event) => {
                event.preventDefault();
                setOver(true);
              }}
              onDragLeave={() => setOver(false)}
              onDrop={onDrop}
            />
            <input
              ref={file}
              type="file"
              accept=".pem,.key,application/x-pem-file"
              hidden
              aria-label={t('github_key_file')}
              onChange={(event) => {
                read(event.currentTarget.files);
                event.currentTarget.value = '';
              }}
            />
            <Button onClick={() => file.current?.click()}>{t('github_key_file')}</Button>
          </div>
        )}
      </Field>
    </div>
  );
}
