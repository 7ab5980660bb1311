import { useEffect, useRef, useState } from 'preact/hooks';
import { parseExtraHeaders } from '../auth/extra-headers.ts';
import type { Account } from '../messages/contract.ts';
import { hasOrigins } from '../platform/permissions.ts';
import { Button } from '../ui/button.tsx';
import { Check } from '../ui/check.tsx';
import { Cure } from '../ui/cure.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { t } from '../ui/t.ts';
import { parseAddress } from './address.ts';
import type { Found } from './found.ts';
import { NeedsHost } from './needs-host.tsx';
import { failureText } from './outcome.tsx';
import { type HeaderChoice, headersOf, ProxyHeaders } from './proxy-headers.tsx';
import type { System } from './systems.ts';
import { useLookUp } from './use-look-up.ts';

/** The site's address; Continue asks for access to that host and then looks what stands there. */
export function AddressStep({
  system,
  account,
  typed,
  lookAtOnce,
  onFound,
}: {
  system: System;
  account: Account | null;
  /** Where the person was before they came back to type another one; null at first. */
  typed: string | null;
  /** Begin with the account's own address, where access to it is given. */
  lookAtOnce: boolean;
  /** @param typed as it stands in the field */
  onFound: (found: Found, typed: string) => void;
}) {
  const { id } = system.descriptor;
  const [text, setText] = useState(typed ?? (account ? system.addressOf(account) : (system.usualAddress ?? '')));
  const [issue, setIssue] = useState<string | null>(null);
  const [allowHttp, setAllowHttp] = useState(account?.settings.allowHttp === true);
  const [headers, setHeaders] = useState<HeaderChoice>({ text: '', remove: false });
  const [insist, setInsist] = useState(false);
  const { busy, refused, failure, proposed, forget, ask, look } = useLookUp(system, account, (found) =>
    onFound(found, text),
  );
  const field = useRef<HTMLInputElement>(null);
  const parsed = parseAddress(system.completeAddress?.(text) ?? text, system.siteRoot);
  const insecure = parsed.ok && parsed.insecure;
  const extraHeaders = headersOf(headers);
  const terms = {
    allowHttp: insecure && allowHttp,
    ...(extraHeaders === undefined ? {} : { extraHeaders }),
  };

  useEffect(() => {
    field.current?.select();
    if (!lookAtOnce || !account || !parsed.ok) return;
    const { url } = parsed;
    hasOrigins(account.origins).then(
      (granted) => granted && look(url, terms),
      () => undefined,
    );
  }, []);
  useEffect(() => {
    if (failure) field.current?.focus();
  }, [failure]);

  function next(): void {
    setInsist(true);
    if (!parsed.ok) setIssue(t(`address_${parsed.issue}`));
    else if (parsed.insecure && !allowHttp) setIssue(t('address_insecure'));
    else if (!('fault' in parseExtraHeaders(headers.text))) ask(parsed.url, terms);
  }

  return (
    <form class="form" noValidate onSubmit={(event) => event.preventDefault()}>
      <Field name="address" label={t(`${id}_field_url_label`)} help={t(`${id}_field_url_help`)} error={issue}>
        {(control) => (
          <input
            {...control}
            ref={field}
            type="text"
            inputMode="url"
            autocomplete="url"
            autocapitalize="none"
            spellcheck={false}
            dir="ltr"
            value={text}
            onInput={(event) => {
              setText(event.currentTarget.value);
              setIssue(null);
              forget();
            }}
          />
        )}
      </Field>
      {insecure && (
        <Check
          name="allow-http"
          label={t('allow_http')}
          help={t('allow_http_help')}
          checked={allowHttp}
          onChange={(allowed) => {
            setAllowHttp(allowed);
            setIssue(null);
          }}
        />
      )}
      {system.behindProxy && (
        <ProxyHeaders
          value={headers}
          onChange={setHeaders}
          stored={account !== null}
          insist={insist}
          wanted={failure?.reason?.endsWith('_gate') === true}
        />
      )}
      {refused !== null && <Notice tone="warning">{t('access_refused', refused)}</Notice>}
      {failure && (
        <Notice tone="error">
          <Cure text={failureText(failure)} />
        </Notice>
      )}
      {proposed ? (
        <NeedsHost needs={proposed.needs} busy={busy} onAllow={(url) => ask(url, terms, proposed.site)} />
      ) : (
        <div class="row">
          <Button kind="primary" type="submit" busy={busy} onClick={next}>
            {t('action_continue')}
          </Button>
          <p class="quiet-line" role="status">
            {busy ? t('looking') : t('continue_help')}
          </p>
        </div>
      )}
    </form>
  );
}
