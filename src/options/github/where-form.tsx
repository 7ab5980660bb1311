import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { RepositoryChoices } from '../../destinations/destination.ts';
import type { Account } from '../../messages/contract.ts';
import { t } from '../../ui/t.ts';
import { ConnectRow } from '../connect-row.tsx';
import type { Found } from '../found.ts';
import { useFaultFocus } from '../use-fault-focus.ts';
import { branchOf, type Choices, fullName, githubTerms, lostFrom, type Place, placeOf } from './choices.ts';
import { DeliveryChoice } from './delivery-choice.tsx';
import { layoutFaults } from './layout-faults.ts';
import { LooksForm } from './looks-form.tsx';
import { Picks } from './picks.tsx';
import { publishes } from './publishes.ts';
import { useCalm } from './use-calm.ts';
import { useLooks } from './use-looks.ts';

/** The second step: which repository, how a draft gets there, and how its file looks. */
export function WhereForm({
  shown,
  account,
  stored,
  lists,
  found,
  busy,
  asked,
  reading,
  onRead,
  onSave,
  head,
  children,
}: {
  /** What was filled in stays while the person signs in once more. */
  shown: boolean;
  /** Null for a new one. */
  account: Account | null;
  /** What it has; for a new one, what nobody has chosen yet. */
  stored: Choices;
  lists: RepositoryChoices;
  found: Found;
  busy: boolean;
  /** Where the lists are being read, or were read last. */
  asked: Place;
  reading: boolean;
  onRead: (place: Place) => void;
  /** Called with what is whole only. */
  onSave: (choices: Choices) => void;
  /** The sign-in, where it is asked for again. */
  head: ComponentChildren;
  /** What came of the last attempt. */
  children: ComponentChildren;
}) {
  const { repository, installation } = lists;
  const looks = useLooks(stored, repository);
  /** By the repository's name. */
  const [branches, setBranches] = useState<Record<string, string>>({});
  const [tries, setTries] = useState(0);
  /** All about the files is in view. */
  const [open, setOpen] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const asks = Boolean(head);
  useEffect(() => {
    if (shown && !asks) (form.current?.querySelector<HTMLElement>('#repository') ?? title.current)?.focus();
  }, [shown]);
  // What had the focus may be gone once the lists are there.
  useEffect(() => {
    if (shown && !reading && document.activeElement === document.body) {
      (form.current?.querySelector<HTMLElement>('#repository') ?? title.current)?.focus();
    }
  }, [reading]);
  // Before anything else can be saved, there is this to do.
  useEffect(() => {
    if (shown && asks) form.current?.querySelector<HTMLElement>('#token, #app-id')?.focus();
  }, [shown, asks]);
  useFaultFocus(form, tries);

  const ready = repository !== null && !reading;
  const branch = repository === null ? '' : (branches[fullName(repository)] ?? branchOf(stored, repository));
  const { layout, delivery, hidesDrafts, images } = looks;
  const choices: Choices = { ...placeOf(installation, repository), branch, delivery, hidesDrafts, layout, images };
  const { settings } = githubTerms(account, found, choices);
  const faults = layoutFaults(looks);
  const shownFaults = useCalm(faults, tries);

  function save(): void {
    setTries(tries + 1);
    if (faults.size > 0) setOpen(true);
    if (faults.size > 0 || publishes(delivery, layout, hidesDrafts) !== null) return;
    onSave(choices);
  }

  return (
    <form class="form" hidden={!shown} ref={form} noValidate onSubmit={(event) => event.preventDefault()}>
      {head}
      <h3 ref={title} tabIndex={-1}>
        {t('where_clips_go')}
      </h3>
      <Picks
        lists={lists}
        lost={reading ? null : lostFrom(asked, lists)}
        asked={reading ? asked : placeOf(installation, repository)}
        reading={reading}
        branch={branch}
        onRead={onRead}
        onBranch={(chosen) => repository && setBranches({ ...branches, [fullName(repository)]: chosen })}
      />
      {ready && (
        <>
          <DeliveryChoice looks={looks} branch={branch} insist={tries > 0} />
          <LooksForm
            looks={looks}
            settings={settings}
            sound={faults.size === 0}
            faults={shownFaults}
            open={open}
            onToggle={setOpen}
          />
        </>
      )}
      {children}
      {ready && (
        <ConnectRow busy={busy} action={account === null ? 'action_connect_now' : 'action_save'} onConnect={save} />
      )}
    </form>
  );
}
