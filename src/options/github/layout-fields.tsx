import { FRONT_MATTER_PARTS } from '../../destinations/github/layout-parts.ts';
import { Check } from '../../ui/check.tsx';
import { Field } from '../../ui/field.tsx';
import { t } from '../../ui/t.ts';
import { typedDir } from '../../ui/typed-dir.ts';
import { ImagesChoice } from '../images.tsx';
import { LinesField } from '../lines-field.tsx';
import { TextField } from '../text-field.tsx';
import type { LayoutFaults } from './layout-faults.ts';
import type { Looks } from './use-looks.ts';

/** Everything about a file that can be changed. */
export function LayoutFields({ looks, faults }: { looks: Looks; faults: LayoutFaults }) {
  const { layout, delivery, images, constants, change: onChange } = looks;
  const { keys } = layout;
  return (
    <div class="form">
      <TextField
        name="folder"
        label={t('github_folder')}
        help={t('github_folder_help')}
        error={faults.get('folder') ?? null}
        value={layout.folder}
        onInput={(folder) => onChange({ folder })}
      />
      <TextField
        name="file-name"
        label={t('github_file_name')}
        help={t('github_file_name_help')}
        error={faults.get('fileName') ?? null}
        value={layout.fileName}
        onInput={(fileName) => onChange({ fileName })}
      />
      <fieldset class="form-part" aria-labelledby="front-matter">
        <p class="legend" id="front-matter">
          {t('github_front_matter')}
        </p>
        <p class="help">{t('github_front_matter_help')}</p>
        <div class="pairs">
          {FRONT_MATTER_PARTS.map((part) => (
            <Field
              key={part}
              name={`key-${part}`}
              label={t(`github_part_${part}`)}
              error={faults.get(`key_${part}`) ?? null}
            >
              {(control) => (
                <div class="pair-control">
                  <input
                    {...control}
                    class="code-lines"
                    type="text"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck={false}
                    dir={keys[part] === null ? undefined : 'ltr'}
                    placeholder={t('github_left_out')}
                    value={keys[part] ?? ''}
                    onInput={({ currentTarget: { value } }) =>
                      onChange({ keys: { [part]: value.trim() === '' ? null : value } })
                    }
                  />
                </div>
              )}
            </Field>
          ))}
        </div>
      </fieldset>
      {delivery === 'pull_request' && keys.draft !== null && (
        <Check
          name="draft-flag"
          label={t('github_draft_flag', `${keys.draft}: true`)}
          help={t('github_draft_flag_help')}
          checked={layout.draftFlag}
          onChange={(draftFlag) => onChange({ draftFlag })}
        />
      )}
      {keys.author !== null && (
        <Field name="author" label={t('github_author')} help={t('github_author_help')}>
          {(control) => (
            <input
              {...control}
              type="text"
              autocomplete="off"
              dir={typedDir(layout.author)}
              value={layout.author}
              onInput={(event) => onChange({ author: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      <LinesField
        name="constants"
        label={t('github_constants')}
        help={t('github_constants_help')}
        error={faults.get('constants') ?? null}
        value={constants.text}
        onInput={looks.setConstants}
      />
      <ImagesChoice value={images} onChange={looks.setImages} />
      {images === 'copy' && (
        <>
          <TextField
            name="image-folder"
            label={t('github_image_folder')}
            help={t('github_image_folder_help')}
            error={faults.get('imageFolder') ?? null}
            value={layout.imageFolder}
            onInput={(imageFolder) => onChange({ imageFolder })}
          />
          <TextField
            name="image-url"
            label={t('github_image_url')}
            help={t('github_image_url_help')}
            error={faults.get('imageUrl') ?? null}
            value={layout.imageUrl}
            onInput={(imageUrl) => onChange({ imageUrl })}
          />
        </>
      )}
      <Check
        name="html"
        label={t('github_html')}
        help={t('github_html_help')}
        checked={layout.html}
        onChange={(html) => onChange({ html })}
      />
    </div>
  );
}
