/** What every destination has to do against its real server. One suite; a destination brings its harness. */
import { beforeEach, describe } from 'vitest';
import { connecting } from './connecting.ts';
import { delivering } from './delivering.ts';
import { failing } from './failing.ts';
import type { Harness } from './harness.ts';

export function destinationContract(name: string, harness: Harness): void {
  describe(name, () => {
    beforeEach(() => {
      harness.faults.set({ kind: 'pass' });
      harness.faults.requests.length = 0;
    });
    connecting(harness);
    delivering(harness);
    failing(harness);
  });
}
