import { useEffect, useState } from 'preact/hooks';
import { originPattern } from '../../destinations/address.ts';
import { hasOrigins, requestOrigins } from '../../platform/permissions.ts';

interface Access {
  /** Null until that is known. */
  granted: boolean | null;
  /** The person said no. */
  refused: boolean;
  /** As a click's first act: after an await the browser would refuse to ask. */
  ask(onGiven: () => void): void;
}

/**
 * Whether an address may be reached.
 * @param asking access is being asked for elsewhere too
 */
export function useAccess(address: URL | null, asking: boolean): Access {
  const [granted, setGranted] = useState<boolean | null>(null);
  const [refused, setRefused] = useState(false);
  const pattern = address === null ? null : originPattern(address);

  useEffect(() => {
    setRefused(false);
    if (pattern === null) return setGranted(null);
    let current = true;
    hasOrigins([pattern]).then(
      (has) => current && setGranted(has),
      () => current && setGranted(null),
    );
    return () => {
      current = false;
    };
  }, [pattern, asking]);

  function ask(onGiven: () => void): void {
    if (pattern === null) return;
    requestOrigins([pattern]).then(
      (given) => {
        setGranted(given);
        setRefused(!given);
        if (given) onGiven();
      },
      () => setRefused(true),
    );
  }

  return { granted, refused, ask };
}
