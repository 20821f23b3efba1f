import type { Container, PodTemplateSpec } from 'kubernetes-types/core/v1';
import { Revision } from '../causes/changes/RevisionHistory';
import { DetectionContext } from '../detectors/Detector';
import {
  Evidence,
  FieldEvidence,
  Finding,
  ObjectReference,
} from '../findings/Finding';
import { referenceTo } from '../findings/evidence';
import { ResourceGraph } from '../graph/ResourceGraph';
import { TEMPLATED_KINDS, Workload, podTemplateOf } from '../graph/workloads';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KnownKinds, KubernetesObject } from '../snapshot/objects';
import { kindKey } from '../snapshot/resources';
import { Surroundings } from './Surroundings';

/** A Job's template cannot be changed, and a ReplicaSet does not replace its pods. */
const PATCHABLE: readonly string[] = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
];

/** Whether a change of the workload's template reaches its pods. */
export function isPatchable({ kind, metadata }: Workload): boolean {
  return (
    PATCHABLE.includes(kind) &&
    !metadata.ownerReferences?.some(each => each.controller)
  );
}

/** Where a container stands in a workload's template. */
export interface ContainerPlace {
  name: string;
  list: 'containers' | 'initContainers';
  index: number;
  spec: Container;
}

export interface SituationOptions extends DetectionContext {
  surroundings: Surroundings;
  /** A cause, or the detector of findings that prove none. */
  answers: string;
  /** What somebody would change to mend it. */
  subject: ObjectReference;
  /** 0 to 0.99. */
  confidence: number;
  /** Those that prove the cause, the most telling first; never empty. */
  findings: readonly Finding[];
  /** What happened, with names, where the cause tells it. */
  message?: string;
  /** The evidence of the cause; that of the findings unless given. */
  evidence?: readonly Evidence[];
}

/** A cause in its cluster: what a recommendation's parameters are read from. */
export class Situation {
  readonly snapshot: ClusterSnapshot;
  readonly graph: ResourceGraph;
  readonly surroundings: Surroundings;
  readonly answers: string;
  readonly subject: ObjectReference;
  readonly confidence: number;
  readonly message: string;
  readonly findings: readonly Finding[];
  readonly evidence: readonly Evidence[];
  #workload: { found: Workload | undefined } | undefined;

  constructor(options: SituationOptions) {
    this.snapshot = options.snapshot;
    this.graph = options.graph;
    this.surroundings = options.surroundings;
    this.answers = options.answers;
    this.subject = options.subject;
    this.confidence = options.confidence;
    this.findings = options.findings;
    this.message = options.message ?? options.findings[0].message;
    this.evidence = [
      ...(options.evidence ?? []),
      ...options.findings.flatMap(each => each.evidence),
    ];
  }

  /** The finding that tells most. */
  get finding(): Finding {
    return this.findings[0];
  }

  /** Whether one of the detectors has found it. */
  has(...detectors: readonly string[]): boolean {
    return this.findings.some(each => detectors.includes(each.detector));
  }

  get namespace(): string | undefined {
    return this.subject.namespace ?? this.finding.affected[0]?.namespace;
  }

  /** The object that a reference names, if it was read. */
  objectOf(reference: ObjectReference | undefined) {
    return reference
      ? (this.snapshot.get(
          kindKey(reference),
          reference.namespace,
          reference.name,
        ) as KubernetesObject | undefined)
      : undefined;
  }

  /** The subject of the cause where it is of the given kind, else that of a finding. */
  object<K extends string>(kind: K) {
    const reference = [
      this.subject,
      ...this.findings.map(each => each.subject),
    ].find(each => kindKey(each) === kind);
    return reference
      ? this.snapshot.get(kind, reference.namespace, reference.name)
      : undefined;
  }

  /** The workload whose template makes the pods that suffer. */
  get workload(): Workload | undefined {
    this.#workload ??= { found: this.#findWorkload() };
    return this.#workload.found;
  }

  /** The workload by name; the subject where there is none. */
  get owner(): ObjectReference {
    return this.workload ? referenceTo(this.workload) : this.subject;
  }

  /** What `kubectl set` can change: a workload whose template is not fixed. */
  get settable(): ObjectReference | undefined {
    return this.workload && isPatchable(this.workload)
      ? referenceTo(this.workload)
      : undefined;
  }

  get template(): PodTemplateSpec | undefined {
    return this.workload && podTemplateOf(this.workload)?.template;
  }

  /** The container that it is about, as the workload's template has it. */
  get container(): ContainerPlace | undefined {
    return containerIn(this.template, this.#containerName());
  }

  /** Pods that suffer. */
  get pods(): readonly KnownKinds['Pod'][] {
    return this.findings.flatMap(({ affected, subject }) =>
      [...affected, subject].flatMap(({ kind, namespace, name }) =>
        kind === 'Pod' ? (this.snapshot.get('Pod', namespace, name) ?? []) : [],
      ),
    );
  }

  /** The node that it is about, or on which the first pod that suffers runs. */
  get node(): ObjectReference | undefined {
    const { subject, affected } = this.finding;
    for (const each of [this.subject, subject, ...affected])
      if (each.kind === 'Node')
        return { apiVersion: 'v1', kind: 'Node', name: each.name };
    const name =
      affected.find(each => each.node)?.node ?? this.pods[0]?.spec?.nodeName;
    return name ? { apiVersion: 'v1', kind: 'Node', name } : undefined;
  }

  /** Pod templates that the workload has had, newest first. */
  get revisions(): readonly Revision[] {
    return this.surroundings.history.revisionsOf(this.owner);
  }

  /** The template before the one that fails. */
  get lastGood(): Revision | undefined {
    const [, ...older] = this.revisions;
    return (
      older.find(
        ({ object }) =>
          ((object as KnownKinds['ReplicaSet']).status?.readyReplicas ?? 0) > 0,
      ) ?? older[0]
    );
  }

  /** The first field evidence whose path matches. */
  field(path: RegExp): FieldEvidence | undefined {
    return this.evidence.find(
      (each): each is FieldEvidence =>
        each.type === 'field' && path.test(each.path),
    );
  }

  /** Objects of a kind that are shown not to exist, or of which a part is. */
  missing(...kinds: readonly string[]): readonly ObjectReference[] {
    return this.evidence.flatMap(each =>
      each.type === 'absence' && kinds.includes(each.object.kind)
        ? [each.object]
        : [],
    );
  }

  #findWorkload(): Workload | undefined {
    const told = this.#workloadAt(this.subject);
    if (told) return told;
    for (const { subject } of this.findings) {
      const found = this.#workloadAt(subject);
      if (found) return found;
    }
    const [pod] = this.pods;
    return pod && this.#workloadAt(this.graph.topOwner(pod));
  }

  #workloadAt(reference: ObjectReference): Workload | undefined {
    return (TEMPLATED_KINDS as readonly string[]).includes(kindKey(reference))
      ? (this.objectOf(reference) as unknown as Workload | undefined)
      : undefined;
  }

  #containerName() {
    for (const { affected, key = '', evidence } of this.findings) {
      const [name] = key.split('/');
      const named = [
        affected.find(each => each.container)?.container,
        evidence.find(each => each.type === 'log')?.container,
        name,
      ];
      const found = named.find(each => containerIn(this.template, each));
      if (found) return found;
    }
    const all = this.template?.spec?.containers ?? [];
    return all.length === 1 ? all[0].name : undefined;
  }
}

/** A container of a template by its name. */
export function containerIn(
  template: PodTemplateSpec | undefined,
  name: string | undefined,
): ContainerPlace | undefined {
  if (!name) return undefined;
  for (const list of ['containers', 'initContainers'] as const) {
    const index = (template?.spec?.[list] ?? []).findIndex(
      each => each.name === name,
    );
    const spec = template?.spec?.[list]?.[index];
    if (spec) return { name, list, index, spec };
  }
  return undefined;
}
