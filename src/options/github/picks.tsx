import type { RepositoryChoices } from '../../destinations/destination.ts';
import { Notice } from '../../ui/notice.tsx';
import { t } from '../../ui/t.ts';
import { LookAgain } from '../look-again.tsx';
import { Pick } from '../pick.tsx';
import { branchesOf, isSame, type Place, placeOf } from './choices.ts';
import { RepositoryPicker } from './repository-picker.tsx';

/** Installation, repository and branch, or what has to be done at GitHub before there is one. */
export function Picks({
  lists,
  lost,
  asked,
  reading,
  branch,
  onRead,
  onBranch,
}: {
  lists: RepositoryChoices;
  /** See choices.ts. */
  lost: string | null;
  /** Where the lists are being read; else where they were read. */
  asked: Place;
  reading: boolean;
  branch: string;
  onRead: (place: Place) => void;
  onBranch: (branch: string) => void;
}) {
  const { installations, repositories } = lists;
  const usable = installations?.filter(({ suspended }) => !suspended) ?? null;
  const nowhere = usable?.length === 0;
  const details = isSame(lists.repository, asked.repository) ? lists.repository : null;
  const missing = nowhere
    ? installations?.length === 0
      ? 'installation'
      : 'suspended'
    : repositories.length === 0 && details === null && (usable === null || lists.installation !== null)
      ? 'repository'
      : null;
  return (
    <>
      {lost !== null && missing === null && (
        <LookAgain busy={reading} onAgain={() => onRead(asked)}>
          {t('github_lost', lost)}
        </LookAgain>
      )}
      {usable !== null && usable.length > 0 && (
        <div class="pairs">
          <Pick
            name="installation"
            label={t('github_installation')}
            value={asked.installation && `${asked.installation.id}`}
            choices={usable.map(({ id, account }) => ({ value: `${id}`, label: account }))}
            onChange={(id) => {
              const chosen = usable.find((one) => `${one.id}` === id);
              if (chosen) onRead(placeOf(chosen, null));
            }}
          />
        </div>
      )}
      {missing === null && (repositories.length > 0 || details !== null) && (
        <RepositoryPicker
          key={asked.installation?.id}
          repositories={repositories}
          value={asked.repository}
          onChange={(repository) => onRead(placeOf(asked.installation, repository))}
        />
      )}
      {details && (
        <div class="pairs">
          <Pick
            name="branch"
            label={t('github_branch')}
            value={branch}
            choices={branchesOf(details, branch).map((name) => ({ value: name, label: name }))}
            onChange={onBranch}
          />
        </div>
      )}
      {details?.branches.length === 0 && (
        <LookAgain busy={reading} onAgain={() => onRead(asked)}>
          {t('error_github_empty_repository')}
        </LookAgain>
      )}
      {details && !details.isPrivate && <Notice>{t('github_public_note')}</Notice>}
      {missing && (
        <LookAgain busy={reading} onAgain={() => onRead(asked)}>
          {t(`github_no_${missing}`)}
        </LookAgain>
      )}
      <p class="quiet-line" role="status">
        {reading && t('looking')}
      </p>
    </>
  );
}
