import type { FunctionComponent } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../ui/t.ts';
import type { MoreProps } from './more-fields.tsx';

/** What few drafts need. It opens by itself where something stands in it already. */
export function More({ onOpen, ...fields }: MoreProps & { onOpen: () => void }) {
  const [opened] = useState(fields.draft.excerpt !== '' || fields.draft.canonical);
  const [Fields, setFields] = useState<FunctionComponent<MoreProps> | null>(null);

  async function load(): Promise<void> {
    onOpen();
    const { MoreFields } = await import('./more-fields.tsx');
    setFields(() => MoreFields);
  }

  return (
    <details class="more" open={opened} onToggle={(event) => event.currentTarget.open && void load()}>
      <summary>{t('more')}</summary>
      {Fields && <Fields {...fields} />}
    </details>
  );
}
