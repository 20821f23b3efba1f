import { DetectionContext, Detector } from '../detectors/Detector';
import { judgedWorkloads } from '../detectors/shared/judgedWorkloads';
import { isSystemNamespace } from '../detectors/shared/namespaces';
import { ObjectReference } from '../findings/Finding';
import { referenceTo } from '../findings/evidence';
import { referenceKey } from '../findings/referenceKey';
import { oncePerObject } from '../oncePerObject';
import { KubernetesObject } from '../snapshot/objects';

/** The place of what belongs to no namespace. */
export const CLUSTER_SCOPE = '';

/** Subjects that a rule looked at, by namespace; those of the system are left out. */
export type Population = ReadonlyMap<string, readonly string[]>;

/** A name of a subject that is its own. */
export const subjectKey = oncePerObject<ObjectReference, string>(referenceKey);

/** Says what each rule looked at. Rules that look at the same kind share one answer. */
export class Populations {
  readonly #context: DetectionContext;
  readonly #byKind = new Map<string, Population>();

  constructor(context: DetectionContext) {
    this.#context = context;
  }

  of(detector: Detector): Population {
    if (detector.examines)
      return populationOf(detector.examines(this.#context));
    const [kind] = detector.kinds;
    const known = this.#byKind.get(kind);
    const population = known ?? populationOf(this.#allOf(kind));
    if (!known) this.#byKind.set(kind, population);
    return population;
  }

  #allOf(kind: string): Iterable<ObjectReference> {
    return kind === 'Pod'
      ? judgedWorkloads(this.#context).map(each => each.subject)
      : (this.#context.snapshot.all(kind) as readonly KubernetesObject[]).map(
          referenceTo,
        );
  }
}

function populationOf(subjects: Iterable<ObjectReference>): Population {
  const found = new Map<string, string[]>();
  // Subjects come by namespace as a rule.
  let last: string | undefined;
  let list: string[] | undefined;
  for (const subject of subjects) {
    const { namespace = CLUSTER_SCOPE } = subject;
    if (namespace !== last) {
      last = namespace;
      list = isSystemNamespace(namespace)
        ? undefined
        : listAt(found, namespace);
    }
    list?.push(subjectKey(subject));
  }
  return found;
}

function listAt(lists: Map<string, string[]>, key: string) {
  const known = lists.get(key);
  if (known) return known;
  const begun: string[] = [];
  lists.set(key, begun);
  return begun;
}
