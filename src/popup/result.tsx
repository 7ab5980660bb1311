import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Account, EntryView } from '../messages/contract.ts';
import { accountName } from '../ui/account-name.ts';
import { arrivalOf } from '../ui/arrival.ts';
import { imagesDone } from '../ui/image-lines.ts';
import { t } from '../ui/t.ts';
import { describeEntry } from './delivery.ts';
import { DeliveryActions, type OnAction } from './delivery-actions.tsx';
import { DeliverySign } from './delivery-sign.tsx';
import { deliveryHelp, deliveryLine, lossLines, standing } from './delivery-text.ts';
import { CopyImages } from './images-line.tsx';

/** What became of the draft that was just sent. */
export function Result({
  entry,
  accounts,
  onAction,
  rest,
}: {
  entry: EntryView;
  accounts: readonly Account[];
  onAction: OnAction;
  rest: ComponentChildren;
}) {
  const frame = useRef<HTMLElement>(null);
  const account = accounts.find((one) => one.id === entry.accountId);
  const delivery = describeEntry(entry);
  const help = deliveryHelp(delivery);
  const losses = lossLines(entry);

  // The pressed button is gone: the focus goes where the answer stands, not to the top of the page.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) frame.current?.focus();
  }, [entry.state]);

  return (
    <main class="content">
      <section class={`result result-${delivery.tone}`} ref={frame} tabIndex={-1} aria-label={t('result')}>
        <DeliverySign tone={delivery.tone} />
        <div role="status" class="result-text">
          <p class="result-line">
            {deliveryLine(
              delivery,
              account ? accountName(account) : '',
              Date.now(),
              arrivalOf(entry, account?.destination),
            )}
          </p>
          <p class="result-title">
            <bdi>{entry.title || t('untitled')}</bdi>
          </p>
          {[help, ...standing(entry, account)].map((sentence) => sentence && <p class="result-help">{sentence}</p>)}
          {losses.length > 0 && (
            <ul class="losses">
              {losses.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
          {delivery.key === 'delivered' && entry.images && (
            <CopyImages entryId={entry.id} images={entry.images} lines={imagesDone(entry.images)} />
          )}
          {delivery.tone === 'busy' && <p class="result-help">{t('result_may_close')}</p>}
        </div>
        <div class="row">
          <DeliveryActions entry={entry} account={account} actions={delivery.actions} lead onAction={onAction} />
        </div>
      </section>
      {rest}
    </main>
  );
}
