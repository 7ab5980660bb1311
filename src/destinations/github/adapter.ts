import type { Destination } from '../destination.ts';
import { fullName } from './api.ts';
import { checkGitHub } from './check.ts';
import { choicesOf } from './choices.ts';
import { createDraft } from './create.ts';
import { githubDeliveryKey } from './delivery-key.ts';
import { githubDescriptor } from './descriptor.ts';
import { discoverGitHub } from './discovery.ts';
import { explainGitHub } from './errors.ts';
import { findDraft } from './find.ts';
import { uploadBlob } from './images.ts';
import { previewGitHub } from './preview.ts';
import { getDraft } from './remote-draft.ts';
import { type GitHubSettings, parseGitHubSettings } from './settings.ts';
import { createGitHubAuthorizer, createGitHubReader } from './sign-in.ts';
import { deleteDraft } from './undo.ts';
import { updateDraft } from './update.ts';

export const github: Destination<GitHubSettings> = {
  descriptor: githubDescriptor,
  parseSettings: parseGitHubSettings,
  discover: discoverGitHub,
  explain: explainGitHub,
  check: checkGitHub,
  authorizer: createGitHubAuthorizer,
  reader: createGitHubReader,
  choices: choicesOf,
  preview: previewGitHub,
  place: ({ repository }) => (repository === null ? '' : fullName(repository)),
  uploadImage: uploadBlob,
  options: async () => ({ tags: [], authors: [] }),
  deliveryKey: githubDeliveryKey,
  findDraft,
  createDraft: (draft, key, _options, session, images = new Map()) => createDraft(draft, key, session, images),
  /** Blobs that belong to no commit are git's to forget, and the nonce stays: it is the commit's own. */
  tidy: async () => {},
  updateDraft: (receipt, draft, _options, session, images) => updateDraft(receipt, draft, session, images),
  getDraft,
  deleteDraft,
};
