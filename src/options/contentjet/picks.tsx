import { useState } from 'preact/hooks';
import type { EntryType } from '../../destinations/destination.ts';
import { Notice } from '../../ui/notice.tsx';
import { t } from '../../ui/t.ts';
import { LookAgain } from '../look-again.tsx';
import { Pick } from '../pick.tsx';
import type { Lists, Named } from './choices.ts';
import { isUsable } from './filling.ts';

/** Project and entry type, or what has to be made in Contentjet before there is one. */
export function Picks({
  lists,
  lost,
  reading,
  type,
  onRead,
  onType,
}: {
  lists: Lists;
  /** See choices.ts. */
  lost: string | null;
  /** The lists are being read. */
  reading: boolean;
  type: EntryType | null;
  /** The lists are to be read, for this project. */
  onRead: (project: Named | null) => void;
  onType: (type: EntryType) => void;
}) {
  /** The project whose entry types are being read. */
  const [asked, setAsked] = useState<Named | null>(null);
  const { projects, entryTypes } = lists;
  const project = reading && asked !== null ? asked : lists.project;
  const types = project === lists.project ? entryTypes : null;
  const missing =
    projects.length === 0 && project === null
      ? 'project'
      : types?.length === 0
        ? 'type'
        : type !== null && !isUsable(type)
          ? 'field'
          : null;
  return (
    <>
      {lost !== null && <Notice tone="warning">{t('contentjet_gone', lost)}</Notice>}
      {missing !== 'project' && (
        <div class="pairs">
          <Pick
            name="project"
            label={t('contentjet_project')}
            value={idOf(project)}
            choices={(project === null || projects.length > 0 ? projects : [project]).map(choiceOf)}
            onChange={(id) => {
              const chosen = projects.find((one) => idOf(one) === id) ?? null;
              setAsked(chosen);
              onRead(chosen);
            }}
          />
          {types !== null && types.length > 0 && (
            <Pick
              name="entry-type"
              label={t('contentjet_type')}
              value={idOf(type)}
              choices={types.map(choiceOf)}
              onChange={(id) => {
                const chosen = types.find((one) => idOf(one) === id);
                if (chosen) onType(chosen);
              }}
            />
          )}
        </div>
      )}
      {missing && (
        <LookAgain busy={reading} onAgain={() => onRead(project)}>
          {t(`contentjet_no_${missing}`)}
        </LookAgain>
      )}
      <p class="quiet-line" role="status">
        {reading && t('looking')}
      </p>
    </>
  );
}

const idOf = (one: Named | null): string | null => (one === null ? null : `${one.id}`);
const choiceOf = (one: Named) => ({ value: `${one.id}`, label: one.name });
