/** Git's objects as git itself hashes and writes them (gitformat-pack, "object storage format"), in memory. */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';

export type Kind = 'blob' | 'tree' | 'commit';
export type Mode = '100644' | '100755' | '040000' | '160000' | '120000';

export interface TreeEntry {
  mode: Mode;
  name: string;
  sha: string;
}

export interface Signature {
  name: string;
  email: string;
  /** Seconds since the epoch. */
  at: number;
}

export interface Commit {
  tree: string;
  parents: string[];
  author: Signature;
  committer: Signature;
  message: string;
}

/** The tree without entries: every repository has it. */
export const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

export class ObjectStore {
  readonly #objects = new Map<string, { kind: Kind; bytes: Buffer }>();

  constructor() {
    this.writeTree([]);
  }

  kindOf(sha: string): Kind | undefined {
    return this.#objects.get(sha)?.kind;
  }

  writeBlob(bytes: Uint8Array | string): string {
    return this.#put('blob', Buffer.from(bytes));
  }

  /** In any order. */
  writeTree(entries: readonly TreeEntry[]): string {
    const parts = entries
      .toSorted((one, other) => Buffer.compare(sortName(one), sortName(other)))
      .flatMap(({ mode, name, sha }) => [Buffer.from(`${mode.replace(/^0/, '')} ${name}\0`), Buffer.from(sha, 'hex')]);
    return this.#put('tree', Buffer.concat(parts));
  }

  writeCommit({ tree, parents, author, committer, message }: Commit): string {
    const lines = [
      `tree ${tree}`,
      ...parents.map((sha) => `parent ${sha}`),
      `author ${signature(author)}`,
      `committer ${signature(committer)}`,
    ];
    return this.#put('commit', Buffer.from(`${lines.join('\n')}\n\n${message}`));
  }

  blob(sha: string): Buffer | undefined {
    return this.#read('blob', sha);
  }

  tree(sha: string): TreeEntry[] | undefined {
    const bytes = this.#read('tree', sha);
    if (bytes === undefined) return undefined;
    const entries: TreeEntry[] = [];
    for (let at = 0; at < bytes.length; ) {
      const space = bytes.indexOf(0x20, at);
      const end = bytes.indexOf(0, space);
      const mode = modeOf(bytes.toString('latin1', at, space));
      entries.push({
        mode,
        name: bytes.toString('utf8', space + 1, end),
        sha: bytes.toString('hex', end + 1, end + 21),
      });
      at = end + 21;
    }
    return entries;
  }

  commit(sha: string): Commit | undefined {
    const text = this.#read('commit', sha)?.toString();
    if (text === undefined) return undefined;
    const end = text.indexOf('\n\n');
    const head = text.slice(0, end).split('\n');
    const all = (name: string): string[] =>
      head.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
    return {
      tree: all('tree')[0] ?? '',
      parents: all('parent'),
      author: readSignature(all('author')[0] ?? ''),
      committer: readSignature(all('committer')[0] ?? ''),
      message: text.slice(end + 2),
    };
  }

  /** As loose objects of a bare repository. */
  async writeLoose(folder: string): Promise<void> {
    for (const [sha, { kind, bytes }] of this.#objects) {
      const file = join(folder, 'objects', sha.slice(0, 2), sha.slice(2));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, deflateSync(withHeader(kind, bytes)));
    }
  }

  #read(kind: Kind, sha: string): Buffer | undefined {
    const found = this.#objects.get(sha);
    return found?.kind === kind ? found.bytes : undefined;
  }

  #put(kind: Kind, bytes: Buffer): string {
    const sha = createHash('sha1').update(withHeader(kind, bytes)).digest('hex');
    this.#objects.set(sha, { kind, bytes });
    return sha;
  }
}

const withHeader = (kind: Kind, bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${kind} ${bytes.length}\0`), bytes]);

/** Git sorts a folder as if its name ended with a slash. */
const sortName = ({ mode, name }: TreeEntry): Buffer => Buffer.from(mode === '040000' ? `${name}/` : name);

const signature = ({ name, email, at }: Signature): string => `${name} <${email}> ${at} +0000`;

function readSignature(line: string): Signature {
  const [, name = '', email = '', at = '0'] = /^(.*) <(.*)> (\d+) [+-]\d{4}$/.exec(line) ?? [];
  return { name, email, at: Number(at) };
}

const MODES: Record<string, Mode> = {
  '100644': '100644',
  '100755': '100755',
  '40000': '040000',
  '160000': '160000',
  '120000': '120000',
};

function modeOf(written: string): Mode {
  const mode = MODES[written];
  if (mode === undefined) throw new Error(`a tree with the mode ${written}`);
  return mode;
}
