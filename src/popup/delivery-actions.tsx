import type { Account, EntryView } from '../messages/contract.ts';
import { siteName } from '../ui/account-name.ts';
import { arrivalOf } from '../ui/arrival.ts';
import { Button, OpenLink } from '../ui/button.tsx';
import { t, tIfAny } from '../ui/t.ts';
import type { DeliveryAction } from './delivery.ts';

const openText = (entry: EntryView, account: Account): string => {
  const arrival = arrivalOf(entry, account.destination);
  return arrival === null ? t('action_open_in', siteName(account)) : t(`open_${arrival}`);
};

const leadsToSettings = (action: DeliveryAction): boolean =>
  action === 'check_address' || action === 'check_connection';

/** What there is to be chosen anew; null where that is the address, or who signs in. */
const settingsText = ({ error }: EntryView): string | null =>
  error && (tIfAny(`action_${error.reason}`) ?? tIfAny(`action_settings_${error.destination}`));

export type OnAction = (entry: EntryView, action: DeliveryAction) => void;

/** The buttons of one delivery; `lead` makes the first one the obvious one. */
export function DeliveryActions({
  entry,
  account,
  actions,
  lead,
  onAction,
}: {
  entry: EntryView;
  account: Account | undefined;
  actions: readonly DeliveryAction[];
  lead: boolean;
  onAction: OnAction;
}) {
  return (
    <>
      {actions.map((action, index) => {
        // Nobody is led to take back what has just arrived.
        const kind = !lead ? 'quiet' : index === 0 && action !== 'undo' ? 'primary' : 'plain';
        if (action === 'open') {
          return entry.editUrl ? (
            <OpenLink key={action} href={entry.editUrl} kind={kind}>
              {lead && account ? openText(entry, account) : t('action_open')}
            </OpenLink>
          ) : null;
        }
        return (
          <Button key={action} kind={kind} onClick={() => onAction(entry, action)}>
            {(leadsToSettings(action) && settingsText(entry)) || t(`action_${action}`)}
          </Button>
        );
      })}
    </>
  );
}
