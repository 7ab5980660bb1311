import { useState } from 'preact/hooks';
import type { Draft } from '../draft/draft.ts';
import type { DraftPatch } from '../messages/contract.ts';
import { send } from '../messages/send.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { t } from '../ui/t.ts';
import { Select } from '../ui/toggle.tsx';
import { typedDir } from '../ui/typed-dir.ts';
import { Remaining } from './remaining.tsx';

export interface MoreProps {
  entryId: string;
  draft: Draft;
  /** Code points of the excerpt. */
  limit: number;
  authorId: string | undefined;
  authors: readonly { id: string; name: string }[];
  edit: (patch: DraftPatch) => void;
}

/** The fields that few drafts need; loaded when they are asked for. */
export function MoreFields({ entryId, draft, limit, authorId, authors, edit }: MoreProps) {
  const whole = draft.passages.find((passage) => passage.kind === 'article' && passage.source.canonicalUrl !== null);
  return (
    <>
      <Field
        name="excerpt"
        label={t('field_excerpt')}
        help={t('excerpt_help')}
        aside={<Remaining text={draft.excerpt} limit={limit} />}
      >
        {(control) => (
          <textarea
            {...control}
            rows={2}
            dir={typedDir(draft.excerpt)}
            value={draft.excerpt}
            onInput={(event) => edit({ excerpt: event.currentTarget.value })}
          />
        )}
      </Field>
      {authors.length > 1 && <Author entryId={entryId} first={authorId} authors={authors} />}
      {whole && (
        <div class="check">
          <input
            id="canonical"
            type="checkbox"
            checked={draft.canonical}
            aria-describedby="canonical-help"
            onChange={(event) => edit({ canonical: event.currentTarget.checked })}
          />
          <label for="canonical">{t('canonical')}</label>
          <p class="help" id="canonical-help">
            {t('canonical_help')}
          </p>
        </div>
      )}
      <Discard entryId={entryId} />
    </>
  );
}

function Author({
  entryId,
  first,
  authors,
}: {
  entryId: string;
  first: string | undefined;
  authors: readonly { id: string; name: string }[];
}) {
  const [chosen, setChosen] = useState(first ?? '');
  return (
    <Field name="author" label={t('author')}>
      {(control) => (
        <Select
          id={control.id}
          value={chosen}
          choices={[
            { value: '', label: t('author_default') },
            ...authors.map((author) => ({ value: author.id, label: author.name })),
          ]}
          onChange={(authorId) => {
            setChosen(authorId);
            const options = authorId === '' ? {} : { authorId };
            send('draft.update', { entryId, patch: {}, options }).catch(() => setChosen(chosen));
          }}
        />
      )}
    </Field>
  );
}

/** The only way to lose a clip: it is asked for twice. */
function Discard({ entryId }: { entryId: string }) {
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {t('action_discard')}
      </Button>
    );
  }
  return (
    <fieldset class="row">
      <legend class="hidden">{t('action_discard')}</legend>
      <span>{t('discard_question')}</span>
      <Button
        kind="danger"
        onClick={() => {
          send('draft.discard', { entryId }).then(
            () => window.close(),
            () => setAsking(false),
          );
        }}
      >
        {t('action_discard')}
      </Button>
      <Button kind="quiet" onClick={() => setAsking(false)}>
        {t('action_keep')}
      </Button>
    </fieldset>
  );
}
