/** Repositories and their branches. */
import type { Answer, RepositoryCall } from './api.ts';
import { commitRow } from './commits.ts';
import { notFound } from './errors.ts';
import { paged } from './paging.ts';
import type { Repository } from './repository.ts';
import { inPath, repositoryApi, repositoryPage, repositoryRow, simpleUser } from './rows.ts';

export function getRepository(call: RepositoryCall): Answer {
  const { repository } = call;
  const { owner } = repository;
  return {
    body: {
      ...repositoryRow(call, repository),
      ...{ subscribers_count: 0, network_count: 0, temp_clone_token: null },
      ...(owner.type === 'Organization' ? { organization: simpleUser(call, owner) } : {}),
    },
  };
}

const isProtected = (repository: Repository, branch: string): boolean => repository.protections.has(branch);

export function listBranches(call: RepositoryCall): Answer {
  const { repository, query } = call;
  const api = repositoryApi(call, repository);
  const wanted = query.get('protected');
  const names = repository
    .branches()
    .filter((name) => wanted === null || (wanted === 'true') === isProtected(repository, name));
  return paged(call, `/repos/${repository.fullName}/branches`, names, (page) =>
    page.map((name) => {
      const sha = repository.head(name) ?? '';
      return { name, commit: { sha, url: `${api}/commits/${sha}` }, protected: isProtected(repository, name) };
    }),
  );
}

export function getBranch(call: RepositoryCall): Answer {
  const { repository, params } = call;
  const { branch = '' } = params;
  const sha = repository.head(branch);
  if (sha === undefined) throw notFound();
  const self = `${repositoryApi(call, repository)}/branches/${inPath(branch)}`;
  const enabled = isProtected(repository, branch);
  return {
    body: {
      ...{ name: branch, commit: commitRow(call, sha), protected: enabled, protection_url: `${self}/protection` },
      _links: { self, html: `${repositoryPage(call, repository)}/tree/${inPath(branch)}` },
      protection: {
        enabled,
        required_status_checks: { enforcement_level: 'off', contexts: [], checks: [] },
      },
    },
  };
}

/** What rulesets ask of a branch, whether it is there or not. */
export function listBranchRules(call: RepositoryCall): Answer {
  const { repository, params } = call;
  const { branch = '' } = params;
  const types =
    repository.protections.get(branch) === 'ruleset' ? ['pull_request', ...repository.rules] : repository.rules;
  const from = { ruleset_source_type: 'Repository', ruleset_source: repository.fullName, ruleset_id: repository.id };
  return paged(call, `/repos/${repository.fullName}/rules/branches/${branch}`, types, (page) =>
    page.map((type) => ({ type, ...(PARAMETERS[type] ?? {}), ...from })),
  );
}

const PARAMETERS: Record<string, { parameters: unknown }> = {
  pull_request: {
    parameters: {
      ...{ dismiss_stale_reviews_on_push: false, require_code_owner_review: false },
      ...{ require_last_push_approval: false, required_approving_review_count: 1 },
      required_review_thread_resolution: false,
    },
  },
};
