/** All that the authorization server keeps, in memory and in our hands: it outlives a restart, and ends when a test says so. */

type Payload = Record<string, unknown>;

/** As oidc-provider names them. */
export type Kind =
  | 'AccessToken'
  | 'AuthorizationCode'
  | 'Client'
  | 'Grant'
  | 'RefreshToken'
  | 'Session'
  | 'Interaction';

export class OidcStore {
  readonly #items = new Map<string, Payload>();

  /** Its adapters for a provider. They leave the watch over the ends of things to the provider itself. */
  readonly adapterFor = (kind: string) => {
    const items = this.#items;
    const byField = async (field: string, value: string) =>
      [...items].find(([key, payload]) => key.startsWith(`${kind}:`) && payload[field] === value)?.[1];
    return {
      upsert: async (id: string, payload: Payload) => void items.set(`${kind}:${id}`, payload),
      find: async (id: string) => items.get(`${kind}:${id}`),
      findByUid: (uid: string) => byField('uid', uid),
      findByUserCode: (code: string) => byField('userCode', code),
      destroy: async (id: string) => void items.delete(`${kind}:${id}`),
      consume: async (id: string) => {
        const payload = items.get(`${kind}:${id}`);
        if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
      },
      revokeByGrantId: async (grantId: string) => {
        for (const [key, payload] of items) if (payload.grantId === grantId) items.delete(key);
      },
    };
  };

  put(kind: Kind, id: string, payload: Payload): void {
    this.#items.set(`${kind}:${id}`, payload);
  }

  count(kind: Kind): number {
    return [...this.#items.keys()].filter((key) => key.startsWith(`${kind}:`)).length;
  }

  /** They end as if their time had come. */
  expire(kind: Kind): void {
    for (const [key, payload] of this.#items) if (key.startsWith(`${kind}:`)) payload.exp = 1;
  }

  /** They were used, a moment ago. */
  consume(kind: Kind): void {
    for (const [key, payload] of this.#items) if (key.startsWith(`${kind}:`)) payload.consumed = payload.iat;
  }

  destroy(...kinds: Kind[]): void {
    for (const key of this.#items.keys()) if (kinds.some((kind) => key.startsWith(`${kind}:`))) this.#items.delete(key);
  }

  clear(): void {
    this.#items.clear();
  }
}
