import type { Settings } from '../../destinations/destination.ts';
import { Cure } from '../../ui/cure.tsx';
import { errorText } from '../../ui/error-text.ts';
import { Notice } from '../../ui/notice.tsx';
import { t } from '../../ui/t.ts';
import { usePreview } from './use-preview.ts';

/** A sample draft as a file of the repository, as these settings make it. */
export function FilePreview({
  settings,
  sound,
}: {
  settings: Settings /** Nothing that is typed is at fault. */;
  sound: boolean;
}) {
  const { file, failure } = usePreview(settings, sound);
  return (
    <>
      {file && (
        <figure class={failure === null && sound ? 'file' : 'file file-old'}>
          <figcaption>
            <span class="hidden">{t('github_preview_path')} </span>
            <bdi dir="ltr">{file.path}</bdi>
          </figcaption>
          <textarea readOnly aria-label={t('github_preview_text')} dir="ltr" rows={8} value={file.text} />
        </figure>
      )}
      {failure && sound && (
        <Notice tone="warning">
          <Cure text={errorText(failure)} />
        </Notice>
      )}
    </>
  );
}
