import type { Destination } from '../destination.ts';
import { contentjetDescriptor } from './descriptor.ts';
import { type ContentjetSettings, parseContentjetSettings } from './settings.ts';

const notBuilt = (): never => {
  throw new Error('not built yet');
};

export const contentjet: Destination<ContentjetSettings> = {
  descriptor: contentjetDescriptor,
  parseSettings: parseContentjetSettings,
  discover: notBuilt,
  explain: () => undefined,
  authorizer: notBuilt,
  check: notBuilt,
  options: notBuilt,
  deliveryKey: notBuilt,
  findDraft: notBuilt,
  createDraft: notBuilt,
  tidy: notBuilt,
  getDraft: notBuilt,
  deleteDraft: notBuilt,
};
