/** A person in a sign-in window, by script: a browser's cookies, and a click on one button of each page. */

/** Where the window ended. A page without anything to fill in is closed; what can't be loaded has failed. */
export type Visit = { url: string } | { none: 'closed' | 'failed' };

export interface Person {
  /** Signs in where asked, and says yes. */
  allow(address: string): Promise<Visit>;
  /** Signs in where asked, and says no to what is asked for. */
  deny(address: string): Promise<Visit>;
  /** Gives up at the first page that asks for anything. */
  cancel(address: string): Promise<Visit>;
  /** Their next sign-in begins with the login form again. */
  forgetCookies(): void;
}

type Answer = 'allow' | 'deny' | 'cancel';
const MOST_STEPS = 15;

export function aPerson(login = 'ada'): Person {
  const jars = new Map<string, Map<string, string>>();

  async function go(url: URL, form?: URLSearchParams): Promise<Response> {
    const jar = jars.get(url.hostname) ?? new Map<string, string>();
    jars.set(url.hostname, jar);
    const answer = await fetch(url, {
      headers: { accept: 'text/html', cookie: [...jar].map((pair) => pair.join('=')).join('; ') },
      redirect: 'manual',
      ...(form === undefined ? {} : { method: 'POST', body: form }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]*)=([^;]*)/.exec(line) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  }

  function filledIn(html: string, answer: Answer): URLSearchParams | null {
    const asksForName = html.includes('name="login"');
    if (!asksForName && !html.includes('name="cancel"')) return null;
    const isNo = answer === 'cancel' || (answer === 'deny' && !asksForName);
    return new URLSearchParams(isNo ? { cancel: '1' } : { submit: '1', login, password: 'x' });
  }

  async function visit(address: string, how: Answer): Promise<Visit> {
    let url = new URL(address);
    let answer: Response;
    try {
      answer = await go(url);
    } catch {
      return { none: 'failed' };
    }
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const location = answer.headers.get('location');
      if (location !== null) {
        url = new URL(location, url);
        // Every server of the tests has a port; our own address has none.
        if (url.port === '') return { url: url.href };
        answer = await go(url);
        continue;
      }
      const form = filledIn(await answer.text(), how);
      if (form === null) return { none: 'closed' };
      answer = await go(url, form);
    }
    throw new Error('The sign-in never ends.');
  }

  return {
    allow: (address) => visit(address, 'allow'),
    deny: (address) => visit(address, 'deny'),
    cancel: (address) => visit(address, 'cancel'),
    forgetCookies: () => jars.clear(),
  };
}
