import type { ErrorView } from '../../core/errors.ts';

/**
 * Whether a redirect URL that the server does not know may be why nothing came back: it shows that in its own window
 * (RFC 6749 §4.1.2.1), and we see no more than how that window ended.
 */
export const doubtsRedirectUrl = (failure: ErrorView): boolean =>
  isUnregistered(failure) || ['authorization_closed', 'authorization_failed'].includes(failure.reason ?? '');

/** The server was asked, and said so. */
export const isUnregistered = ({ reason }: ErrorView): boolean => reason === 'oauth_redirect_unregistered';
