import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Mapping } from '../../destinations/contentjet/mapping.ts';
import { guessMapping } from '../../destinations/contentjet/mapping.ts';
import type { EntryField, EntryType } from '../../destinations/destination.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { t, uiLocale } from '../../ui/t.ts';
import type { Choices } from './choices.ts';
import { FieldRow } from './field-row.tsx';
import { changesOf, faultsOf, fieldsOf, goneFrom, optionsFor } from './filling.ts';
import { sourceText } from './filling-text.ts';

/**
 * How a clip fills an entry. What is well as it was guessed is only told; fields that need somebody are open, and a
 * button opens the others.
 */
export function FillingForm({
  type,
  stored,
  mapping,
  insist,
  onChange,
}: {
  type: EntryType;
  /** What the account has. */
  stored: Choices;
  mapping: Mapping;
  /** The person wants to go on: name every fault. */
  insist: boolean;
  onChange: (mapping: Mapping) => void;
}) {
  const [all, setAll] = useState(false);
  const rows = useRef<HTMLDivElement>(null);
  const changes = useMemo(() => changesOf(stored.entryType, type), [type]);
  const gone = goneFrom(stored.entryType, type, stored.mapping);
  const faults = faultsOf(type, mapping);
  /** As it was at first: a field does not close while it is being filled. */
  const asks = useMemo(() => new Set([...faults.keys(), ...changes.keys()]), [type]);
  const fields = fieldsOf(type);
  const open = fields.filter(
    (field) => asks.has(field.name) || faults.has(field.name) || (all && optionsFor(field).length > 1),
  );
  const told = fields.filter((field) => !open.includes(field));
  const filled = told.filter(({ name }) => mapping[name] !== undefined);
  const empty = told.filter(({ name }) => mapping[name] === undefined);
  useEffect(() => {
    if (all) rows.current?.querySelector('select')?.focus();
  }, [all]);

  return (
    <>
      {changes.size + gone.length > 0 && (
        <Notice
          tone="warning"
          actions={<Button onClick={() => onChange(guessMapping(type))}>{t('contentjet_guess_again')}</Button>}
        >
          <p>{t('contentjet_type_differs')}</p>
          {gone.length > 0 && <p>{t('contentjet_fields_gone', listed(gone))}</p>}
        </Notice>
      )}
      <div class="filling">
        <dl class="filled">
          <dt>{t('contentjet_name')}</dt>
          <dd>{t('contentjet_part_title')}</dd>
          {filled.map((field) => (
            <FilledLine key={field.name} field={field} mapping={mapping} />
          ))}
          {empty.length > 0 && (
            <>
              <dt class="quiet-line">{t('contentjet_left_empty')}</dt>
              <dd class="quiet-line" dir="auto">
                {listed(empty)}
              </dd>
            </>
          )}
        </dl>
        {!all && (
          <Button kind="quiet" onClick={() => setAll(true)}>
            {t('action_change')}
          </Button>
        )}
      </div>
      {open.length > 0 && (
        <div class="fill-rows" ref={rows}>
          {open.map((field) => (
            <FieldRow
              key={field.name}
              field={field}
              source={mapping[field.name]}
              change={changes.get(field.name)}
              fault={insist || optionsFor(field).length === 1 ? faults.get(field.name) : undefined}
              onChange={(source) => {
                const { [field.name]: _, ...others } = mapping;
                onChange(source === undefined ? others : { ...others, [field.name]: source });
              }}
            />
          ))}
        </div>
      )}
    </>
  );
}

function FilledLine({ field, mapping }: { field: EntryField; mapping: Mapping }) {
  const source = mapping[field.name];
  if (source === undefined) return null;
  return (
    <>
      <dt dir="auto">{field.label}</dt>
      <dd dir="auto">{sourceText(field, source)}</dd>
    </>
  );
}

const listed = (fields: readonly EntryField[]): string =>
  new Intl.ListFormat(uiLocale()).format(fields.map(({ label }) => label));
