import { useState } from 'preact/hooks';
import type { DestinationOptions, DraftOptions } from '../destinations/destination.ts';
import type { Draft, DraftImage } from '../draft/draft.ts';
import type { DraftPatch } from '../messages/contract.ts';
import { send } from '../messages/send.ts';
import { Button } from '../ui/button.tsx';
import { Check } from '../ui/check.tsx';
import { Field } from '../ui/field.tsx';
import { t } from '../ui/t.ts';
import { Select } from '../ui/toggle.tsx';
import { typedDir } from '../ui/typed-dir.ts';
import { Categories } from './categories.tsx';
import { FeaturedImage } from './featured-image.tsx';
import { Remaining } from './remaining.tsx';

export interface MoreProps {
  entryId: string;
  draft: Draft;
  /** See review.ts. */
  excerptLeft: number | null;
  excerptIssue: string;
  takesCanonical: boolean;
  /** Where the account copies them, and one may stand for the whole post; else none. */
  images: readonly DraftImage[];
  /** What the account's site offers; null until it is known. */
  known: DestinationOptions | null;
  /** Of that, for this account. */
  chosen: DraftOptions;
  edit: (patch: DraftPatch) => void;
  choose: (options: DraftOptions) => void;
}

/** The fields that few drafts need; loaded when they are asked for. */
export function MoreFields(props: MoreProps) {
  const { entryId, draft, excerptLeft, excerptIssue, takesCanonical, images, known, chosen, edit, choose } = props;
  const coming = images.filter(({ state }) => state !== 'linked');
  const whole = draft.passages.find((passage) => passage.kind === 'article' && passage.source.canonicalUrl !== null);
  return (
    <>
      <Field
        name="excerpt"
        label={t('field_excerpt')}
        help={excerptIssue === '' && t('excerpt_help')}
        aside={<Remaining left={excerptLeft} />}
        error={excerptIssue}
      >
        {(control) => (
          <textarea
            {...control}
            aria-invalid={control['aria-invalid'] || (excerptLeft ?? 0) < 0 || undefined}
            rows={2}
            dir={typedDir(draft.excerpt)}
            value={draft.excerpt}
            onInput={(event) => edit({ excerpt: event.currentTarget.value })}
          />
        )}
      </Field>
      {coming.length > 0 && (
        <FeaturedImage
          entryId={entryId}
          images={coming}
          chosen={chosen.featuredImage ?? ''}
          onChange={(url) => {
            const { featuredImage: _, ...others } = chosen;
            choose(url === '' ? others : { ...others, featuredImage: url });
          }}
        />
      )}
      {whole && takesCanonical && (
        <Check
          name="canonical"
          label={t('canonical')}
          help={t('canonical_help')}
          checked={draft.canonical}
          onChange={(canonical) => edit({ canonical })}
        />
      )}
      {/* What the site has to be asked for comes last: it moves nothing away from under a pointer. */}
      {known?.categories && known.categories.length > 0 && (
        <Categories
          categories={known.categories}
          chosen={chosen.categoryIds ?? []}
          onChange={(categoryIds) => choose({ ...chosen, categoryIds })}
        />
      )}
      {known !== null && known.authors.length > 1 && (
        <Author
          authors={known.authors}
          chosen={chosen.authorId ?? ''}
          onChange={(id) => {
            const { authorId: _, ...others } = chosen;
            choose(id === '' ? others : { ...others, authorId: id });
          }}
        />
      )}
      <Discard entryId={entryId} />
    </>
  );
}

function Author({
  authors,
  chosen,
  onChange,
}: {
  authors: DestinationOptions['authors'];
  /** '' for whom the site chooses. */
  chosen: string;
  onChange: (authorId: string) => void;
}) {
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
          onChange={onChange}
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
