import type { ComponentChildren } from 'preact';

export type Tone = 'info' | 'ok' | 'warning' | 'error';

/** A sentence with its cure. Errors are announced at once, everything else when the reader pauses. */
export function Notice({
  tone = 'info',
  actions,
  children,
}: {
  tone?: Tone;
  actions?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <div class={`notice notice-${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
      <div class="notice-text">{children}</div>
      {actions && <div class="row">{actions}</div>}
    </div>
  );
}
