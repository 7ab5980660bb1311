import { t } from '../../ui/t.ts';

/** While the server's window is open, it is what to look at. */
export function WindowOpen({ host, open }: { host: string; open: boolean }) {
  return <div role="status">{open && <div class="notice">{t('oauth_window_open', host)}</div>}</div>;
}
