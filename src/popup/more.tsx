import { useLayoutEffect, useState } from 'preact/hooks';
import { t } from '../ui/t.ts';
import { MoreFields, type MoreProps } from './more-fields.tsx';

/** What few drafts need, rendered when it is opened. It opens by itself where something stands in it already, or has to. */
export function More({ onOpen, ...fields }: MoreProps & { onOpen: () => void }) {
  const { draft, takesCanonical, chosen, excerptLeft, excerptIssue } = fields;
  const [open, setOpen] = useState(
    draft.excerpt !== '' || (draft.canonical && takesCanonical) || Object.keys(chosen).some((name) => name !== 'cut'),
  );
  const wrong = excerptIssue !== '' || (excerptLeft ?? 0) < 0;

  useLayoutEffect(() => {
    if (wrong) setOpen(true);
  }, [wrong]);

  function onToggle(isOpen: boolean): void {
    if (isOpen) onOpen();
    setOpen(isOpen);
  }

  return (
    <details class="more" open={open} onToggle={(event) => onToggle(event.currentTarget.open)}>
      <summary>{t('more')}</summary>
      {open && <MoreFields {...fields} />}
    </details>
  );
}
