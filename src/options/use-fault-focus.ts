import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** After each try to go on, the focus is on the first control that is at fault. */
export function useFaultFocus(place: RefObject<HTMLElement | null>, tries: number): void {
  useEffect(() => {
    if (tries === 0) return;
    const fault = place.current?.querySelector<HTMLElement>('[aria-invalid]');
    // Of a group of radio buttons the chosen one.
    (fault?.querySelector<HTMLElement>('input:checked') ?? fault)?.focus();
  }, [tries]);
}
