/** A text that rests for a while outside the vault, sealed with the vault's key: it may hold a secret. */
import type { Locks, Random } from '../core/ports.ts';
import { open, parseEnvelope, type SecretEnvelope, seal } from './envelope.ts';
import { createDataKey, type KeyStore } from './key.ts';

export interface SealedTexts {
  /** @throws DestinationError vault_locked */
  seal(text: string, place: string): Promise<SecretEnvelope>;
  /**
   * The text again; null where it was changed, stood at another place, or was sealed with another key.
   * @throws DestinationError vault_locked
   */
  open(sealed: unknown, place: string): Promise<string | null>;
}

export function createSealedTexts(deps: { keyStore: KeyStore; locks: Locks; random: Random }): SealedTexts {
  const dataKey = createDataKey(deps);
  /** No account's id holds a colon. */
  const at = (place: string) => ({ accountId: 'sealed:', field: place });
  return {
    seal: async (text, place) => seal(text, at(place), await dataKey.forSealing(), deps.random),
    async open(sealed, place) {
      const envelope = parseEnvelope(sealed);
      const key = await dataKey.forOpening();
      return envelope === null || key === null ? null : open(envelope, at(place), key);
    },
  };
}
