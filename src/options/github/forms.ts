/** GitHub's own forms for what a person signs in with, filled in. */

/** All but the choice of the repository, which no parameter takes. */
const PERMISSIONS = { contents: 'write', pull_requests: 'write' };

/**
 * For a fine-grained token ("Pre-filling fine-grained personal access token details using URL parameters" in GitHub's
 * documentation). An Enterprise Server shows the empty form.
 * @param siteUrl GitHub's web root, with a slash at its end
 * @param details `name` has at most 40 characters
 */
export function tokenForm(
  siteUrl: string,
  details: { name: string; description: string; owner: string | null },
): string {
  const { owner, ...rest } = details;
  const target = owner === null ? {} : { target_name: owner };
  return filledIn('settings/personal-access-tokens/new', siteUrl, {
    ...rest,
    ...target,
    expires_in: '366',
    ...PERMISSIONS,
  });
}

/**
 * For an App of the person's own ("Registering a GitHub App using URL parameters").
 * @param details `url` is any address of the person's own: the form wants one
 */
export const appForm = (siteUrl: string, details: { name: string; description: string; url: string }): string =>
  filledIn('settings/apps/new', siteUrl, { ...details, public: 'false', webhook_active: 'false', ...PERMISSIONS });

function filledIn(path: string, siteUrl: string, values: Record<string, string>): string {
  const form = new URL(path, siteUrl);
  form.search = new URLSearchParams(values).toString();
  return form.href;
}
