import { useState } from 'preact/hooks';
import { parseExtraHeaders } from '../auth/extra-headers.ts';
import { Check } from '../ui/check.tsx';
import { t } from '../ui/t.ts';
import { LinesField } from './lines-field.tsx';

export interface HeaderChoice {
  text: string;
  /** The stored ones go. */
  remove: boolean;
}

/** Undefined: what the account has stays. */
export function headersOf({ text, remove }: HeaderChoice): string | undefined {
  if (text.trim() !== '') return text;
  return remove ? '' : undefined;
}

/**
 * Request headers for a proxy in front of the site, one a line. What may not be sent is named at once, an unfinished
 * line only when the field is left.
 */
export function ProxyHeaders({
  value,
  onChange,
  stored,
  insist,
  wanted,
}: {
  value: HeaderChoice;
  onChange: (value: HeaderChoice) => void;
  /** The account may have some already, which no page ever sees. */
  stored: boolean;
  /** The person wants to go on: name every fault. */
  insist: boolean;
  /** Something in front of the site has turned a request away. */
  wanted: boolean;
}) {
  const [left, setLeft] = useState(false);
  const parsed = parseExtraHeaders(value.text);
  const fault = 'fault' in parsed ? parsed.fault : null;
  const named = fault && (left || insist || fault.issue === 'forbidden') ? fault : null;
  return (
    <details class="advanced" open={wanted || (insist && fault !== null)}>
      <summary>{t('behind_proxy')}</summary>
      <div class="form">
        <LinesField
          name="extra-headers"
          label={t('extra_headers')}
          help={t(stored ? 'extra_headers_help_stored' : 'extra_headers_help')}
          error={named && t(`extra_headers_${named.issue}`, String(named.line))}
          value={value.text}
          onInput={(text) => onChange({ ...value, text })}
          onBlur={() => setLeft(true)}
        />
        {stored && (
          <Check
            name="remove-headers"
            label={t('extra_headers_remove')}
            checked={value.remove}
            onChange={(remove) => onChange({ ...value, remove })}
          />
        )}
      </div>
    </details>
  );
}
