import { useEffect, useRef, useState } from 'preact/hooks';
import { inspectGhostKey } from '../../auth/admin-api-key-format.ts';
import { Field } from '../../ui/field.tsx';
import { t } from '../../ui/t.ts';
import { SecretInput } from '../secret-input.tsx';

/**
 * The key, read as it is typed: a good one says so at once, a Content API key is recognised at once, and any other fault
 * is named when the field is left or something was pasted, not while someone is still typing.
 */
export function KeyField({
  value,
  onInput,
  optional,
  insist,
}: {
  value: string;
  onInput: (key: string) => void;
  /** The account has a key already and keeps it. */
  optional: boolean;
  /** The person wants to go on: name every fault. */
  insist: boolean;
}) {
  const [left, setLeft] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const inspected = inspectGhostKey(value);
  const fault = inspected.ok || (inspected.reason === 'empty' && optional) ? null : inspected.reason;
  const named = fault === 'content_key' || insist || (left && fault !== 'empty') ? fault : null;

  useEffect(() => field.current?.focus(), []);

  return (
    <Field
      name="key"
      label={t(optional ? 'ghost_field_key_new' : 'ghost_field_key_label')}
      help={optional ? t('ghost_field_key_keep') : t('ghost_field_key_help')}
      error={named && t(`key_${named}`)}
      aside={
        <span class="key-ok" role="status">
          {inspected.ok && t('key_ok')}
        </span>
      }
    >
      {(control) => (
        <SecretInput control={control} input={field} value={value} onInput={onInput} onLeave={() => setLeft(true)} />
      )}
    </Field>
  );
}
