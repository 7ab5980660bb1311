import type { SignInProps } from '../systems.ts';

/** Who signs in; then, from what GitHub has, which repository drafts go to and how their files look. */
export function GitHubSignIn(_props: SignInProps) {
  return null;
}
