import { DestinationError } from '../core/errors.ts';

/** IndexedDB says it by name, the storage areas of both browsers by message. */
function isQuota(error: unknown): boolean {
  return error instanceof Error && (error.name === 'QuotaExceededError' || /quota/i.test(error.message));
}

/** Runs a write; a full disk or a full area becomes `storage_full`. */
export async function withinQuota<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (isQuota(error)) throw new DestinationError({ code: 'storage_full', destination: 'clipdraft' }, error);
    throw error;
  }
}
