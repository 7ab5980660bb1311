/** The bytes of drafts' images at rest, by `imageKey`. Never of a private window. */
export interface ImageStore {
  /** Resolves once it is on disk. Throws `storage_full`. */
  put(key: string, bytes: Blob): Promise<void>;
  get(key: string): Promise<Blob | null>;
  remove(keys: readonly string[]): Promise<void>;
  /** All of one draft. */
  removeOf(draftId: string): Promise<void>;
  keys(): Promise<string[]>;
}

/** A draft's id holds no slash: what stands before it names the draft. */
export const imageKey = (draftId: string, imageId: string): string => `${draftId}/${imageId}`;

export const draftOfKey = (key: string): string => key.slice(0, key.indexOf('/'));
