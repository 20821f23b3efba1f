import { append } from '../append';
import { isSystemNamespace } from '../detectors/shared/namespaces';
import { Finding } from '../findings/Finding';
import { CLUSTER_SCOPE } from './Population';
import { SubjectNumbers } from './SubjectNumbers';

/** Who violates which rule, after what was found; those of the system are left out, as in each `Population`. A symptom that stands in another finding counts as well. */
export class Violations {
  readonly #numbers: SubjectNumbers;
  readonly #byDetector = new Map<string, Finding[]>();

  constructor(findings: Iterable<Finding>, numbers: SubjectNumbers) {
    this.#numbers = numbers;
    for (const finding of findings) {
      if (isSystemNamespace(finding.subject.namespace)) continue;
      if (finding.tier !== 'problem')
        append(this.#byDetector, finding.detector, finding);
      for (const { detector } of finding.symptoms)
        append(this.#byDetector, detector, finding);
    }
  }

  /** By namespace, the subjects that violate the rule of a detector by a finding that counts. */
  of(
    detector: string,
    counts: (finding: Finding) => boolean = () => true,
  ): ReadonlyMap<string, ReadonlySet<number>> {
    const violators = new Map<string, Set<number>>();
    for (const finding of this.#byDetector.get(detector) ?? []) {
      if (!counts(finding)) continue;
      const { namespace = CLUSTER_SCOPE } = finding.subject;
      const subject = this.#numbers.of(finding.subject);
      const known = violators.get(namespace);
      if (known) known.add(subject);
      else violators.set(namespace, new Set([subject]));
    }
    return violators;
  }
}
