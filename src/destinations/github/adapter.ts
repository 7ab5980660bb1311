import type { Destination } from '../destination.ts';
import { checkGitHub } from './check.ts';
import { choicesOf } from './choices.ts';
import { githubDescriptor } from './descriptor.ts';
import { discoverGitHub } from './discovery.ts';
import { explainGitHub } from './errors.ts';
import { uploadBlob } from './images.ts';
import { previewGitHub } from './preview.ts';
import { type GitHubSettings, parseGitHubSettings } from './settings.ts';
import { createGitHubAuthorizer, createGitHubReader } from './sign-in.ts';

const notYet = () => Promise.reject(new Error('not built yet'));

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
  place: ({ repository }) => (repository === null ? '' : `${repository.owner}/${repository.name}`),
  uploadImage: uploadBlob,
  options: async () => ({ tags: [], authors: [] }),
  deliveryKey: notYet,
  findDraft: notYet,
  createDraft: notYet,
  tidy: async () => {},
  updateDraft: notYet,
  getDraft: notYet,
  deleteDraft: notYet,
};
