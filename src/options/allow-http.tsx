import { t } from '../ui/t.ts';

/** The opt-in to http beyond this machine, with what it means. */
export function AllowHttp({ checked, onChange }: { checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <div class="check">
      <input
        id="allow-http"
        type="checkbox"
        checked={checked}
        aria-describedby="allow-http-help"
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label for="allow-http">{t('allow_http')}</label>
      <p class="help" id="allow-http-help">
        {t('allow_http_help')}
      </p>
    </div>
  );
}
