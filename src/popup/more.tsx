import { useState } from 'preact/hooks';
import { t } from '../ui/t.ts';
import { MoreFields, type MoreProps } from './more-fields.tsx';

/** What few drafts need, rendered when it is opened. It opens by itself where something stands in it already. */
export function More({ onOpen, ...fields }: MoreProps & { onOpen: () => void }) {
  const { draft, takesCanonical, chosen } = fields;
  const [open, setOpen] = useState(
    draft.excerpt !== '' || (draft.canonical && takesCanonical) || Object.keys(chosen).length > 0,
  );

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
