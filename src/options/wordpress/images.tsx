import { t } from '../../ui/t.ts';
import type { Images } from './choices.ts';

const CHOICES: readonly Images[] = ['copy', 'link'];

/** Copied or linked, each with what it means. Asked once per account. */
export function ImagesChoice({ value, onChange }: { value: Images; onChange: (value: Images) => void }) {
  return (
    <fieldset class="choice">
      <legend>{t('images_choice')}</legend>
      {CHOICES.map((choice) => (
        <div class="check" key={choice}>
          <input
            id={`images-${choice}`}
            type="radio"
            name="images"
            checked={choice === value}
            aria-describedby={`images-${choice}-help`}
            onChange={() => onChange(choice)}
          />
          <label for={`images-${choice}`}>{t(`images_${choice}`)}</label>
          <p class="help" id={`images-${choice}-help`}>
            {t(`images_${choice}_help`)}
          </p>
        </div>
      ))}
    </fieldset>
  );
}
