import { contentjetDescriptor } from '../destinations/contentjet/descriptor.ts';
import type { Descriptor, DestinationId } from '../destinations/destination.ts';
import { ghostDescriptor } from '../destinations/ghost/descriptor.ts';
import { githubDescriptor } from '../destinations/github/descriptor.ts';
import { wordpressDescriptor } from '../destinations/wordpress/descriptor.ts';

/** What a draft may hold, by the system it goes to. */
export const DESCRIPTORS: Record<DestinationId, Descriptor> = {
  ghost: ghostDescriptor,
  wordpress: wordpressDescriptor,
  contentjet: contentjetDescriptor,
  github: githubDescriptor,
};
