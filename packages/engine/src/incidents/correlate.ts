import { Cause } from '../causes/Cause';
import { DetectionContext } from '../detectors/Detector';
import { Finding, SEVERITIES } from '../findings/Finding';
import { fingerprint } from '../findings/fingerprint';
import { seconds } from '../snapshot/durations';
import { CauseAssessor } from './CauseAssessor';
import { FailureFlow, referenceKey } from './FailureFlow';
import { Group } from './Group';
import { Incident } from './Incident';
import { mergeHypotheses } from './mergeHypotheses';

export interface CorrelateOptions extends DetectionContext {
  /** All findings of one analysis; only those of tier problem become incidents. */
  findings: readonly Finding[];
  causes: readonly Cause[];
  /** Ids of detectors whose findings usually follow from another one. */
  symptoms: ReadonlySet<string>;
  /** Called for each cause that throws, with what it threw. */
  onFailure?(cause: Cause, error: unknown): void;
}

/** Clocks of components differ and events are written late; a symptom may seem to come this much before its cause. */
const TOLERANCE = seconds(60);

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
  const flow = new FailureFlow(snapshot, graph);
  const rootsOf = reachingRoots(roots, flow);
  const assessor = new CauseAssessor({ ...options, problems });
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
  return joinConsequences([...groups.values()])
    .map(group => incidentOf(snapshot.cluster, group))
    .sort(worstFirst);
}

function groupAt(groups: Map<string, Group>, rule: string, finding: Finding) {
  const key = `${rule} ${referenceKey(finding.subject)}`;
  const group = groups.get(key) ?? new Group(rule, finding);
  groups.set(key, group);
  return group;
}

/** Moves each group that follows from a member of another one into that one, along chains. Groups that blame each other in a circle stay with the earliest. */
function joinConsequences(groups: readonly Group[]): Group[] {
  const ofFinding = new Map(
    groups.flatMap(group =>
      group.members.map(each => [each.id, group] as const),
    ),
  );
  const ofCause = new Map(
    [...groups]
      .reverse()
      .flatMap(each =>
        each.explanation ? [[each.explanation, each] as const] : [],
      ),
  );
  for (const group of groups)
    if (group.isProved) ofCause.set(group.identity, group);
  const next = (group: Group) => {
    const followed = group.follows && ofFinding.get(group.follows.id);
    const sameCause =
      group.isProved || !group.explanation
        ? undefined
        : ofCause.get(group.explanation);
    const target = followed ?? sameCause;
    return target === group ? undefined : target;
  };
  const roots = new Map<Group, Group>();
  const rootOf = (start: Group) => {
    const path = new Set<Group>();
    let current = start;
    let root: Group | undefined;
    while (!root) {
      path.add(current);
      const following = next(current);
      if (!following) root = current;
      else if (path.has(following))
        root = earliest(circleFrom(following, next));
      else root = roots.get(following);
      current = following ?? current;
    }
    for (const each of path) roots.set(each, root);
    return root;
  };
  const rootByGroup = groups.map(group => [group, rootOf(group)] as const);
  for (const [group, root] of rootByGroup) {
    if (group !== root) root.absorb(group);
  }
  return rootByGroup.flatMap(([group, root]) =>
    group === root ? [group] : [],
  );
}

function circleFrom(
  start: Group,
  next: (group: Group) => Group | undefined,
): Group[] {
  const circle = [start];
  let current = next(start);
  while (current && current !== start) {
    circle.push(current);
    current = next(current);
  }
  return circle;
}

function earliest(groups: readonly Group[]): Group {
  const time = ({ root }: Group) => Date.parse(root.since ?? '') || Infinity;
  return groups.reduce((first, each) =>
    time(each) < time(first) ||
    (time(each) === time(first) && each.identity < first.identity)
      ? each
      : first,
  );
}

/** Answers, for a symptom, which roots reach its subject: those about the subject itself first, then by severity as given. */
function reachingRoots(roots: readonly Finding[], flow: FailureFlow) {
  const reaching = new Map<string, Finding[]>();
  for (const root of roots) {
    const origins = [root.subject, ...flow.ownersOf(root.affected)];
    const reached = origins.flatMap(each => [each, ...flow.downstreamOf(each)]);
    for (const key of new Set(reached.map(referenceKey))) {
      const known = reaching.get(key);
      if (known) known.push(root);
      else reaching.set(key, [root]);
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

function incidentOf(cluster: string, group: Group): Incident {
  const { root, members, links, rule } = group;
  const since = members
    .flatMap(each => (each.since ? [each.since] : []))
    .sort((a, b) => Date.parse(a) - Date.parse(b))[0];
  return {
    id: fingerprint(cluster, `incident ${rule}`, root.subject),
    title: root.message,
    severity: SEVERITIES.find(each =>
      members.some(({ severity }) => severity === each),
    )!,
    subject: root.subject,
    causes: mergeHypotheses(group.hypotheses),
    findings: members.map(each => each.id),
    ...(links.length > 0 ? { links } : {}),
    ...(since ? { since } : {}),
  };
}

function worstFirst(a: Incident, b: Incident) {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    b.findings.length - a.findings.length ||
    referenceKey(a.subject).localeCompare(referenceKey(b.subject), 'en')
  );
}
