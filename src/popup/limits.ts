import type { Descriptor, DestinationId } from '../destinations/destination.ts';
import { ghostDescriptor } from '../destinations/ghost/descriptor.ts';
import { wordpressDescriptor } from '../destinations/wordpress/descriptor.ts';

/** What a field may hold, by the system the draft goes to. */
export const LIMITS: Record<DestinationId, Descriptor['limits']> = {
  ghost: ghostDescriptor.limits,
  wordpress: wordpressDescriptor.limits,
};
