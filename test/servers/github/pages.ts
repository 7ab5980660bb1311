/** The site itself, as far as a link must lead somewhere: whoever looks is signed in. */
import { changedFiles } from './history.ts';
import type { Pull, Repository } from './repository.ts';
import type { World } from './world.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const STYLE =
  'body{font:16px/1.5 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}pre{background:#f2f4f6;padding:1rem;white-space:pre-wrap}img{max-width:100%}';

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)} · GitHub</title><style>${STYLE}</style><h1>${escaped(title)}</h1>${body}`;

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
    case 'pulls':
      return page('Pull requests', pullList(repository));
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

function pullList(repository: Repository): string {
  const rows = repository.pulls.map(
    (pull) =>
      `<li><a href="/${repository.fullName}/pull/${pull.number}">${escaped(pull.title)}</a> (${stateOf(pull).toLowerCase()})`,
  );
  const list = rows.length === 0 ? '<p>There are none yet.' : `<ul>${rows.join('')}</ul>`;
  return `<meta http-equiv="refresh" content="5">${list}`;
}

const stateOf = ({ merged, state, draft }: Pull): string =>
  merged !== null ? 'Merged' : state === 'closed' ? 'Closed' : draft ? 'Draft' : 'Open';

function pullPage(repository: Repository, number: number): string | null {
  const pull = repository.pulls.find((one) => one.number === number);
  if (pull === undefined) return null;
  const [base, head] = [pull.baseSha, pull.headSha].map((sha) => repository.treeOf(sha));
  const files = changedFiles(repository.objects, base ?? '', head ?? '').map(({ path }) =>
    changedFile(repository, pull, path),
  );
  const from = `<p>From <code>${escaped(pull.head)}</code> into <code>${escaped(pull.base)}</code>`;
  const next = pull.state === 'open' ? '<p>Merged, it is published; closed, it never was.' : '';
  const body = `<p id="state">${stateOf(pull)}${from}<pre id="body">${escaped(pull.body ?? '')}</pre>${next}`;
  return page(`${pull.title} #${number}`, `${body}<h2>Files changed</h2>${files.join('')}`);
}

/** As the pull request leaves it: what it shows, or its text. */
function changedFile(repository: Repository, { headSha }: Pull, path: string): string {
  const bytes = repository.readBytes(path, headSha);
  const type = IMAGES[path.slice(path.lastIndexOf('.') + 1)];
  const name = `<h3>${escaped(path)}</h3>`;
  if (bytes === undefined) return `${name}<p>Deleted`;
  if (type === undefined) return `${name}<pre class="file">${escaped(bytes.toString())}</pre>`;
  return `${name}<img src="data:${type};base64,${bytes.toString('base64')}" alt="">`;
}

const IMAGES: Record<string, string> = {
  ...{ png: 'image/png', jpg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp', avif: 'image/avif' },
};

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
