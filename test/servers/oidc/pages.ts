/** What a person sees of the authorization server: a login form, a consent form, and why there is neither. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type Provider from 'oidc-provider';
import type { Context, Interaction } from 'oidc-provider';

export const INTERACTION = '/interaction/';

/** Shows the form of the step that a sign-in is at, or takes what was filled in. */
export async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let step: Interaction;
  try {
    step = await provider.interactionDetails(request, response);
  } catch {
    return show(response, 400, page('This sign-in has ended', '<p>Start again where you came from.</p>'));
  }
  if (request.method !== 'POST') return show(response, 200, step.prompt.name === 'login' ? login() : consent(step));
  const form = new URLSearchParams(await text(request));
  const finish = (result: Record<string, unknown>, mergeWithLastSubmission: boolean) =>
    provider.interactionFinished(request, response, result, { mergeWithLastSubmission });
  if (form.has('cancel')) return finish({ error: 'access_denied', error_description: 'The person said no' }, false);
  if (step.prompt.name === 'login') return finish({ login: { accountId: form.get('login') ?? '' } }, false);
  return finish({ consent: { grantId: await grantOf(provider, step) } }, true);
}

async function grantOf(provider: Provider, { grantId, session, params, prompt }: Interaction): Promise<string> {
  const known = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  const grant = known ?? new provider.Grant({ accountId: session?.accountId ?? '', clientId: params.client_id });
  if (prompt.details.missingOIDCScope) grant.addOIDCScope(prompt.details.missingOIDCScope.join(' '));
  return grant.save();
}

/** Shown where the server can't or must not send anybody back, with the error's name as most servers show it. */
export function renderError(context: Context, { error, error_description }: Record<string, string>): void {
  context.type = 'html';
  context.body = page(
    'Something went wrong',
    `<p>${escaped(error ?? '')}</p><p>${escaped(error_description ?? '')}</p>`,
  );
}

const login = (): string =>
  page(
    'Sign in',
    `<form method="post">
      <p><label>Name <input name="login" autocomplete="off" required></label></p>
      <p><label>Password <input name="password" type="password" autocomplete="off" required></label></p>
      <p><button name="submit" value="1">Sign in</button></p>
    </form>
    <form method="post"><button name="cancel" value="1">Cancel</button></form>`,
  );

const consent = ({ params, prompt }: Interaction): string =>
  page(
    'Allow access',
    `<p>${escaped(params.client_id)} asks for: ${escaped((prompt.details.missingOIDCScope ?? []).join(', '))}</p>
    <form method="post">
      <p><button name="submit" value="1">Allow</button> <button name="cancel" value="1">Deny</button></p>
    </form>`,
  );

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>${body}</html>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function show(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(html);
}
