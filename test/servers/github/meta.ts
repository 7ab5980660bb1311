/** What anybody may ask. */
import type { Answer, Call } from './api.ts';

export const getMeta = (): Answer => ({
  // The real ones tell their addresses too; a server of an enterprise tells little more than this.
  body: { verifiable_password_authentication: true },
});

/** Asking costs nothing. */
export function getRateLimit({ limits, actor }: Call): Answer {
  const core = limits.stateOf(actor);
  const other = { limit: 30, used: 0, remaining: 30, reset: core.reset };
  return { body: { resources: { core, search: other }, rate: core } };
}
