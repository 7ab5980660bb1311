import type { ComponentChildren } from 'preact';

/** A pair that needs nobody: what it is, and what stands there. */
export function Told({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <p class="told">
      <span>
        <bdi>{label}</bdi>
      </span>{' '}
      <span>
        <bdi>{children}</bdi>
      </span>
    </p>
  );
}
