import { CauseContext } from '../causes/Cause';
import { unreadLog } from '../causes/reading/unreadLog';
import { UnreadEvidence } from '../findings/Finding';

/** What somebody would read next to find the cause: the logs of what fails, else whatever tells more about the subject. */
export function nextReads({
  finding,
  failures,
}: CauseContext): UnreadEvidence[] {
  if (failures.length > 0) return failures.slice(0, 1).map(unreadLog);
  return [
    {
      type: 'unread',
      object: finding.affected[0] ?? finding.subject,
      reason:
        finding.affected.length > 0
          ? 'its events and logs say more than its status'
          : 'the events of the object and of its pods, and their logs',
    },
  ];
}
