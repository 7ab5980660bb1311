import { Spinner } from '../ui/spinner.tsx';
import type { Delivery } from './delivery.ts';

const PATHS: Record<Exclude<Delivery['tone'], 'busy'>, string> = {
  ok: 'M4.5 10.5l3.5 3.5 7.5-8',
  waiting: 'M10 5v5l3 2',
  attention: 'M10 5v6M10 14.2v.3',
  gone: 'M5 10h10',
};

/** Decoration beside the line that says the same in words. */
export function DeliverySign({ tone }: { tone: Delivery['tone'] }) {
  if (tone === 'busy') return <Spinner />;
  return (
    <svg class={`sign sign-${tone}`} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <circle cx="10" cy="10" r="9" />
      <path d={PATHS[tone]} />
    </svg>
  );
}
