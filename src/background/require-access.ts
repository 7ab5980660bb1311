import { DestinationError } from '../core/errors.ts';
import type { DestinationId } from '../destinations/destination.ts';

/**
 * @param mayReach whether the person has granted these match patterns: without them fetch looks like being offline
 * @throws DestinationError host_permission_missing
 */
export async function requireAccess(
  destination: DestinationId,
  origins: string[],
  mayReach: (origins: string[]) => Promise<boolean>,
): Promise<void> {
  if (!(await mayReach(origins))) throw new DestinationError({ code: 'host_permission_missing', destination });
}
