import { isUnseen } from '@opsagent/backstage-plugin-opsagent-common';
import { LinkedFinding } from '../findings/FindingStore';
import { Life, isPresent } from '../lifecycle/Life';
import { Step } from '../lifecycle/planLives';
import { Acceptance, covers } from './Acceptance';

/** What begins a new life under an acceptance for its namespace begins it accepted. What is there already keeps what was said of it. */
export function acceptNew(
  steps: readonly Step[],
  findings: readonly LinkedFinding[],
  acceptances: readonly Acceptance[],
): Step[] {
  if (acceptances.length === 0) return [...steps];
  const linked = new Map(findings.map(each => [each.finding.id, each]));
  return steps.map(step => {
    const finding = linked.get(step.id);
    if (!finding || !isNewAndUnseen(step)) return step;
    const acceptance = acceptances.find(each => covers(each, finding));
    return acceptance
      ? { ...step, after: accepted(step.after, acceptance) }
      : step;
  });
}

function isNewAndUnseen({ before, after }: Step) {
  const isNew = before === undefined || !isPresent(before);
  return isNew && isUnseen(after);
}

function accepted(life: Life, { by, id, reason, until }: Acceptance): Life {
  return {
    ...life,
    state: 'accepted',
    by,
    reason,
    until,
    saidSeverity: life.severity,
    acceptance: id,
  };
}
