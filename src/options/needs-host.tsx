import { useEffect, useRef } from 'preact/hooks';
import type { Discovery } from '../destinations/destination.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { t, tIfAny } from '../ui/t.ts';

/** The site is run from another host: says why that one is needed too, and asks for it. The focus goes here, as the button that had it is gone. */
export function NeedsHost({
  needs,
  busy,
  onAllow,
}: {
  needs: NonNullable<Discovery['needs']>;
  busy: boolean;
  onAllow: (url: URL) => void;
}) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  if (!URL.canParse(needs.url)) return null;
  const url = new URL(needs.url);
  return (
    <div ref={place} tabIndex={-1}>
      <Notice
        actions={
          <Button kind="primary" busy={busy} onClick={() => onAllow(url)}>
            {t('action_allow_host', url.host)}
          </Button>
        }
      >
        {tIfAny(needs.reason, url.host) ?? t('needs_other_host', url.host)}
      </Notice>
    </div>
  );
}
