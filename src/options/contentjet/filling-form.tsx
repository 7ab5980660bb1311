import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type FieldSource, guessMapping, type Mapping, sourceOf } from '../../destinations/contentjet/mapping.ts';
import type { EntryField, EntryType } from '../../destinations/destination.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { t } from '../../ui/t.ts';
import { Told } from '../told.tsx';
import type { Choices } from './choices.ts';
import { FieldRow } from './field-row.tsx';
import { changesOf, faultsOf, fieldsOf, goneFrom, optionsFor } from './filling.ts';
import { listed, sourceText } from './filling-text.ts';

/**
 * How a clip fills an entry. What is well as it was guessed is only told; fields that need somebody are open, and a
 * button opens the others.
 */
export function FillingForm({
  type,
  stored,
  mapping,
  named,
  onChange,
}: {
  type: EntryType;
  /** What the account has. */
  stored: Choices;
  mapping: Mapping;
  /** Fields whose faults are shown. */
  named: ReadonlySet<string>;
  /** `field` was changed; null for all of them. */
  onChange: (mapping: Mapping, field: string | null) => void;
}) {
  const [all, setAll] = useState(false);
  const rows = useRef<HTMLDivElement>(null);
  const changes = useMemo(() => changesOf(stored.entryType, type), [type]);
  const gone = goneFrom(stored.entryType, type, stored.mapping);
  const faults = faultsOf(type, mapping);
  /** As it was at first: a field does not close while it is being filled. */
  const asks = useMemo(() => new Set([...faults.keys(), ...changes.keys()]), [type]);
  const fields = fieldsOf(type);
  const open = new Set(
    fields
      .filter((field) => asks.has(field.name) || faults.has(field.name) || (all && optionsFor(field).length > 1))
      .map(({ name }) => name),
  );
  const empty = fields.filter((field) => !open.has(field.name) && sourceOf(mapping, field) === undefined);
  useEffect(() => {
    if (all) rows.current?.querySelector('select')?.focus();
  }, [all]);

  function change(field: EntryField, source: FieldSource | undefined): void {
    const { [field.name]: _, ...others } = mapping;
    onChange(source === undefined ? others : { ...others, [field.name]: source }, field.name);
  }

  return (
    <>
      <div class="card-head">
        <h3>{t('contentjet_how')}</h3>
        {!all && (
          <Button kind="quiet" label={t('contentjet_change_filling')} onClick={() => setAll(true)}>
            {t('action_change')}
          </Button>
        )}
      </div>
      {changes.size + gone.length > 0 && (
        <Notice
          tone="warning"
          actions={<Button onClick={() => onChange(guessMapping(type), null)}>{t('contentjet_guess_again')}</Button>}
        >
          <p>{t('contentjet_type_differs')}</p>
          {gone.length > 0 && <p>{t('contentjet_gone', listed(gone))}</p>}
        </Notice>
      )}
      <div class="pairs" ref={rows}>
        <Told label={t('contentjet_name')}>{t('contentjet_part_title')}</Told>
        {fields.map((field) => {
          const source = sourceOf(mapping, field);
          if (open.has(field.name)) {
            return (
              <FieldRow
                key={field.name}
                field={field}
                source={source}
                change={changes.get(field.name)}
                fault={named.has(field.name) || optionsFor(field).length === 1 ? faults.get(field.name) : undefined}
                onChange={(chosen) => change(field, chosen)}
              />
            );
          }
          return (
            source && (
              <Told key={field.name} label={field.label}>
                {sourceText(field, source)}
              </Told>
            )
          );
        })}
        {empty.length > 0 && <Told label={t('contentjet_left_empty')}>{listed(empty)}</Told>}
      </div>
    </>
  );
}
