import type { Destination, DestinationId } from './destination.ts';
import { ghost } from './ghost/adapter.ts';

/** Every kind of system. A new id without its adapter does not compile. */
export const DESTINATIONS: Record<DestinationId, Destination> = { ghost };

export const destinationFor = (id: DestinationId): Destination => DESTINATIONS[id];
