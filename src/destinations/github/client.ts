import type { Http } from '../destination.ts';
import { JsonApi } from '../json-api.ts';

/** GitHub's REST API as far as Clipdraft speaks it. */
export class GitHubClient extends JsonApi {
  /** @param apiUrl the API's root, with a slash at its end */
  constructor(http: Http, apiUrl: string) {
    super(http, (path) => new URL(path, apiUrl).href);
  }
}
