import { useEffect, useRef, useState } from 'preact/hooks';
import { redirectPath } from '../../auth/authorization-settings.ts';
import { redirectUrl } from '../../platform/redirect-url.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { t } from '../../ui/t.ts';

/** Where this browser expects the answer of one server, to be copied to whoever registers it there. */
export function RedirectUrl({
  name,
  label,
  help,
  issuer,
}: {
  /** Unique in the page. */
  name: string;
  label: string;
  help?: string;
  /** Null while there is none to speak of. */
  issuer: string | null;
}) {
  const [url, setUrl] = useState('');
  const [copied, setCopied] = useState('');
  const text = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    if (issuer === null) return setUrl('');
    let current = true;
    void redirectPath(issuer).then((path) => current && setUrl(redirectUrl(path)));
    return () => {
      current = false;
    };
  }, [issuer]);

  /** Where the browser does not let us, the person has it selected and does it. */
  function copy(): void {
    text.current?.select();
    navigator.clipboard.writeText(url).then(
      () => setCopied(url),
      () => undefined,
    );
  }

  return (
    <Field
      name={name}
      label={label}
      help={help}
      aside={
        <span class="key-ok" role="status">
          {copied !== '' && copied === url && t('oauth_copied')}
        </span>
      }
    >
      {(control) => (
        <div class="beside">
          <textarea {...control} ref={text} class="code-lines" rows={2} readOnly dir="ltr" value={url} />
          <Button disabled={url === ''} label={t('oauth_copy_label')} onClick={copy}>
            {t('oauth_copy')}
          </Button>
        </div>
      )}
    </Field>
  );
}
