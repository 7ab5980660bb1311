import { t } from '../ui/t.ts';
import { Choice } from './choice.tsx';

/** What becomes of a clip's images. */
export type Images = 'copy' | 'link';

const CHOICES: readonly Images[] = ['copy', 'link'];

/** Copied or linked, each with what it means. Asked once per account. */
export function ImagesChoice({
  value,
  error,
  onChange,
}: {
  value: Images;
  /** See Choice. */
  error?: string | null;
  onChange: (value: Images) => void;
}) {
  return (
    <Choice
      name="images"
      legend={t('images_choice')}
      value={value}
      choices={CHOICES.map((choice) => ({
        value: choice,
        label: t(`images_${choice}`),
        help: t(`images_${choice}_help`),
      }))}
      error={error ?? null}
      onChange={onChange}
    />
  );
}
