/** Ghost's admin and its APIs stand at `/ghost` below the site. */
export function ghostRoot(segments: string[]): string[] {
  const admin = segments.indexOf('ghost');
  return admin === -1 ? segments : segments.slice(0, admin);
}
