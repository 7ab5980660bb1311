/** GitHub's API for an App itself, by its own signature: it may look at itself and where it is installed. */
import { array } from 'valibot';
import { GitHubApi, type RepoName, root } from './api.ts';
import { App, AppInstallation, type GitHubApp, type GitHubInstallation } from './shapes.ts';

export class GitHubAppClient extends GitHubApi {
  app(): Promise<GitHubApp> {
    return this.get('app', App);
  }

  installations(): Promise<GitHubInstallation[]> {
    return this.list('app/installations', array(AppInstallation));
  }

  /** @throws DestinationError with NOT_FOUND where it was taken away */
  installation(id: number): Promise<GitHubInstallation> {
    return this.get(`app/installations/${id}`, AppInstallation);
  }

  installationOf(repo: RepoName): Promise<GitHubInstallation> {
    return this.get(`${root(repo)}/installation`, AppInstallation);
  }
}
