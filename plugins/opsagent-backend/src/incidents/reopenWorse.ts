import { SEVERITIES, Severity } from '@opsagent/engine';
import { Step } from '../lifecycle/planLives';
import { reopened } from '../lifecycle/steps';

/** A step of what somebody has acknowledged or snoozed leads back to open when its severity has risen since: what was said was said of something less bad. */
export function reopenWorse(
  step: Step,
  severity: Record<'before' | 'after', Severity>,
  at: Date,
): Step {
  const { after } = step;
  const isPutAside =
    after.state === 'acknowledged' || after.state === 'snoozed';
  const { before: from, after: to } = severity;
  if (!isPutAside || SEVERITIES.indexOf(to) >= SEVERITIES.indexOf(from))
    return step;
  const reason = `severity rose from ${from} to ${to}`;
  return { ...step, after: reopened(after, at, reason) };
}
