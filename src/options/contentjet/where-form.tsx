import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Mapping, needsCopies } from '../../destinations/contentjet/mapping.ts';
import type { EntryType } from '../../destinations/destination.ts';
import { t } from '../../ui/t.ts';
import { ConnectRow } from '../connect-row.tsx';
import type { Found } from '../found.ts';
import { ImagesChoice } from '../images.tsx';
import { useFaultFocus } from '../use-fault-focus.ts';
import { type Choices, type Lists, lostFrom, type Named } from './choices.ts';
import { cleaned, faultsOf, firstMapping, isUsable } from './filling.ts';
import { FillingForm } from './filling-form.tsx';
import { listed } from './filling-text.ts';
import { Picks } from './picks.tsx';
import { parseUiAddress } from './ui-address.ts';
import { UiField } from './ui-field.tsx';

/** The second step: where a clip goes and how it fills an entry. All of it is guessed, so that one click may be enough. */
export function WhereForm({
  shown,
  stored,
  lists,
  found,
  action,
  busy,
  reading,
  onRead,
  onSave,
  head,
  children,
}: {
  /** What was filled in stays while the person signs in once more. */
  shown: boolean;
  /** What the account has; for a new one, what nobody has chosen yet. */
  stored: Choices;
  lists: Lists;
  found: Found;
  action: 'action_connect_now' | 'action_save';
  busy: boolean;
  /** The lists are being read. */
  reading: boolean;
  /** The lists are to be read, for this project. */
  onRead: (project: Named | null) => void;
  /** Called with what is whole only. */
  onSave: (choices: Choices) => void;
  /** The sign-in, where it is asked for again. */
  head: ComponentChildren;
  /** What came of the last attempt. */
  children: ComponentChildren;
}) {
  const [typeId, setTypeId] = useState(stored.entryType?.id ?? null);
  const [mappings, setMappings] = useState<Record<number, Mapping>>({});
  const [images, setImages] = useState(stored.images);
  const [uiText, setUiText] = useState(stored.uiUrl ?? '');
  const [tries, setTries] = useState(0);
  /** Fields whose faults are shown: until they are changed. */
  const [named, setNamed] = useState<ReadonlySet<string>>(new Set());
  const [uiNamed, setUiNamed] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const asked = Boolean(head);
  useEffect(() => {
    if (shown && !asked) title.current?.focus();
  }, [shown]);
  // Before anything else can be saved, there is this to do.
  useEffect(() => {
    if (shown && asked) form.current?.querySelector<HTMLElement>('#password')?.focus();
  }, [shown, asked]);
  useFaultFocus(form, tries);

  const types = lists.entryTypes ?? [];
  const type = types.find(({ id }) => id === typeId) ?? (types.length === 1 ? types[0] : undefined) ?? null;
  const mapping = type && (mappings[type.id] ?? firstMapping(type, stored));
  const ready = type !== null && mapping !== null && isUsable(type) && !reading;
  const uncopied = type && mapping && images === 'link' ? needsCopies(type, mapping) : [];
  const ui = parseUiAddress(uiText, found.discovery.apiUrl, found.allowHttp);

  function save(entryType: EntryType, mapping: Mapping): void {
    const faults = faultsOf(entryType, mapping);
    setTries(tries + 1);
    setNamed(new Set(faults.keys()));
    setUiNamed(true);
    if (!ui.ok || faults.size + uncopied.length > 0) return;
    onSave({ ...stored, project: lists.project, entryType, mapping: cleaned(mapping), uiUrl: ui.url, images });
  }

  return (
    <form class="form" hidden={!shown} ref={form} noValidate onSubmit={(event) => event.preventDefault()}>
      {head}
      <h3 ref={title} tabIndex={-1}>
        {t('where_clips_go')}
      </h3>
      <Picks
        lists={lists}
        lost={lostFrom(stored, lists)}
        reading={reading}
        type={type}
        onRead={onRead}
        onType={({ id }) => {
          setTypeId(id);
          setNamed(new Set());
        }}
      />
      {ready && (
        <>
          <FillingForm
            key={type.id}
            type={type}
            stored={stored}
            mapping={mapping}
            named={named}
            onChange={(changed, field) => {
              setMappings({ ...mappings, [type.id]: changed });
              setNamed(new Set([...named].filter((name) => field !== null && name !== field)));
            }}
          />
          <ImagesChoice
            value={images}
            error={uncopied.length === 0 ? null : t('contentjet_images_needed', listed(uncopied))}
            onChange={setImages}
          />
          <UiField
            text={uiText}
            issue={uiNamed && !ui.ok ? ui.issue : null}
            onInput={(text) => {
              setUiText(text);
              setUiNamed(false);
            }}
          />
        </>
      )}
      {children}
      {ready && (
        <>
          <p class="notice">{t('contentjet_draft')}</p>
          <ConnectRow busy={busy} action={action} onConnect={() => save(type, mapping)} />
        </>
      )}
    </form>
  );
}
