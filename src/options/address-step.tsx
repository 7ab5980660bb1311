import { useEffect, useRef, useState } from 'preact/hooks';
import { type ErrorView, toErrorView } from '../core/errors.ts';
import { originPattern } from '../destinations/address.ts';
import type { Discovery } from '../destinations/destination.ts';
import type { Account } from '../messages/contract.ts';
import { send } from '../messages/send.ts';
import { requestOrigins } from '../platform/permissions.ts';
import { Button } from '../ui/button.tsx';
import { errorText } from '../ui/error-text.ts';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { t } from '../ui/t.ts';
import { parseAddress } from './address.ts';
import type { Found } from './connect.tsx';
import { NeedsHost } from './needs-host.tsx';

/** A further host, and the address at which it was proposed. */
interface Proposed {
  needs: NonNullable<Discovery['needs']>;
  site: URL;
}

/** The site's address; Continue asks for access to that host and then looks what stands there. */
export function AddressStep({ account, onFound }: { account: Account | null; onFound: (found: Found) => void }) {
  const [text, setText] = useState(account?.apiUrl ?? '');
  const [issue, setIssue] = useState<string | null>(null);
  const [allowHttp, setAllowHttp] = useState(account?.settings.allowHttp === true);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const [failure, setFailure] = useState<ErrorView | null>(null);
  const [proposed, setProposed] = useState<Proposed | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const parsed = parseAddress(text);
  const insecure = parsed.ok && parsed.insecure;

  useEffect(() => field.current?.focus(), []);

  /**
   * Asking is the first thing that happens with the click: after an await the browser would refuse to ask.
   * `site`: the address given, where `url` is the host proposed there.
   */
  function askAndLook(url: URL, site?: URL): void {
    const answer = requestOrigins([originPattern(url)]);
    setRefused(null);
    setFailure(null);
    setBusy(true);
    look(url, answer, site).then(
      () => setBusy(false),
      (thrown: unknown) => {
        setFailure(toErrorView(thrown));
        setProposed(null);
        setBusy(false);
      },
    );
  }

  async function look(url: URL, answer: Promise<boolean>, site?: URL): Promise<void> {
    if (!(await answer)) {
      setRefused(url.host);
      return;
    }
    // The opt-in was for the address that was given: a proposed host is never insecure.
    const terms = site === undefined ? { allowHttp: insecure && allowHttp } : { site: site.href };
    const discovery = await send('accounts.discover', { destination: 'ghost', url: url.href, ...terms });
    if (discovery.needs) setProposed({ needs: discovery.needs, site: site ?? url });
    else onFound({ discovery, allowHttp: terms.allowHttp === true });
  }

  function next(): void {
    setProposed(null);
    if (!parsed.ok) setIssue(t(`address_${parsed.issue}`));
    else if (parsed.insecure && !allowHttp) setIssue(t('address_insecure'));
    else askAndLook(parsed.url);
  }

  return (
    <form class="form" noValidate onSubmit={(event) => event.preventDefault()}>
      <Field name="address" label={t('ghost_field_url_label')} help={t('ghost_field_url_help')} error={issue}>
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
              setProposed(null);
            }}
          />
        )}
      </Field>
      {insecure && (
        <div class="check">
          <input
            id="allow-http"
            type="checkbox"
            checked={allowHttp}
            aria-describedby="allow-http-help"
            onChange={(event) => {
              setAllowHttp(event.currentTarget.checked);
              setIssue(null);
            }}
          />
          <label for="allow-http">{t('allow_http')}</label>
          <p class="help" id="allow-http-help">
            {t('allow_http_help')}
          </p>
        </div>
      )}
      {refused !== null && <Notice tone="warning">{t('access_refused', refused)}</Notice>}
      {failure && <Notice tone="error">{errorText(failure)}</Notice>}
      {proposed ? (
        <NeedsHost needs={proposed.needs} busy={busy} onAllow={(url) => askAndLook(url, proposed.site)} />
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
