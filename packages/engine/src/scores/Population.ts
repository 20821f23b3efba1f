import { DetectionContext, Detector } from '../detectors/Detector';
import {
  judgedWorkloads,
  subjectsOf,
} from '../detectors/shared/judgedWorkloads';
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
  readonly #byList = new Map<Iterable<ObjectReference>, Population>();

  constructor(context: DetectionContext) {
    this.#context = context;
  }

  of(detector: Detector): Population {
    if (detector.examines)
      return this.#populationOf(detector.examines(this.#context));
    const [kind] = detector.kinds;
    const known = this.#byKind.get(kind);
    const population = known ?? this.#populationOfKind(kind);
    if (!known) this.#byKind.set(kind, population);
    return population;
  }

  /** Many rules look at one and the same list. */
  #populationOf(subjects: Iterable<ObjectReference>): Population {
    const known = this.#byList.get(subjects);
    if (known) return known;
    const population = populationOf(subjects);
    this.#byList.set(subjects, population);
    return population;
  }

  #populationOfKind(kind: string): Population {
    if (kind === 'Pod')
      return this.#populationOf(subjectsOf(judgedWorkloads(this.#context)));
    const objects = this.#context.snapshot.all(
      kind,
    ) as readonly KubernetesObject[];
    return populationOf(objects.map(referenceTo), referenceKey);
  }
}

function populationOf(
  subjects: Iterable<ObjectReference>,
  keyOf: (subject: ObjectReference) => string = subjectKey,
): Population {
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
    list?.push(keyOf(subject));
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
