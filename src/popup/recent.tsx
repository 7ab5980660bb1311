import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Account, EntryView } from '../messages/contract.ts';
import { siteName } from '../ui/account-name.ts';
import { arrivalOf } from '../ui/arrival.ts';
import { t } from '../ui/t.ts';
import { describeEntry } from './delivery.ts';
import { DeliveryActions, type OnAction } from './delivery-actions.tsx';
import { DeliverySign } from './delivery-sign.tsx';
import { deliveryHelp, deliveryLine, lossLines } from './delivery-text.ts';
import { CopyImages } from './images-line.tsx';

/** The last few deliveries, what became of them, and what can be done. */
export function Recent({
  entries,
  accounts,
  onAction,
}: {
  entries: readonly EntryView[];
  accounts: readonly Account[];
  onAction: OnAction;
}) {
  if (entries.length === 0) return null;
  return (
    <section class="recent" aria-label={t('recent')}>
      <h2>{t('recent')}</h2>
      <ul>
        {entries.map((entry) => (
          <RecentRow
            key={entry.id}
            entry={entry}
            account={accounts.find((one) => one.id === entry.accountId)}
            onAction={onAction}
          />
        ))}
      </ul>
    </section>
  );
}

function RecentRow({
  entry,
  account,
  onAction,
}: {
  entry: EntryView;
  account: Account | undefined;
  onAction: OnAction;
}) {
  const delivery = describeEntry(entry);
  const row = useRef<HTMLLIElement>(null);
  const acted = useRef(false);

  // What was pressed here may be gone.
  useLayoutEffect(() => {
    if (acted.current && document.activeElement === document.body) row.current?.focus();
    acted.current = false;
  }, [entry.state]);

  const help = [delivery.tone === 'attention' && deliveryHelp(delivery), ...lossLines(entry)].filter(Boolean).join(' ');
  return (
    <li class={help ? 'recent-row recent-row-help' : 'recent-row'} ref={row} tabIndex={-1}>
      <DeliverySign tone={delivery.tone} />
      <div class="recent-text">
        <p class="recent-title" dir="auto">
          {entry.title || t('untitled')}
        </p>
        <p class="recent-line" role="status">
          {deliveryLine(delivery, account ? siteName(account) : '', Date.now(), arrivalOf(entry, account?.destination))}
        </p>
        {help && <p class="recent-help">{help}</p>}
        {delivery.key === 'delivered' && entry.images && (
          <CopyImages entryId={entry.id} images={entry.images} lines={[]} />
        )}
      </div>
      <div class="recent-actions">
        <DeliveryActions
          entry={entry}
          account={account}
          actions={delivery.actions.slice(0, 2)}
          lead={false}
          onAction={(...asked) => {
            acted.current = true;
            onAction(...asked);
          }}
        />
      </div>
    </li>
  );
}
