import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Repository } from '../../destinations/destination.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { t, tCount } from '../../ui/t.ts';
import { fullName, isSame, matching, type Named, SHOWN } from './choices.ts';

const LIST_ID = 'repositories';

/**
 * One of what may be many repositories: a field that narrows the list below it (the combobox pattern of the ARIA
 * Authoring Practices). One that is chosen is only told.
 */
export function RepositoryPicker({
  repositories,
  value,
  onChange,
}: {
  repositories: readonly Repository[];
  value: (Named & { isPrivate: boolean }) | null;
  onChange: (repository: Repository) => void;
}) {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const listed = open || value === null;
  const shown = useRef(listed);

  // What was pressed is gone: the focus goes to what stands in its place.
  useEffect(() => {
    if (shown.current !== listed) place.current?.querySelector<HTMLElement>('input, button')?.focus();
    shown.current = listed;
  }, [listed]);

  return (
    <div ref={place}>
      {listed ? (
        <List
          repositories={repositories}
          value={value}
          onChange={(repository) => {
            setOpen(false);
            onChange(repository);
          }}
          onLeave={() => setOpen(false)}
        />
      ) : (
        <div class="told picked">
          <span>{t('github_repository')}</span>
          <p>
            <bdi dir="ltr">{fullName(value)}</bdi> <span class="found-about">{kindOf(value)}</span>
          </p>
          {repositories.some((one) => !isSame(one, value)) && (
            <Button kind="quiet" label={t('github_repository_other')} onClick={() => setOpen(true)}>
              {t('action_change')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

const kindOf = ({ isPrivate }: { isPrivate: boolean }): string => t(isPrivate ? 'github_private' : 'github_public');

function List({
  repositories,
  value,
  onChange,
  onLeave,
}: {
  repositories: readonly Repository[];
  value: Named | null;
  onChange: (repository: Repository) => void;
  onLeave: () => void;
}) {
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      repositories.findIndex((one) => isSame(one, value)),
    ),
  );
  const list = useRef<HTMLDivElement>(null);
  const found = matching(repositories, typed);
  const options = found.slice(0, SHOWN);

  useEffect(
    () => list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }),
    [active],
  );

  function onKeyDown(event: TargetedKeyboardEvent<HTMLInputElement>): void {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = options.length - 1;
    const chosen = options[active];
    const to = { ArrowDown: active < last ? active + 1 : 0, ArrowUp: active > 0 ? active - 1 : last }[event.key];
    if (to !== undefined) setActive(to);
    else if (event.key === 'Enter' && chosen) onChange(chosen);
    else if (event.key === 'Escape' && typed !== '') setTyped('');
    else if (event.key === 'Escape') onLeave();
    // Enter would send the form.
    else if (event.key !== 'Enter') return;
    event.preventDefault();
  }

  return (
    <Field
      name="repository"
      label={t('github_repository')}
      aside={
        <span class="marks" role="status">
          {tCount('github_repositories', found.length)}
        </span>
      }
    >
      {(control) => (
        <div class="listed">
          <input
            {...control}
            type="text"
            role="combobox"
            aria-expanded="true"
            aria-controls={LIST_ID}
            aria-autocomplete="list"
            aria-activedescendant={options[active] === undefined ? undefined : `${LIST_ID}-${active}`}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            dir="ltr"
            placeholder={t('github_repository_search')}
            value={typed}
            onInput={(event) => {
              setTyped(event.currentTarget.value);
              setActive(0);
            }}
            onKeyDown={onKeyDown}
          />
          <div id={LIST_ID} role="listbox" aria-label={t('github_repository')} class="options" ref={list}>
            {options.map((repository, index) => (
              // The focus stays in the field (aria-activedescendant), so its keys do what a click does here.
              <div
                key={fullName(repository)}
                id={`${LIST_ID}-${index}`}
                class="option"
                tabIndex={-1}
                role="option"
                aria-selected={index === active}
                onMouseDown={(event) => {
                  event.preventDefault();
                  onChange(repository);
                }}
              >
                <bdi dir="ltr">{fullName(repository)}</bdi>
                <span class="found-about">{kindOf(repository)}</span>
              </div>
            ))}
          </div>
          {found.length === 0 && <p class="help">{t('github_repository_none_such')}</p>}
          {found.length > SHOWN && <p class="help">{t('github_repository_more')}</p>}
        </div>
      )}
    </Field>
  );
}
