import { contentjet } from './contentjet/adapter.ts';
import type { Destination, DestinationId } from './destination.ts';
import { ghost } from './ghost/adapter.ts';
import { github } from './github/adapter.ts';
import { wordpress } from './wordpress/adapter.ts';

/** Every kind of system. A new id without its adapter does not compile. */
export const DESTINATIONS: Record<DestinationId, Destination> = { ghost, wordpress, contentjet, github };

export const destinationFor = (id: DestinationId): Destination => DESTINATIONS[id];
