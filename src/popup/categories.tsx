import { useState } from 'preact/hooks';
import type { DestinationOptions } from '../destinations/destination.ts';
import { t } from '../ui/t.ts';
import { fold } from './tag-list.ts';

type Category = NonNullable<DestinationOptions['categories']>[number];

/** Of so many, nobody looks through without a field to find one. */
const MANY = 12;

/** What lies deeper is not set in any further: names need the room. */
const DEEPEST = 4;

/** Any of the site's categories, as its tree. */
export function Categories({
  categories,
  chosen,
  onChange,
}: {
  categories: readonly Category[];
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
}) {
  const [wanted, setWanted] = useState('');
  const shown = categories.filter(({ name }) => fold(name).includes(fold(wanted.trim())));
  const names = categories.filter(({ id }) => chosen.includes(id)).map(({ name }) => name);

  /** In the site's order, and none that the site no longer has. */
  function set(id: string, checked: boolean): void {
    onChange(categories.map((one) => one.id).filter((other) => (other === id ? checked : chosen.includes(other))));
  }

  return (
    <fieldset class="field" aria-labelledby="categories">
      <div class="field-head">
        <span class="label" id="categories">
          {t('categories')}
        </span>
        <span class="chosen help">{names.join(', ')}</span>
      </div>
      <div class="categories">
        {categories.length > MANY && (
          <input
            type="text"
            aria-label={t('categories_find')}
            placeholder={t('categories_find')}
            value={wanted}
            onInput={(event) => setWanted(event.currentTarget.value)}
          />
        )}
        {shown.map(({ id, name, depth }) => (
          <label key={id} class={`category category-${Math.min(depth, DEEPEST)}`}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={(event) => set(id, event.currentTarget.checked)}
            />
            <span>
              <bdi>{name}</bdi>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
