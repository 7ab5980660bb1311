import type { Discovery, Io } from '../destination.ts';

export async function discoverGitHub(_url: URL, _io: Io): Promise<Discovery> {
  throw new Error('not built yet');
}
