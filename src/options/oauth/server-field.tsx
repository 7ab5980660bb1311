import { Button } from '../../ui/button.tsx';
import { Cure } from '../../ui/cure.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { t } from '../../ui/t.ts';
import { hostOf } from '../host.ts';
import { failureText } from '../outcome.tsx';
import type { OAuthFaults } from './read.ts';
import type { OAuthState } from './state.ts';
import type { LookUp } from './use-server.ts';

/** The server's address, and what the server says of itself. */
export function ServerField({
  state: { typed, server },
  lookUp,
  host,
  system,
  issue,
  onInput,
  onLookUp,
}: {
  state: OAuthState;
  lookUp: LookUp;
  /** Of the address as it is typed; null while it is none. */
  host: string | null;
  /** The kind of site whose usual endpoints are taken for this server's; null where they are not. */
  system: string | null;
  issue: OAuthFaults['issuer'];
  onInput: (issuer: string) => void;
  /** A click's or a key's first act. */
  onLookUp: () => void;
}) {
  const { busy, refused, failure } = lookUp;
  return (
    <div class="form-part">
      <Field
        name="oauth-issuer"
        label={t('oauth_issuer')}
        help={t('oauth_issuer_help')}
        error={issue && t(`oauth_${issue}`)}
      >
        {(control) => (
          <div class="beside">
            <input
              {...control}
              class="code-lines"
              type="text"
              inputMode="url"
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
              dir="ltr"
              value={typed.issuer}
              onInput={(event) => onInput(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return;
                // Here it is not the form that is finished.
                event.preventDefault();
                onLookUp();
              }}
            />
            <Button busy={busy} onClick={onLookUp}>
              {t('oauth_look_up')}
            </Button>
          </div>
        )}
      </Field>
      <div role="status">
        {busy && <p class="quiet-line">{t('oauth_looking', host ?? '')}</p>}
        {server === 'found' && <p class="well">{t('oauth_found', hostOf(typed.authorizationEndpoint))}</p>}
        {server === 'silent' && !failure && (
          <p>{system === null ? t('oauth_silent') : t('oauth_silent_usual', system)}</p>
        )}
      </div>
      {refused && <Notice tone="warning">{t('oauth_look_up_refused', host ?? '')}</Notice>}
      {failure && (
        <Notice tone="warning">
          <Cure text={failureText(failure)} />
        </Notice>
      )}
    </div>
  );
}
