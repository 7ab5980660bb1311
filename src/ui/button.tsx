import type { ComponentChildren, TargetedMouseEvent } from 'preact';
import { Spinner } from './spinner.tsx';

interface ButtonProps {
  kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  /** Work is under way: the button stays where it is and ignores clicks. */
  busy?: boolean;
  disabled?: boolean;
  /** It looks disabled, and its click tells why it is. */
  blocked?: boolean;
  type?: 'button' | 'submit';
  onClick?: (event: TargetedMouseEvent<HTMLButtonElement>) => void;
  label?: string;
  title?: string;
  children: ComponentChildren;
}

export function Button({
  kind = 'plain',
  busy = false,
  disabled = false,
  blocked = false,
  type = 'button',
  ...props
}: ButtonProps) {
  return (
    <button
      type={type}
      class={`button button-${kind}`}
      aria-disabled={busy || disabled || blocked || undefined}
      aria-busy={busy || undefined}
      aria-label={props.label}
      title={props.title}
      onClick={(event) => {
        if (busy || disabled) event.preventDefault();
        else props.onClick?.(event);
      }}
    >
      {busy && <Spinner />}
      {props.children}
    </button>
  );
}

/** A link that looks like a button: it opens a page of its own. Anything but http(s) is not opened. */
export function OpenLink({
  href,
  kind = 'plain',
  children,
}: {
  href: string;
  kind?: 'primary' | 'plain' | 'quiet';
  children: ComponentChildren;
}) {
  return (
    <a class={`button button-${kind}`} href={webUrl(href)} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

/** The url where it is http(s), else one that leads nowhere: no page of ours ever links to javascript: or data:. */
function webUrl(url: string): string {
  return /^https?:\/\//i.test(url) ? url : 'about:blank';
}
