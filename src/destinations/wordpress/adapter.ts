import { DestinationError } from '../../core/errors.ts';
import type { Destination } from '../destination.ts';
import { checkWordPress } from './check.ts';
import { wordpressDescriptor } from './descriptor.ts';
import { discoverWordPress } from './discovery.ts';
import { explainWordPress } from './errors.ts';
import { parseWordPressSettings, type WordPressSettings } from './settings.ts';
import { createWordPressAuthorizer } from './sign-in.ts';

const missing = (): never => {
  throw new DestinationError({ code: 'not_this_system', destination: 'wordpress' });
};

export const wordpress: Destination<WordPressSettings> = {
  descriptor: wordpressDescriptor,
  parseSettings: parseWordPressSettings,
  discover: discoverWordPress,
  explain: explainWordPress,
  authorizer: createWordPressAuthorizer,
  check: checkWordPress,
  options: missing,
  deliveryKey: missing,
  findDraft: missing,
  createDraft: missing,
  tidy: missing,
  getDraft: missing,
  deleteDraft: missing,
};
