/** What the tests use of it; it brings no types of its own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  /** Koa's, as far as it is looked at. */
  export interface Context {
    method: string;
    type: string;
    status: number;
    body: unknown;
    /** Absent where no route of the provider was asked for. */
    oidc?: {
      route: string;
      /** The form that was sent. */
      body?: Record<string, unknown>;
      /** Who it was sent by, once that is known. */
      client?: { clientId: string };
    };
  }

  export interface Interaction {
    uid: string;
    prompt: { name: string; details: { missingOIDCScope?: string[] } };
    params: { client_id: string };
    session?: { accountId: string };
    grantId?: string;
  }

  export interface Grant {
    addOIDCScope(scope: string): void;
    /** Gives its id. */
    save(): Promise<string>;
  }

  export default class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>);
    use(middleware: (context: Context, next: () => Promise<void>) => Promise<void>): this;
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: Record<string, unknown>,
      options: { mergeWithLastSubmission: boolean },
    ): Promise<void>;
    readonly Grant: {
      new (of: { accountId: string; clientId: string }): Grant;
      find(id: string): Promise<Grant | undefined>;
    };
    readonly AccessToken: {
      /** Undefined where there is none that lives. */
      find(token: string): Promise<{ clientId: string; accountId: string; scope?: string } | undefined>;
    };
  }
}
