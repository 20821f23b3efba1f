import { CauseContext } from '../causes/Cause';
import { unreadLog } from '../causes/reading/unreadLog';
import { referenceTo } from '../findings/evidence';
import { UnreadEvidence } from '../findings/Finding';

/** What somebody would read next to find the cause: the logs of what fails, else whatever tells more about the subject; then what sets those that fail apart. */
export function nextReads(context: CauseContext): UnreadEvidence[] {
  return [...ofSubject(context), ...ofComparison(context)];
}

function ofSubject({ finding, failures }: CauseContext): UnreadEvidence[] {
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

function ofComparison({ comparison }: CauseContext): UnreadEvidence[] {
  const { failing, healthyAlike, onlyNode, onlyZone } = comparison;
  const type = 'unread' as const;
  if (onlyNode)
    return [
      {
        type,
        object: onlyNode,
        reason:
          'only the pods there fail: its events, its kubelet’s log, and what else fails there',
      },
    ];
  const [pod] = failing;
  if (!pod) return [];
  const object = referenceTo(pod);
  if (onlyZone)
    return [
      {
        type,
        object,
        reason: `only the pods in zone ${onlyZone} fail: its network, and what of volumes and dependencies is bound to it`,
      },
    ];
  return healthyAlike.length > 0
    ? [
        {
          type,
          object,
          reason:
            'pods of the same revision are well: whether this one fails again after it is replaced',
        },
      ]
    : [];
}
