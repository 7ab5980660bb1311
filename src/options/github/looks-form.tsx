import { useRef } from 'preact/hooks';
import type { Settings } from '../../destinations/destination.ts';
import { GENERATORS } from '../../destinations/github/layout-parts.ts';
import { Button } from '../../ui/button.tsx';
import { t } from '../../ui/t.ts';
import { Pick } from '../pick.tsx';
import { FilePreview } from './file-preview.tsx';
import { generatorName } from './generators.ts';
import type { LayoutFaults } from './layout-faults.ts';
import { LayoutFields } from './layout-fields.tsx';
import type { Looks } from './use-looks.ts';

/** How a file looks: what makes the site says it, a preview shows it, and all of it can be changed. */
export function LooksForm({
  looks,
  settings,
  sound,
  faults,
  open,
  onToggle,
}: {
  looks: Looks;
  /** The account's, as it would be now. */
  settings: Settings;
  /** Nothing that is typed is at fault. */
  sound: boolean;
  /** Those that are shown. */
  faults: LayoutFaults;
  /** All of it is in view. */
  open: boolean;
  onToggle: (open: boolean) => void;
}) {
  const { layout, guessed } = looks;
  const details = useRef<HTMLDetailsElement>(null);
  return (
    <>
      <h3>{t('github_looks')}</h3>
      <div class="pairs">
        <Pick
          name="generator"
          label={t('github_generator')}
          {...(guessed ? { help: t('github_looks_like', generatorName(layout.generator)) } : {})}
          value={layout.generator}
          choices={GENERATORS.map((generator) => ({ value: generator, label: generatorName(generator) }))}
          onChange={(chosen) => {
            const generator = GENERATORS.find((one) => one === chosen);
            if (generator) looks.setGenerator(generator);
          }}
        />
      </div>
      <FilePreview settings={settings} sound={sound} />
      <details class="advanced" ref={details} open={open} onToggle={(event) => onToggle(event.currentTarget.open)}>
        <summary>{t('github_change_looks')}</summary>
        <LayoutFields looks={looks} faults={faults} />
        {looks.changed && (
          <div class="row other-ways">
            <Button
              kind="quiet"
              onClick={() => {
                looks.reset();
                // The button goes.
                details.current?.querySelector('input')?.focus();
              }}
            >
              {t('github_as_usual')}
            </Button>
          </div>
        )}
      </details>
    </>
  );
}
