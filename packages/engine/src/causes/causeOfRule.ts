import { classOf } from '../incidents/confidence';
import { UnreadEvidence } from '../findings/Finding';
import { Cause, CauseContext, HypothesisDraft } from './Cause';
import { CauseRule } from './CauseRule';
import { failingContainers } from './failingContainers';
import { toldBy, tellsThat } from './reading/told';

/** Makes a cause of a row: the finding's own evidence where it proves the cause, else the log lines that tell of it. */
export function causeOfRule(rule: CauseRule): Cause {
  const { id, title, provedBy = [], toldBy: signatures = [] } = rule;
  const explained =
    signatures.length > 0 ? (rule.explains ?? failingContainers) : [];
  return {
    id,
    title,
    explains: [...new Set([...provedBy, ...explained])],
    provedBy,
    ...(rule.touchedBy ? { touchedBy: rule.touchedBy } : {}),
    ...(rule.documentation ? { documentation: rule.documentation } : {}),
    *assess(context) {
      if (provedBy.includes(context.finding.detector)) {
        yield proof(context);
        return;
      }
      const told = toldBy(context.failures, signatures);
      if (told) yield { message: tellsThat(told), evidence: told.evidence };
    },
  };
}

/** A finding whose detector has already checked what it claims. */
export function proof({ finding }: CauseContext): HypothesisDraft {
  return {
    message: finding.message,
    evidence: finding.evidence
      .filter(each => each.type !== 'unread')
      .map(evidence => ({ evidence, as: classOf(evidence) })),
    missing: finding.evidence.filter(
      (each): each is UnreadEvidence => each.type === 'unread',
    ),
  };
}
