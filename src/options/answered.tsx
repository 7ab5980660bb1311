import type { ComponentChildren } from 'preact';
import { Button } from '../ui/button.tsx';

/** A question of the set-up that is answered, and the way back to it. */
export function Answered({
  action,
  onAction,
  children,
}: {
  action: string;
  onAction: () => void;
  children: ComponentChildren;
}) {
  return (
    <div class="found">
      <p>{children}</p>
      <Button kind="quiet" onClick={onAction}>
        {action}
      </Button>
    </div>
  );
}
