import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type ErrorView, toErrorView } from '../../core/errors.ts';
import type { DraftPreview, Settings } from '../../destinations/destination.ts';
import { send } from '../../messages/send.ts';
import { sampleDraft } from './sample-draft.ts';

/** ms without a key press. */
const PAUSE = 120;

interface Preview {
  /** The last one that could be made; null until then. */
  file: DraftPreview | null;
  failure: ErrorView | null;
}

/**
 * How a draft would stand in the repository, rendered where drafts are rendered. An answer that was overtaken by
 * another change is dropped.
 * @param sound nothing that is typed is at fault: until then the last one stays
 */
export function usePreview(settings: Settings, sound: boolean): Preview {
  const [preview, setPreview] = useState<Preview>({ file: null, failure: null });
  const draft = useMemo(sampleDraft, []);
  const first = useRef(true);
  const wanted = JSON.stringify(settings);

  useEffect(() => {
    if (!sound) return;
    let current = true;
    const timer = setTimeout(
      () => {
        first.current = false;
        send('accounts.preview', { destination: 'github', settings, draft }).then(
          (file) => current && setPreview({ file, failure: null }),
          (thrown: unknown) => current && setPreview(({ file }) => ({ file, failure: toErrorView(thrown) })),
        );
      },
      first.current ? 0 : PAUSE,
    );
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [wanted, sound]);

  return preview;
}
