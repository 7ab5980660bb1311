import { hidesCommits } from '../../destinations/github/presets.ts';
import { Check } from '../../ui/check.tsx';
import { t } from '../../ui/t.ts';
import { Choice } from '../choice.tsx';
import type { Delivery } from './layouts.ts';
import { publishes } from './publishes.ts';
import type { Looks } from './use-looks.ts';

const DELIVERIES: readonly Delivery[] = ['pull_request', 'commit'];

/** A branch of the draft's own, or the site's branch where the site keeps drafts to itself. */
export function DeliveryChoice({
  looks,
  branch,
  insist,
}: {
  looks: Looks;
  branch: string;
  /** The person wants to go on: a commit that would publish is a fault. */
  insist: boolean;
}) {
  const { layout, delivery: value, hidesDrafts } = looks;
  const asks = value === 'commit' && !hidesCommits({ layout, hidesDrafts: false });
  const fault = insist ? publishes(value, layout, hidesDrafts) : null;
  return (
    <>
      <Choice
        name="delivery"
        legend={t('github_delivery')}
        value={value}
        choices={DELIVERIES.map((delivery) => ({
          value: delivery,
          label: t(`github_delivery_${delivery}`, branch),
          help: t(`github_delivery_${delivery}_help`),
        }))}
        error={fault && t(`github_publishes_${fault}`)}
        onChange={looks.setDelivery}
      />
      {asks && (
        <div class={hidesDrafts ? 'notice' : 'notice notice-warning'} role="status">
          <p>{t('github_would_publish')}</p>
          {layout.keys.draft === null ? (
            <p>{t('github_publishes_no_draft_key')}</p>
          ) : (
            <Check
              name="hides-drafts"
              label={t('github_hides_drafts', `${layout.keys.draft}: true`)}
              checked={hidesDrafts}
              onChange={looks.setHidesDrafts}
            />
          )}
        </div>
      )}
    </>
  );
}
