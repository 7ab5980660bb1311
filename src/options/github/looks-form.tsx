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
  faults,
  insist,
}: {
  looks: Looks;
  /** The account's, as it would be now. */
  settings: Settings;
  faults: LayoutFaults;
  /** The person wants to go on: what is at fault is in view. */
  insist: boolean;
}) {
  const { layout, guessed } = looks;
  const faulty = faults.size > 0;
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
      <FilePreview settings={settings} sound={!faulty} />
      <details class="advanced" open={insist && faulty}>
        <summary>{t('github_change_looks')}</summary>
        <LayoutFields looks={looks} faults={faults} />
        {looks.changed && (
          <div class="row other-ways">
            <Button kind="quiet" onClick={looks.reset}>
              {t('github_as_usual', generatorName(layout.generator))}
            </Button>
          </div>
        )}
      </details>
    </>
  );
}
