/** Secrets by auth method, a discriminated union. They live in the vault's envelopes and in memory, nowhere else. */
export interface AdminApiKeyCredentials {
  method: 'admin_api_key';
  /** `id:hexsecret`, an integration's Admin API key or a staff access token. */
  key: string;
}

export type Credentials = AdminApiKeyCredentials;
export type AuthMethod = Credentials['method'];
