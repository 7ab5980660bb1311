/** GitHub's API for an App itself, by its own signature: it may look at itself and where it is installed. */
import { array, type InferOutput } from 'valibot';
import type { HttpAnswer } from '../destination.ts';
import { GitHubApi, type RepoName, root } from './api.ts';
import { AccessToken, App, AppInstallation, type GitHubApp, type GitHubInstallation } from './shapes.ts';

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

  /** @param narrowing which repositories and permissions it is to be good for; empty for all that the App was given */
  createToken(id: number, narrowing: object): Promise<HttpAnswer<InferOutput<typeof AccessToken>>> {
    const url = `app/installations/${id}/access_tokens`;
    return this.call({ method: 'POST', url, json: narrowing, expect: [201], schema: AccessToken });
  }

  installationOf(repo: RepoName): Promise<GitHubInstallation> {
    return this.get(`${root(repo)}/installation`, AppInstallation);
  }
}
