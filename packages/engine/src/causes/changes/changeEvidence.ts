import { Evidence } from '../../findings/Finding';
import { Cause, CauseContext, WeighedEvidence } from '../Cause';
import { TOLERANCE } from '../precedes';
import { OtherChange } from './OtherChange';

const MOST_CHANGES = 4;

/**
 * What changed before the symptom of that which a cause is about: fields of the pod template, and whether pods without the change are well; and other objects.
 *
 * A change counts as one only when its content is known, it was not later than the symptom and, where it has a window, shortly before it.
 */
export function changeEvidence(
  cause: Cause,
  context: CauseContext,
): WeighedEvidence[] {
  return [...templateChanges(cause, context), ...otherChanges(cause, context)];
}

function templateChanges(
  { touchedBy = [] }: Cause,
  { change }: CauseContext,
): WeighedEvidence[] {
  const touched = (change?.fields ?? []).filter(each =>
    touchedBy.includes(each.aspect),
  );
  if (!change || touched.length === 0) return [];
  return [
    ...touched.slice(0, MOST_CHANGES).map(({ evidence }) => ({
      evidence,
      as: change.isRecent ? ('change' as const) : ('correlation' as const),
    })),
    ...(change.healthyBefore
      ? [{ evidence: change.healthyBefore, as: 'comparison' as const }]
      : []),
  ];
}

function otherChanges(
  { changes }: Cause,
  context: CauseContext,
): WeighedEvidence[] {
  if (!changes) return [];
  const began = Date.parse(context.finding.since ?? '');
  return [...changes(context)]
    .filter(({ at }) => !(Date.parse(at) > began + TOLERANCE))
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
    .slice(0, MOST_CHANGES)
    .map(change => ({
      evidence: dated(change),
      as: isNamed(change, began) ? 'change' : 'correlation',
    }));
}

/** Events tell by themselves when they were. */
function dated({ at, evidence }: OtherChange): Evidence {
  return evidence.type === 'field' ? { ...evidence, at } : evidence;
}

function isNamed({ at, isRead, window }: OtherChange, began: number) {
  const isInTime = window === undefined || began - Date.parse(at) <= window;
  return isRead && isInTime;
}
