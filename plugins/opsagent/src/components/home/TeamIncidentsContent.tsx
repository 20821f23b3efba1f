import { FocusRings } from '../FocusRings';
import { TeamIncidents } from './TeamIncidents';

/** What the home page widget shows in its card. */
export function Content() {
  return (
    <FocusRings>
      <TeamIncidents />
    </FocusRings>
  );
}
