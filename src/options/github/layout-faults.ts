/** What is wrong with a layout as it is typed, in words. */
import { type LayoutField, layoutIssues } from '../../destinations/github/layout-issues.ts';
import { t } from '../../ui/t.ts';
import type { Looks } from './use-looks.ts';

export type LayoutFaults = ReadonlyMap<LayoutField, string>;

export function layoutFaults({ layout, constants: { parsed } }: Looks): LayoutFaults {
  const faults = new Map([...layoutIssues(layout)].map(([field, issue]) => [field, t(`github_layout_${issue}`)]));
  if (!parsed.ok) faults.set('constants', t(`github_constants_${parsed.issue}`, `${parsed.line}`));
  return faults;
}
