import { append } from '../append';
import { oncePerObject } from '../oncePerObject';
import { covers } from '../detectors/covers';
import { Detector } from '../detectors/Detector';
import { Finding, Symptom, TIERS } from './Finding';
import { referenceKey } from './referenceKey';

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
  for (const finding of findings)
    append(bySubject, referenceKey(finding.subject), finding);
  const containers = oncePerObject(containersOf);

  const parents = new Map<Finding, Finding>();
  for (const ofSubject of bySubject.values()) {
    if (ofSubject.length < 2) continue;
    const byDetector = new Map<string, Finding[]>();
    for (const each of ofSubject) append(byDetector, each.detector, each);
    for (const [detector, explained] of byDetector) {
      const patterns = rules.get(detector) ?? [];
      if (patterns.length === 0 || byDetector.size < 2) continue;
      const explaining = [...byDetector]
        .filter(([id]) => patterns.some(each => covers(each, id)))
        .flatMap(([, found]) => found);
      for (const finding of explaining.length > 0 ? explained : []) {
        const mayExplain = (other: Finding) =>
          other !== finding &&
          other.severity !== 'info' &&
          TIERS.indexOf(other.tier) <= TIERS.indexOf(finding.tier) &&
          shareContainer(containers(other), containers(finding));
        const parent =
          explaining.find(
            other => other.key === finding.key && mayExplain(other),
          ) ?? explaining.find(mayExplain);
        if (parent) parents.set(finding, parent);
      }
    }
  }

  const symptoms = new Map<Finding, Finding[]>();
  const kept: Finding[] = [];
  for (const finding of findings) {
    const top = topmost(finding, parents);
    if (top === finding) kept.push(finding);
    else append(symptoms, top, finding);
  }
  return kept.map(finding => {
    const found = symptoms.get(finding);
    return found ? { ...finding, symptoms: symptomsOf(found) } : finding;
  });
}

/** Two rules that say the same sentence are told once. */
function symptomsOf(findings: readonly Finding[]): Symptom[] {
  const byMessage = new Map<string, Symptom>();
  for (const { id, detector, title, message } of findings) {
    const ids = [...(byMessage.get(message)?.ids ?? []), id];
    byMessage.set(message, { ids, detector, title, message });
  }
  return [...byMessage.values()];
}

/** Follows explanations upwards; findings that explain each other all stay on top. */
function topmost(finding: Finding, parents: ReadonlyMap<Finding, Finding>) {
  if (!parents.has(finding)) return finding;
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
function shareContainer(
  containers: ReadonlySet<string>,
  others: ReadonlySet<string>,
) {
  return (
    containers.size === 0 ||
    others.size === 0 ||
    [...containers].some(each => others.has(each))
  );
}

function containersOf({ affected }: Finding): ReadonlySet<string> {
  return new Set(
    affected.flatMap(({ container }) => (container ? [container] : [])),
  );
}
