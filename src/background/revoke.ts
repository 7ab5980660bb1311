/** A site that does not answer keeps nobody from removing it. */
const LONGEST_MS = 5000;

export interface Revocable {
  /** Has the site take back what it made for us: a password of our own, or tokens. Absent where it made nothing. */
  revoke?: () => Promise<void>;
}

/** As far as the site can be reached now. It never throws, and never waits long. */
export async function revoke(made: Revocable): Promise<void> {
  if (made.revoke === undefined) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LONGEST_MS);
  });
  await Promise.race([made.revoke().catch(() => {}), end]);
  clearTimeout(timer);
}
