import { Detector } from '../detectors/Detector';
import { Finding, ObjectReference, Symptom, TIERS } from './Finding';

/**
 * Lists a finding under the one that explains it on the same subject, instead of beside it.
 *
 * Which explains which is said by the explained detector (`explainedBy`). When several explain it, the one about the same key wins, then the first. What fails now
 * is never listed under what may fail later, nor a container's fault under one of another container.
 * A mere piece of information explains nothing.
 */
export function foldSymptoms(
  findings: readonly Finding[],
  detectors: readonly Detector[],
): Finding[] {
  const rules = new Map(
    detectors.map(detector => [detector.id, detector.explainedBy ?? []]),
  );
  const bySubject = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = subjectKey(finding.subject);
    bySubject.set(key, [...(bySubject.get(key) ?? []), finding]);
  }

  const parents = new Map<Finding, Finding>();
  for (const finding of findings) {
    const patterns = rules.get(finding.detector) ?? [];
    const explaining = (
      bySubject.get(subjectKey(finding.subject)) ?? []
    ).filter(
      other =>
        other !== finding &&
        other.severity !== 'info' &&
        TIERS.indexOf(other.tier) <= TIERS.indexOf(finding.tier) &&
        mayConcernSameContainer(other, finding) &&
        patterns.some(each => covers(each, other.detector)),
    );
    const parent =
      explaining.find(other => other.key === finding.key) ?? explaining[0];
    if (parent) parents.set(finding, parent);
  }

  const symptoms = new Map<Finding, Finding[]>();
  const kept: Finding[] = [];
  for (const finding of findings) {
    const top = topmost(finding, parents);
    if (top === finding) kept.push(finding);
    else symptoms.set(top, [...(symptoms.get(top) ?? []), finding]);
  }
  return kept.map(finding => ({
    ...finding,
    symptoms: symptomsOf(symptoms.get(finding) ?? []),
  }));
}

/** Two rules that say the same sentence are told once. */
function symptomsOf(findings: readonly Finding[]): Symptom[] {
  const byMessage = new Map(findings.map(each => [each.message, each]));
  return [...byMessage.values()].map(({ detector, title, message }) => ({
    detector,
    title,
    message,
  }));
}

/** Follows explanations upwards; findings that explain each other all stay on top. */
function topmost(finding: Finding, parents: ReadonlyMap<Finding, Finding>) {
  const seen = new Set([finding]);
  let current = finding;
  for (let next = parents.get(current); next; next = parents.get(current)) {
    if (seen.has(next)) return finding;
    seen.add(next);
    current = next;
  }
  return current;
}

/** Whether two findings share a container. One that names none speaks of whole pods. */
function mayConcernSameContainer(one: Finding, other: Finding) {
  const containers = containersOf(one);
  const others = containersOf(other);
  return (
    containers.size === 0 ||
    others.size === 0 ||
    [...containers].some(each => others.has(each))
  );
}

function containersOf({ affected }: Finding) {
  return new Set(
    affected.flatMap(({ container }) => (container ? [container] : [])),
  );
}

function covers(pattern: string, detector: string) {
  return pattern.endsWith('.*')
    ? detector.startsWith(pattern.slice(0, -1))
    : pattern === detector;
}

function subjectKey({ kind, namespace = '', name }: ObjectReference) {
  return `${kind}/${namespace}/${name}`;
}
