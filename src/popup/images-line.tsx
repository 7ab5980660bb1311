import { useLayoutEffect, useState } from 'preact/hooks';
import { type ErrorView, toErrorView } from '../core/errors.ts';
import type { ImagesView } from '../messages/contract.ts';
import { send } from '../messages/send.ts';
import { requestOrigins } from '../platform/permissions.ts';
import { Button } from '../ui/button.tsx';
import { errorText } from '../ui/error-text.ts';
import { imagesAhead } from '../ui/image-lines.ts';
import { inDigits, t, tCount } from '../ui/t.ts';

/**
 * How the clip's images will arrive, and the one button that copies those whose hosts have to be asked.
 * @param images null where the account links them
 */
export function ImagesLine({ entryId, total, images }: { entryId: string; total: number; images: ImagesView | null }) {
  if (images === null) return <p class="quiet-line">{tCount('images_linked', total)}</p>;
  return <CopyImages entryId={entryId} images={images} lines={imagesAhead(images)} />;
}

/** The button, and below these lines what is under way; also for a draft that is delivered. */
export function CopyImages({ entryId, images, lines }: { entryId: string; images: ImagesView; lines: string[] }) {
  const { unread, copying } = images;
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<ErrorView | null>(null);

  function copy(origins: string[]): void {
    // The prompt first, and nothing before it. It may close this window: what was wanted stands in the draft by then.
    const answer = requestOrigins(origins);
    const wanted = send('draft.copyImages', { entryId });
    setAsking(true);
    setFailure(null);
    // What comes of it is announced. A grant keeps the button away until then.
    Promise.all([answer, wanted]).then(
      ([granted]) => setAsking(granted),
      (thrown: unknown) => {
        setAsking(false);
        setFailure(toErrorView(thrown));
      },
    );
  }

  useLayoutEffect(() => {
    if (copying) setAsking(false);
  }, [copying]);

  const busy = copying || (asking && unread.count > 0);
  const hosts = [...new Set(unread.origins.map((pattern) => new URL(pattern).hostname))];
  return (
    <div class="images">
      <p class="quiet-line" role="status">
        {[...lines, ...(busy ? [t('images_copying')] : [])].join(' ')}
      </p>
      {!busy && unread.count > 0 && (
        <>
          <Button onClick={() => copy(unread.origins)}>{copyLabel(unread.count, hosts)}</Button>
          {hosts.length > 1 && (
            <p class="help" dir="ltr">
              {hosts.join(', ')}
            </p>
          )}
        </>
      )}
      {failure && <p class="field-error">{errorText(failure)}</p>}
    </div>
  );
}

function copyLabel(count: number, hosts: readonly string[]): string {
  const [first = '', ...others] = hosts;
  if (others.length === 0) return tCount('copy_images', count, first);
  return tCount('copy_images_sites', count, inDigits(hosts.length));
}
