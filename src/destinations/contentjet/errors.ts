/** Reasons of refusals that a token made anew may cure. */
export const STALE_TOKEN_REASONS: readonly string[] = ['contentjet_token'];
