/** Secrets by auth method, a discriminated union. They live in the vault's envelopes and in memory, nowhere else. */
export interface AdminApiKeyCredentials {
  method: 'admin_api_key';
  /** `id:hexsecret`, an integration's Admin API key or a staff access token. */
  key: string;
}

/** What a proxy in front of a site wants to see; one `Name: value` a line (see extra-headers.ts). */
interface BehindProxy {
  extraHeaders?: string;
}

/** User name and password become a JSON Web Token at the site's own sign-in (JWT Authentication for WP REST API). */
export interface JwtLoginCredentials extends BehindProxy {
  method: 'jwt_login';
  /** User name or e-mail address. */
  username: string;
  /** Absent where the person did not ask to stay signed in: then only a token that lasts is left. */
  password?: string;
}

/** A password of an application, made by the site itself, sent as HTTP Basic (RFC 7617). */
export interface ApplicationPasswordCredentials extends BehindProxy {
  method: 'application_password';
  username: string;
  password: string;
}

/** User name and password for an access token that can be refreshed (RFC 6749 §4.3). */
export interface PasswordGrantCredentials extends BehindProxy {
  method: 'password_grant';
  username: string;
  /** Absent where the person did not ask for it to be kept: then the sign-in lasts as long as it is refreshed. */
  password?: string;
  /** A client of the same project (RFC 6749 §4.4), which may only read: for when the person's own sign-in has ended. */
  clientId?: string;
  clientSecret?: string;
}

/**
 * An authorization server's word, for whoever signed in there (RFC 6749 §4.1). Which server, and as which client, stands
 * in the account (AuthorizationSettings).
 */
export interface AuthorizationCodeCredentials extends BehindProxy {
  method: 'authorization_code';
  /** Absent for a public client (RFC 6749 §2.1). */
  clientSecret?: string;
  /** Replaced at each refresh where the server rotates it. Absent where it gave none, and once it was refused. */
  refreshToken?: string;
}

/** A person's own token for GitHub's API, made on their settings page; fine-grained or classic. */
export interface PersonalAccessTokenCredentials {
  method: 'personal_access_token';
  token: string;
}

/** The private key of a GitHub App of the person's own: it signs who the App is, for tokens of its installation. */
export interface AppPrivateKeyCredentials {
  method: 'app_private_key';
  /** The App's id or its client id: the `iss` of what is signed. */
  appId: string;
  /** PEM, as GitHub gives it (PKCS#1) or as OpenSSL converts it (PKCS#8). */
  privateKey: string;
}

export type Credentials =
  | AdminApiKeyCredentials
  | JwtLoginCredentials
  | ApplicationPasswordCredentials
  | PasswordGrantCredentials
  | AuthorizationCodeCredentials
  | PersonalAccessTokenCredentials
  | AppPrivateKeyCredentials;
export type AuthMethod = Credentials['method'];

/** Whether sign-ins of this kind end unless they are renewed in time (`Authorizer.renewAhead`). */
export const isRenewed = (method: AuthMethod): boolean => method === 'password_grant';

/** Undefined where there are none. */
export function extraHeadersOf(credentials: Credentials | null): string | undefined {
  return credentials !== null && 'extraHeaders' in credentials ? credentials.extraHeaders : undefined;
}

/** What may rest in the vault: a person's own password only where they ask to stay signed in (RFC 9700 §2.4). */
export function toKeep(credentials: Credentials, staySignedIn: boolean): Credentials {
  if (staySignedIn || (credentials.method !== 'jwt_login' && credentials.method !== 'password_grant'))
    return credentials;
  const { password: _, ...rest } = credentials;
  return rest;
}
