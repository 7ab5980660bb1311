import { beforeEach, describe, expect, test, vi } from 'vitest';

const identity = vi.hoisted(() => ({
  getRedirectURL: vi.fn((path: string) => `https://abc.chromiumapp.org/${path}`),
  launchWebAuthFlow: vi.fn(async (_details: object) => 'https://abc.chromiumapp.org/x?state=1'),
}));
const listeners = vi.hoisted(() => new Set<(window: { id?: number; type?: string }) => void>());
const windows = vi.hoisted(() => ({
  onCreated: {
    addListener: (listener: (window: { id?: number; type?: string }) => void) => listeners.add(listener),
    removeListener: (listener: (window: { id?: number; type?: string }) => void) => listeners.delete(listener),
  },
  get: vi.fn(),
  remove: vi.fn(),
}));
vi.mock('./browser.ts', () => ({ browser: { identity, windows } }));
vi.mock('./native.ts', () => ({ native: { identity } }));
const { launchWebAuthFlow, signInWindows } = await import('./identity.ts');

const ADDRESS = 'https://blog.example/';
const launch = () => launchWebAuthFlow(ADDRESS, () => {});

/** The browser opens a window of this type, from a tab of this id where a page did it. */
function create(id: number, type = 'popup', openerTabId?: number): void {
  windows.get.mockImplementation(async (asked: number) => ({
    ...{ id: asked, type },
    tabs: [openerTabId === undefined || asked !== id ? {} : { openerTabId }],
  }));
  for (const listener of listeners) listener({ id, type });
}

beforeEach(() => {
  windows.get.mockReset();
  windows.remove.mockReset();
});

test('the window may ask the person, and its last address is the answer', async () => {
  expect(await launch()).toEqual({ url: 'https://abc.chromiumapp.org/x?state=1' });
  expect(identity.launchWebAuthFlow).toHaveBeenCalledWith({ url: ADDRESS, interactive: true });
  expect(signInWindows.redirectUrl('x')).toBe('https://abc.chromiumapp.org/x');
  expect(listeners.size).toBe(0);
});

/** The browsers' own words, recorded. */
test.each([
  ['Chromium 156', 'The user did not approve access.', 'closed'],
  ['Chromium 156', 'Authorization page could not be loaded.', 'failed'],
  ['Chromium 156', 'Only one web auth flow is allowed at a time.', 'open'],
  ['Firefox 153', 'User cancelled or denied access.', 'closed'],
] as const)('%s: "%s" is %s', async (_, message, none) => {
  identity.launchWebAuthFlow.mockImplementationOnce(async () => {
    create(7);
    throw new Error(message);
  });
  expect(await launch()).toEqual({ none });
});

test('Firefox calls a window closed that never came up: another one stands open', async () => {
  identity.launchWebAuthFlow.mockRejectedValueOnce(new Error('User cancelled or denied access.'));
  expect(await launch()).toEqual({ none: 'open' });
});

test('a second one is not even asked for while the first is open: Firefox would end both', async () => {
  let end: (url: string) => void = () => {};
  const ending = new Promise<string>((resolve) => {
    end = resolve;
  });
  identity.launchWebAuthFlow.mockReset().mockReturnValueOnce(ending);
  const first = launch();
  expect(await launch()).toEqual({ none: 'open' });
  end('https://abc.chromiumapp.org/x?state=2');
  expect(await first).toEqual({ url: 'https://abc.chromiumapp.org/x?state=2' });
  expect(identity.launchWebAuthFlow).toHaveBeenCalledTimes(1);
  identity.launchWebAuthFlow.mockResolvedValue('https://abc.chromiumapp.org/x?state=3');
  expect(await launch()).toEqual({ url: 'https://abc.chromiumapp.org/x?state=3' });
});

describe('which window is the sign-in’s', () => {
  /** What is told of it while these windows come up. */
  async function told(...created: Parameters<typeof create>[]): Promise<(number | null)[]> {
    const heard: (number | null)[] = [];
    identity.launchWebAuthFlow.mockImplementationOnce(async () => {
      for (const window of created) {
        create(...window);
        await new Promise((resolve) => setTimeout(resolve));
      }
      return ADDRESS;
    });
    await launchWebAuthFlow(ADDRESS, (id) => heard.push(id));
    return heard;
  }

  test('is known where one popup comes up, whatever other windows do', async () => {
    expect(await told([3, 'normal'], [7], [4, 'normal'])).toEqual([7]);
  });

  test('is known where a page opens popups of its own', async () => {
    expect(await told([7], [8, 'popup', 70])).toEqual([7, 7]);
    expect(await told([8, 'popup', 70])).toEqual([null]);
  });

  test('is not known any more where another popup comes up that nobody knows the opener of', async () => {
    expect(await told([7], [8])).toEqual([7, null]);
  });
});

describe('what an earlier background left', () => {
  const { clearAway } = signInWindows;

  test('is cleared away: its window is closed, and nobody listens for windows any more', async () => {
    const [adds, removes] = [vi.spyOn(windows.onCreated, 'addListener'), vi.spyOn(windows.onCreated, 'removeListener')];
    windows.get.mockResolvedValueOnce({ id: 7, type: 'popup' });
    await clearAway(7);
    expect(windows.remove).toHaveBeenCalledWith(7);
    // Chromium forgets the earlier background's listener with the last one of this.
    expect(removes.mock.calls).toEqual(adds.mock.calls);
    expect(adds).toHaveBeenCalledTimes(1);
  });

  test('is left alone where it is no popup, or nobody knows which window it was; one that has gone is none', async () => {
    windows.get.mockResolvedValueOnce({ id: 7, type: 'normal' }).mockRejectedValueOnce(new Error('No window 7'));
    await clearAway(7);
    await clearAway(7);
    await clearAway(undefined);
    expect(windows.remove).not.toHaveBeenCalled();
  });
});
