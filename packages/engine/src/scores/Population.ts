import { DetectionContext, Detector } from '../detectors/Detector';
import {
  judgedWorkloads,
  subjectsOf,
} from '../detectors/shared/judgedWorkloads';
import { isSystemNamespace } from '../detectors/shared/namespaces';
import { ObjectReference } from '../findings/Finding';
import { ResourceGraph } from '../graph/ResourceGraph';
import { oncePerObject } from '../oncePerObject';
import { SubjectNumbers, subjectNumbersOf } from './SubjectNumbers';

/** The place of what belongs to no namespace. */
export const CLUSTER_SCOPE = '';

/** Subjects that a rule looked at, by namespace; those of the system are left out. */
export type Population = ReadonlyMap<string, readonly number[]>;

/** Sorts subjects by namespace, in which order they come as a rule. */
class PopulationBuilder {
  readonly byNamespace = new Map<string, number[]>();
  #last: string | undefined;
  #list: number[] | undefined;

  add(namespace: string | undefined, subject: number): void {
    if (namespace !== this.#last || !this.#list) {
      this.#last = namespace;
      this.#list = isSystemNamespace(namespace)
        ? undefined
        : this.#listOf(namespace ?? CLUSTER_SCOPE);
    }
    this.#list?.push(subject);
  }

  #listOf(namespace: string) {
    const known = this.byNamespace.get(namespace);
    if (known) return known;
    const begun: number[] = [];
    this.byNamespace.set(namespace, begun);
    return begun;
  }
}

/** Says what each rule looked at. Rules that look at the same kind share one answer. */
export class Populations {
  readonly #context: DetectionContext;
  readonly #numbers: SubjectNumbers;
  readonly #byKind = new Map<string, PopulationBuilder>();
  readonly #byList = new Map<Iterable<ObjectReference>, PopulationBuilder>();

  constructor(context: DetectionContext, numbers: SubjectNumbers) {
    this.#context = context;
    this.#numbers = numbers;
  }

  of(detector: Detector): Population {
    if (detector.examines)
      return this.#populationOf(detector.examines(this.#context)).byNamespace;
    const [kind] = detector.kinds;
    const known = this.#byKind.get(kind);
    const population = known ?? this.#populationOfKind(kind);
    if (!known) this.#byKind.set(kind, population);
    return population.byNamespace;
  }

  /** Many rules look at one and the same list. */
  #populationOf(subjects: Iterable<ObjectReference>): PopulationBuilder {
    const known = this.#byList.get(subjects);
    if (known) return known;
    const population = new PopulationBuilder();
    for (const subject of subjects)
      population.add(subject.namespace, this.#numbers.of(subject));
    this.#byList.set(subjects, population);
    return population;
  }

  #populationOfKind(kind: string): PopulationBuilder {
    if (kind === 'Pod')
      return this.#populationOf(subjectsOf(judgedWorkloads(this.#context)));
    const population = new PopulationBuilder();
    for (const { metadata } of this.#context.snapshot.all(kind))
      population.add(metadata.namespace, this.#numbers.ofNamed(kind, metadata));
    return population;
  }
}

/** What the rules looked at in one snapshot. */
export const populationsOf = oncePerObject(
  (graph: ResourceGraph) =>
    new Populations(
      { snapshot: graph.snapshot, graph },
      subjectNumbersOf(graph),
    ),
);
