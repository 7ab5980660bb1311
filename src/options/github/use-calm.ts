import { useEffect, useState } from 'preact/hooks';
import type { LayoutFaults } from './layout-faults.ts';

/** ms without a key press. */
const PAUSE = 600;

/**
 * Of the faults those that stand for a while: what is only half typed is none. What is set right goes at once.
 * @param tries grows with each try to go on, after which all are shown
 */
export function useCalm(faults: LayoutFaults, tries: number): LayoutFaults {
  const [seen, setSeen] = useState({ faults, tries });
  const now = JSON.stringify([...faults]);

  useEffect(() => {
    const timer = setTimeout(() => setSeen({ faults, tries }), PAUSE);
    return () => clearTimeout(timer);
  }, [now, tries]);

  if (seen.tries !== tries) return faults;
  return new Map([...faults].filter(([field, text]) => seen.faults.get(field) === text));
}
