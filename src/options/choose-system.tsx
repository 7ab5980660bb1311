import type { DestinationId } from '../destinations/destination.ts';
import { t } from '../ui/t.ts';
import { SYSTEM_IDS, SYSTEMS } from './systems.ts';

/** The first question of the set-up. One click answers it. */
export function ChooseSystem({ onChoose }: { onChoose: (id: DestinationId) => void }) {
  return (
    <ul class="systems">
      {SYSTEM_IDS.map((id) => (
        <li key={id}>
          <button
            type="button"
            id={`system-${id}`}
            class="system"
            aria-describedby={`system-${id}-help`}
            onClick={() => onChoose(id)}
          >
            {SYSTEMS[id].descriptor.name}
          </button>
          <p class="help" id={`system-${id}-help`}>
            {t(`system_${id}`)}
          </p>
        </li>
      ))}
    </ul>
  );
}
