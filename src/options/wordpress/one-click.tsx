import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { t } from '../../ui/t.ts';

/** One click, and one yes in a window of the site. While that window is open, it is what to look at. */
export function OneClick({ host, busy, onConnect }: { host: string; busy: boolean; onConnect: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector('button')?.focus(), []);
  return (
    <div class="one-click" ref={place}>
      <Button kind="primary" busy={busy} onClick={onConnect}>
        {t('wordpress_connect')}
      </Button>
      <div role="status">
        {busy ? (
          <div class="notice">{t('wordpress_window_open', host)}</div>
        ) : (
          <p class="help">{t('wordpress_connect_help')}</p>
        )}
      </div>
    </div>
  );
}
