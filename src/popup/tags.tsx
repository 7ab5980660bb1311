import type { TargetedKeyboardEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { t } from '../ui/t.ts';
import { typedDir } from '../ui/typed-dir.ts';
import { addTags, suggestTags } from './tag-list.ts';

const LIST_ID = 'tag-suggestions';

/**
 * Chosen tags as chips and a field with completion (the combobox pattern of the ARIA Authoring Practices): Enter or a
 * comma adds, Backspace in the empty field takes the last one back, arrows walk through the suggestions. What stands in
 * the field counts as a tag without any of that: whoever types one and presses Send loses nothing, and no chip appears
 * under a pressed pointer to move the button away.
 */
export function Tags({
  first,
  known,
  maxLength,
  onChange,
  onFocus,
  issue,
  become,
}: {
  /** The tags to begin with; from then on they live here. */
  first: readonly string[];
  known: readonly string[];
  /** Code points of one tag. */
  maxLength: number;
  onChange: (tags: string[]) => void;
  onFocus: () => void;
  /** What stands against them; '' for nothing. */
  issue: string;
  /** As what they will stand in the site; '' where it takes them as they are. */
  become: string;
}) {
  const [chips, setChips] = useState(first);
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const suggestions = open ? suggestTags(known, chips, typed) : [];

  function set(nextChips: readonly string[], nextTyped: string): void {
    setChips(nextChips);
    setTyped(nextTyped);
    setActive(-1);
    onChange(addTags(nextChips, nextTyped));
  }

  function add(text: string): void {
    set(addTags(chips, text), '');
  }

  function remove(tag: string): void {
    set(
      chips.filter((one) => one !== tag),
      typed,
    );
    input.current?.focus();
  }

  function onKeyDown(event: TargetedKeyboardEvent<HTMLInputElement>): void {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const chosen = suggestions[active];
    if (event.key === 'Enter' && (chosen !== undefined || typed.trim() !== '')) {
      event.preventDefault();
      add(chosen ?? typed);
    } else if (event.key === 'Backspace' && typed === '' && chips.length > 0) {
      set(chips.slice(0, -1), '');
    } else if (event.key === 'Escape' && suggestions.length > 0) {
      event.preventDefault();
      setOpen(false);
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && suggestions.length > 0) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((active + step + suggestions.length + (active < 0 && step < 0 ? 1 : 0)) % suggestions.length);
    }
  }

  return (
    <>
      <div class={issue === '' ? 'tags' : 'tags tags-wrong'}>
        {chips.map((tag) => (
          <span key={tag} class="chip">
            <bdi>{tag}</bdi>
            <button type="button" aria-label={t('tag_remove', tag)} onClick={() => remove(tag)}>
              {'×'}
            </button>
          </span>
        ))}
        <input
          aria-label={t('tags')}
          ref={input}
          role="combobox"
          aria-expanded={suggestions.length > 0}
          aria-controls={LIST_ID}
          aria-autocomplete="list"
          aria-describedby="tags-note"
          aria-invalid={issue !== '' || undefined}
          aria-activedescendant={suggestions[active] === undefined ? undefined : `${LIST_ID}-${active}`}
          autocomplete="off"
          dir={typedDir(typed)}
          maxLength={maxLength}
          placeholder={chips.length === 0 ? t('tags') : ''}
          value={typed}
          onFocus={() => {
            setOpen(true);
            onFocus();
          }}
          onBlur={() => setOpen(false)}
          onInput={(event) => {
            const { value } = event.currentTarget;
            setOpen(true);
            if (value.includes(',')) add(value);
            else set(chips, value);
          }}
          onKeyDown={onKeyDown}
        />
        <div
          id={LIST_ID}
          role="listbox"
          aria-label={t('tags_known')}
          class="suggestions"
          hidden={suggestions.length === 0}
        >
          {suggestions.map((tag, index) => (
            // The focus stays in the field (aria-activedescendant), so its keys do what a click does here.
            <div
              key={tag}
              id={`${LIST_ID}-${index}`}
              class="suggestion"
              tabIndex={-1}
              role="option"
              aria-selected={index === active}
              onMouseDown={(event) => {
                event.preventDefault();
                add(tag);
              }}
            >
              <bdi>{tag}</bdi>
            </div>
          ))}
        </div>
      </div>
      <p class={issue ? 'field-error' : 'help'} id="tags-note" role="status">
        {issue || (become && t('tags_become', become))}
      </p>
    </>
  );
}
