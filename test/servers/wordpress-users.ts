/** Who is known to a WordPress of ours: one person of each role. */

export type WordPressRole = 'administrator' | 'editor' | 'author' | 'contributor' | 'subscriber';

export interface WordPressUser {
  login: string;
  password: string;
  /** For Basic, in groups of four as WordPress shows it. */
  appPassword: string;
  displayName: string;
  email: string;
}

const NAMES: Record<WordPressRole, string> = {
  administrator: 'Anna Archer',
  editor: 'Edda Ellis',
  author: 'Oscar Orme',
  contributor: 'Clara Cole',
  subscriber: 'Simon Sand',
};

export const WORDPRESS_TITLE = 'Clip Lab';

/** What seed.php makes, the administrator first. */
export const SEED_USERS = (['administrator', 'editor', 'author', 'contributor', 'subscriber'] as const).map((role) => {
  const displayName = NAMES[role];
  const login = (displayName.split(' ')[0] ?? role).toLowerCase();
  return { role, login, displayName, email: `${login}@example.com`, password: `correct horse ${login} 9` };
});

/** @param keys by login, from seed.php */
export function usersWith(keys: Record<string, string>): Record<WordPressRole, WordPressUser> {
  const of = (role: WordPressRole): WordPressUser => {
    const user = SEED_USERS.find((one) => one.role === role);
    const appPassword = user && keys[user.login];
    if (user === undefined || appPassword === undefined) throw new Error(`WordPress was set up without an ${role}.`);
    const { login, password, displayName, email } = user;
    return { login, password, appPassword, displayName, email };
  };
  return {
    administrator: of('administrator'),
    editor: of('editor'),
    author: of('author'),
    contributor: of('contributor'),
    subscriber: of('subscriber'),
  };
}
