import { CauseRule } from '../causes/CauseRule';
import { Evidence, Finding, SEVERITIES } from '../findings/Finding';
import { fingerprint } from '../findings/fingerprint';
import { seconds } from '../snapshot/durations';
import { confidenceOf } from './confidence';
import { FailureFlow, referenceKey } from './FailureFlow';
import { CauseHypothesis, Incident } from './Incident';

export interface CorrelateOptions {
  cluster: string;
  /** All findings of one analysis; only those of tier problem become incidents. */
  findings: readonly Finding[];
  flow: FailureFlow;
  causes: readonly CauseRule[];
  /** Ids of detectors whose findings usually follow from another one. */
  symptoms: ReadonlySet<string>;
}

/** Clocks of components differ and events are written late; a symptom may seem to come this much before its cause. */
const TOLERANCE = seconds(60);

/**
 * Groups problems into incidents: each finding that explains itself is a root, and what it reaches along the failure flow, and did not precede it, is listed under
 * it. A symptom that no root reaches is an incident of its own.
 */
export function correlate(options: CorrelateOptions): Incident[] {
  const problems = options.findings.filter(each => each.tier === 'problem');
  const roots = problems.filter(each => !options.symptoms.has(each.detector));
  const symptoms = problems.filter(each => options.symptoms.has(each.detector));
  const rootsOf = reachingRoots(roots, options.flow);
  const ruleOf = new Map(
    options.causes.flatMap(cause =>
      cause.provedBy.map(id => [id, cause] as const),
    ),
  );

  const groups = new Map<
    string,
    { rule?: CauseRule; proof: Finding[]; rest: Finding[] }
  >();
  const join = (finding: Finding) => {
    const rule = ruleOf.get(finding.detector);
    const key = `${rule?.id ?? finding.detector} ${referenceKey(finding.subject)}`;
    const group = groups.get(key) ?? { rule, proof: [], rest: [] };
    groups.set(key, group);
    return group;
  };

  for (const root of roots) join(root).proof.push(root);
  for (const symptom of symptoms) {
    const cause = rootsOf(symptom)[0];
    if (cause) join(cause).rest.push(symptom);
    else join(symptom).proof.push(symptom);
  }
  return [...groups.values()]
    .map(({ rule, proof, rest }) =>
      incidentOf(options.cluster, rule, proof, rest),
    )
    .sort(worstFirst);
}

/** Answers, for a symptom, which roots reach its subject: those about the subject itself first, then by severity as given. */
function reachingRoots(roots: readonly Finding[], flow: FailureFlow) {
  const reaching = new Map<string, Finding[]>();
  for (const root of roots) {
    const origins = [root.subject, ...flow.ownersOf(root.affected)];
    const reached = origins.flatMap(each => [each, ...flow.downstreamOf(each)]);
    for (const key of new Set(reached.map(referenceKey))) {
      reaching.set(key, [...(reaching.get(key) ?? []), root]);
    }
  }
  return (symptom: Finding) => {
    const key = referenceKey(symptom.subject);
    const candidates = (reaching.get(key) ?? []).filter(root =>
      precedes(root, symptom),
    );
    const own = candidates.filter(root => referenceKey(root.subject) === key);
    return [...own, ...candidates.filter(root => !own.includes(root))];
  };
}

function precedes(cause: Finding, symptom: Finding) {
  if (!cause.since || !symptom.since) return true;
  return Date.parse(cause.since) <= Date.parse(symptom.since) + TOLERANCE;
}

function incidentOf(
  cluster: string,
  rule: CauseRule | undefined,
  proof: readonly Finding[],
  rest: readonly Finding[],
): Incident {
  const [root] = proof;
  const members = [...proof, ...rest];
  const cause = rule?.id ?? root.detector;
  const since = members
    .flatMap(each => (each.since ? [each.since] : []))
    .sort((a, b) => Date.parse(a) - Date.parse(b))[0];
  return {
    id: fingerprint(cluster, `incident ${cause}`, root.subject),
    title: root.message,
    severity: SEVERITIES.find(each =>
      members.some(({ severity }) => severity === each),
    )!,
    subject: root.subject,
    causes: [hypothesisOf(cause, rule?.title ?? root.title, proof)],
    findings: members.map(each => each.id),
    ...(since ? { since } : {}),
  };
}

function hypothesisOf(
  cause: string,
  title: string,
  proof: readonly Finding[],
): CauseHypothesis {
  const evidence = proof.flatMap(each => each.evidence);
  const isUnread = (each: Evidence) => each.type === 'unread';
  return {
    cause,
    title,
    confidence: confidenceOf(evidence),
    subject: proof[0].subject,
    findings: proof.map(each => each.id),
    evidence: evidence.filter(each => !isUnread(each)),
    against: [],
    missing: evidence.filter(isUnread),
  };
}

function worstFirst(a: Incident, b: Incident) {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    b.findings.length - a.findings.length ||
    referenceKey(a.subject).localeCompare(referenceKey(b.subject), 'en')
  );
}
