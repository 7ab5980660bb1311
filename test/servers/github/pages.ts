/** The site itself, as far as a link must lead somewhere: whoever looks is signed in. */
import type { Repository } from './repository.ts';
import type { World } from './world.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)} · GitHub</title><h1>${escaped(title)}</h1>${body}`;

/** @param path of the web, with its slash at the front. @returns null where nothing is there */
export function pageAt(world: World, path: string): string | null {
  const [owner = '', name = '', kind = '', ...rest] = path.slice(1).split('/').map(decodeURIComponent);
  if (owner === '') return page('GitHub', '<p>Let’s build from here');
  if (name === '') return world.findAccount(owner) === undefined ? null : page(owner, '');
  const repository = world.findRepository(owner, name);
  if (repository === undefined) return null;
  switch (kind) {
    case '':
      return page(repository.fullName, `<p>${repository.isPrivate ? 'Private' : 'Public'}`);
    case 'pull':
      return pullPage(repository, Number(rest[0]));
    case 'tree':
    case 'blob':
    case 'edit':
    case 'compare':
      return filePage(repository, kind, rest.join('/'));
    default:
      return null;
  }
}

function pullPage(repository: Repository, number: number): string | null {
  const pull = repository.pulls.find((one) => one.number === number);
  if (pull === undefined) return null;
  const state = pull.merged !== null ? 'Merged' : pull.state === 'closed' ? 'Closed' : pull.draft ? 'Draft' : 'Open';
  return page(`${pull.title} #${number}`, `<p id="state">${state}<pre id="body">${escaped(pull.body ?? '')}</pre>`);
}

/** A branch may hold slashes: the longest that is there is meant. */
function filePage(repository: Repository, kind: string, rest: string): string | null {
  const branch = repository
    .branches()
    .filter((name) => rest === name || rest.startsWith(`${name}/`))
    .sort((one, other) => other.length - one.length)[0];
  if (branch === undefined) return null;
  const path = rest.slice(branch.length + 1);
  if (path === '') return kind === 'tree' || kind === 'compare' ? page(branch, '') : null;
  const text = repository.read(path, branch);
  return text === undefined ? null : page(path, `<pre id="file">${escaped(text)}</pre>`);
}
