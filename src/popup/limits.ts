import type { Descriptor, DestinationId } from '../destinations/destination.ts';
import { ghostDescriptor } from '../destinations/ghost/descriptor.ts';

/** What a field may hold, by the system the draft goes to. */
export const LIMITS: Record<DestinationId, Descriptor['limits']> = { ghost: ghostDescriptor.limits };
