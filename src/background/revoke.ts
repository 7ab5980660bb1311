import type { Destination, Session, Settings } from '../destinations/destination.ts';

/** A site that does not answer keeps nobody from removing it. */
const LONGEST_MS = 5000;

export interface Opened {
  destination: Destination;
  session: Session<Settings>;
}

/** Has the site take back what it made for us, as far as it can be reached now. It never throws, and never waits long. */
export async function revoke({ destination, session }: Opened): Promise<void> {
  if (destination.revoke === undefined) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LONGEST_MS);
  });
  await Promise.race([destination.revoke(session).catch(() => {}), end]);
  clearTimeout(timer);
}
