import type { SignInProps } from '../systems.ts';

/** Who signs in, where the drafts go, and how they fill an entry. */
export function ContentjetSignIn(_props: SignInProps) {
  return null;
}
