import { Cause } from '../causes/Cause';
import { DetectionContext } from '../detectors/Detector';
import { Finding, SEVERITIES } from '../findings/Finding';
import { fingerprint } from '../findings/fingerprint';
import { CauseAssessor } from './CauseAssessor';
import { FailureFlow, failureFlowOf } from './FailureFlow';
import { Group } from './Group';
import { Incident } from './Incident';
import { joinGroups } from './joinGroups';
import { stepsOf } from './stepsOf';
import { reachingRoots } from './reachingRoots';
import { referenceKey } from '../findings/referenceKey';

export interface CorrelateOptions extends DetectionContext {
  /** All findings of one analysis; only those of tier problem become incidents. */
  findings: readonly Finding[];
  causes: readonly Cause[];
  /** Ids of detectors whose findings usually follow from another one. */
  symptoms: ReadonlySet<string>;
  /** Called for each cause that throws, with what it threw. */
  onFailure?(cause: Cause, error: unknown): void;
}

/**
 * Groups problems into incidents and says what caused each.
 *
 * Each finding that is no symptom is a root. What a root reaches along the failure flow, and did not precede it, is listed under it; so is a root that, by its own
 * most likely cause, follows from a problem of another subject. A symptom that no root reaches is an incident of its own.
 */
export function correlate(options: CorrelateOptions): Incident[] {
  const { snapshot, graph, causes, symptoms } = options;
  const problems = options.findings.filter(each => each.tier === 'problem');
  const roots = problems.filter(each => !symptoms.has(each.detector));
  const flow = failureFlowOf(graph);
  const rootsOf = reachingRoots(roots, flow);
  const assessor = new CauseAssessor(options);
  const causeOf = new Map(
    causes.flatMap(cause =>
      (cause.provedBy ?? []).map(id => [id, cause.id] as const),
    ),
  );

  const groups = new Map<string, Group>();
  const groupOf = (finding: Finding) => {
    const rule = causeOf.get(finding.detector) ?? finding.detector;
    return groupAt(groups, rule, finding);
  };
  for (const root of roots) groupOf(root).add(root, assessor.assess(root));
  for (const finding of problems.filter(each => symptoms.has(each.detector))) {
    const [cause] = rootsOf(finding);
    if (cause) groupOf(cause).addConsequence(finding);
    else groupOf(finding).add(finding, assessor.assess(finding));
  }
  return joinGroups([...groups.values()])
    .map(group => incidentOf(snapshot.cluster, group, flow))
    .sort(worstFirst);
}

function groupAt(groups: Map<string, Group>, rule: string, finding: Finding) {
  const key = `${rule} ${referenceKey(finding.subject)}`;
  const group = groups.get(key) ?? new Group(rule, finding);
  groups.set(key, group);
  return group;
}

function incidentOf(
  cluster: string,
  group: Group,
  flow: FailureFlow,
): Incident {
  const { root, members, links, rule } = group;
  const since = members
    .flatMap(each => (each.since ? [each.since] : []))
    .sort((a, b) => Date.parse(a) - Date.parse(b))[0];
  const steps = stepsOf(group, flow);
  return {
    id: fingerprint(cluster, `incident ${rule}`, root.subject),
    title: root.message,
    severity: SEVERITIES.find(each =>
      members.some(({ severity }) => severity === each),
    )!,
    subject: root.subject,
    causes: group.causes,
    findings: members.map(each => each.id),
    ...(links.length > 0 ? { links } : {}),
    ...(since ? { since } : {}),
    ...(steps.length > 0 ? { flow: steps } : {}),
    recommendations: [],
  };
}

function worstFirst(a: Incident, b: Incident) {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    b.findings.length - a.findings.length ||
    referenceKey(a.subject).localeCompare(referenceKey(b.subject), 'en')
  );
}
