/** Why WordPress takes us for a stranger: it answers every cause with the same 401, so that other answers have to tell. */
import { object, string } from 'valibot';
import type { Session } from '../destination.ts';
import { authorizePage, type WordPressClient, type WordPressRoot } from './client.ts';
import { HEADER_LOST_REASON } from './errors.ts';
import type { WordPressSettings } from './settings.ts';

/**
 * The reason, the surest first.
 * @param root null where only those who are signed in may see it
 */
export async function whyStranger(
  client: WordPressClient,
  root: WordPressRoot | null,
  { settings, signIn }: Session<WordPressSettings>,
): Promise<string> {
  const { jwtNamespace } = settings;
  const byPassword = signIn?.method === 'application_password';
  const isOff = root !== null && authorizePage(root) === undefined;
  if (byPassword && isOff) return 'wordpress_application_passwords_off';
  const mayHavePlugin = root === null || root.namespaces.includes(jwtNamespace);
  if (!mayHavePlugin && !byPassword) return 'wordpress_jwt_plugin_missing';
  const seen = mayHavePlugin ? await whatArrived(client, jwtNamespace) : undefined;
  if (seen === 'jwt_auth_no_auth_header') return HEADER_LOST_REASON;
  if (!byPassword) return seen === 'jwt_auth_valid_token' ? 'wordpress_unknown_user' : 'wordpress_not_signed_in';
  // The name that our own help proposes for the password, typed where the person's belongs.
  const isOurName = /clipdraft/i.test(signIn?.username ?? '');
  return isOurName ? 'wordpress_application_name' : 'wordpress_application_password_refused';
}

/** The plugin says of any Authorization header what it thinks of it: a password reads as a malformed token (recorded). */
async function whatArrived(client: WordPressClient, jwtNamespace: string): Promise<string | undefined> {
  const url = `${jwtNamespace}/token/validate`;
  const request = { url, expect: [200, 400, 401, 403], schema: object({ code: string() }) };
  return client.call({ method: 'POST', ...request }).then(
    ({ body }) => body.code,
    () => undefined,
  );
}
