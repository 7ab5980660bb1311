import { DestinationError } from '../../core/errors.ts';
import type { Destination } from '../destination.ts';
import { wordpressDescriptor } from './descriptor.ts';
import { parseWordPressSettings, type WordPressSettings } from './settings.ts';

const missing = (): never => {
  throw new DestinationError({ code: 'not_this_system', destination: 'wordpress' });
};

export const wordpress: Destination<WordPressSettings> = {
  descriptor: wordpressDescriptor,
  parseSettings: parseWordPressSettings,
  discover: missing,
  explain: () => undefined,
  authorizer: missing,
  check: missing,
  options: missing,
  deliveryKey: missing,
  findDraft: missing,
  createDraft: missing,
  tidy: missing,
  getDraft: missing,
  deleteDraft: missing,
};
