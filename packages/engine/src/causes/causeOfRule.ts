import { classOf } from '../incidents/confidence';
import { Finding, UnreadEvidence } from '../findings/Finding';
import { Cause, CauseContext, HypothesisDraft, WeighedEvidence } from './Cause';
import { CauseRule } from './CauseRule';
import { failingContainers } from './failingContainers';
import { precedes } from './precedes';
import { tellsThat, toldBy } from './reading/told';
import { Upstream } from './upstream/Upstream';

/**
 * Makes a cause of a row: the problem of another object that the finding follows from, else the finding's own evidence where it proves the cause, else the log lines
 * that tell of it.
 */
export function causeOfRule(rule: CauseRule): Cause {
  const { id, title, provedBy = [], toldBy: signatures = [] } = rule;
  const { documentation, touchedBy, changes, followedBy } = rule;
  const { isProof = () => true, mayTell = () => true } = rule;
  const explained =
    signatures.length > 0 ? (rule.explains ?? failingContainers) : [];
  const followers = followedBy?.detectors ?? [];
  return {
    id,
    title,
    explains: [...new Set([...provedBy, ...explained, ...followers])],
    provedBy,
    followers: followers.filter(each => !explained.includes(each)),
    documentation,
    ...(touchedBy ? { touchedBy } : {}),
    ...(changes ? { changes } : {}),
    *assess(context) {
      const { detector } = context.finding;
      const upstream = followers.includes(detector)
        ? upstreamOf(rule, context)
        : undefined;
      if (upstream) yield consequence(upstream, context);
      if (provedBy.includes(detector)) {
        if (isProof(context)) yield proof(context);
        return;
      }
      const told = explained.includes(detector)
        ? toldBy(context.failures.filter(mayTell), signatures)
        : undefined;
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

const MOST_EVIDENCE = 2;

/** What proves a problem elsewhere is, for whatever follows from it, no more than a report. */
export function reportOf(problem: Finding): WeighedEvidence[] {
  return problem.evidence.slice(0, MOST_EVIDENCE).map(evidence => ({
    evidence,
    ...(classOf(evidence) ? { as: 'status' as const } : {}),
  }));
}

function upstreamOf(
  { provedBy = [], followedBy }: CauseRule,
  context: CauseContext,
): Upstream | undefined {
  for (const upstream of followedBy?.problems(context) ?? []) {
    const { problem } = upstream;
    if (problem.id === context.finding.id) continue;
    if (!upstream.isOfAnyCause && !provedBy.includes(problem.detector))
      continue;
    if (precedes(problem, context.finding)) return upstream;
  }
  return undefined;
}

/** A finding that follows from a problem of another object: what it claims itself still counts. */
function consequence(
  { problem, evidence = [] }: Upstream,
  context: CauseContext,
): HypothesisDraft {
  const own = proof(context);
  return {
    subject: problem.subject,
    message: problem.message,
    evidence: [...own.evidence, ...evidence, ...reportOf(problem)],
    follows: problem,
  };
}
