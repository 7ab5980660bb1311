import { parseAddress } from '../address.ts';

/** Ends the key of a text that says what to do. */
export type UiIssue = 'invalid' | 'is_api';

/**
 * Where people edit, from whatever page of it a person has at hand: they all stand below `/project/` or `/projects`. Ends
 * in a slash; null where nothing was typed.
 * @param allowHttp the person agreed to http beyond this machine
 */
export function parseUiAddress(
  text: string,
  apiUrl: string,
  allowHttp: boolean,
): { ok: true; url: string | null } | { ok: false; issue: UiIssue } {
  const parsed = parseAddress(text, uiRoot);
  if (!parsed.ok) return parsed.issue === 'empty' ? { ok: true, url: null } : { ok: false, issue: 'invalid' };
  if (parsed.insecure && !allowHttp) return { ok: false, issue: 'invalid' };
  const { href } = parsed.url;
  return href === apiUrl.replace(/\/*$/, '/') ? { ok: false, issue: 'is_api' } : { ok: true, url: href };
}

function uiRoot(segments: string[]): string[] {
  const own = segments.findIndex((segment) => segment === 'project' || segment === 'projects');
  return own === -1 ? segments : segments.slice(0, own);
}
