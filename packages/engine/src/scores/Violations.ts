import { isSystemNamespace } from '../detectors/shared/namespaces';
import { Finding } from '../findings/Finding';
import { CLUSTER_SCOPE, subjectKey } from './Population';

const NOBODY: ReadonlySet<string> = new Set();

/** Who violates which rule, after what was found; those of the system are left out, as in each `Population`. A symptom that stands in another finding counts as well. */
export class Violations {
  readonly #byDetector = new Map<string, Map<string, Set<string>>>();

  constructor(findings: Iterable<Finding>) {
    for (const finding of findings) {
      if (finding.tier !== 'problem') this.#add(finding.detector, finding);
      for (const { detector } of finding.symptoms) this.#add(detector, finding);
    }
  }

  /** Subjects of a namespace that violate the rule of a detector. */
  of(detector: string, namespace: string): ReadonlySet<string> {
    return this.#byDetector.get(detector)?.get(namespace) ?? NOBODY;
  }

  /** Namespaces in which somebody violates the rule of a detector. */
  namespacesOf(detector: string): Iterable<string> {
    return this.#byDetector.get(detector)?.keys() ?? [];
  }

  #add(detector: string, { subject }: Finding) {
    const { namespace = CLUSTER_SCOPE } = subject;
    if (isSystemNamespace(namespace)) return;
    const byNamespace = this.#byDetector.get(detector) ?? new Map();
    this.#byDetector.set(detector, byNamespace);
    const subjects: Set<string> = byNamespace.get(namespace) ?? new Set();
    byNamespace.set(namespace, subjects.add(subjectKey(subject)));
  }
}
