import type { PodSpec } from 'kubernetes-types/core/v1';
import { ObjectReference } from '../../findings/Finding';
import { referenceTo } from '../../findings/evidence';
import { referenceKey } from '../../findings/referenceKey';
import { ResourceGraph } from '../../graph/ResourceGraph';
import { Workload, podTemplateOf } from '../../graph/workloads';
import { oncePerObject } from '../../oncePerObject';
import { KnownKinds, KubernetesObject } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { DeclaredContainer, containersIn } from './containers';
import { isScaledToZero } from './idleWorkloads';
import { isSystemNamespace } from './namespaces';
import { EffectiveSecurity, effectiveSecurity } from './securityContext';

type Pod = KnownKinds['Pod'];

/** A workload with the one pod by which its configuration is judged. */
export interface JudgedWorkload {
  readonly subject: ObjectReference;
  /** Its newest running pod, or a pod as its template or manifest would make it. */
  readonly pod: Pod;
  /** What the fields were read from: the pod, or the workload with the template. */
  readonly source: Pick<KubernetesObject, 'apiVersion' | 'kind' | 'metadata'>;
  /** Where the pod's specification stands in the source. */
  readonly path: 'spec' | `spec.${string}`;
  /** Whether admission has had its say: what the pod states is what it got. */
  readonly isRunning: boolean;
  /** All its running pods. */
  readonly pods: readonly Pod[];
  /** Init containers first, as they start. */
  readonly containers: readonly JudgedContainer[];
  /** Those that run beside each other, not those that only prepare. */
  readonly longLived: readonly JudgedContainer[];
}

/** A container and where it stands in the workload's source. */
export interface JudgedContainer extends DeclaredContainer {
  readonly security: EffectiveSecurity;
}

/** Some of the judged workloads. */
export type Workloads = (
  context: DetectionContext,
) => readonly JudgedWorkload[];

const SPEC = 'spec';

const workloadsOf = oncePerObject(
  (graph: ResourceGraph): readonly JudgedWorkload[] => {
    const running = runningPodsOf(graph);
    const found: JudgedWorkload[] = [];
    for (const { subject, pods } of running.values()) {
      const pod = newest(pods);
      const isRunning = true;
      found.push(
        judged({ subject, pod, source: pod, path: SPEC, isRunning, pods }),
      );
    }
    for (const pod of graph.snapshot.all('Pod')) {
      if (!isManifest(pod)) continue;
      const subject = referenceTo(pod);
      const isRunning = false;
      found.push(
        judged({ subject, pod, source: pod, path: SPEC, isRunning, pods: [] }),
      );
    }
    for (const workload of graph.workloads()) {
      if (!isWithoutPods(workload)) continue;
      const subject = referenceTo(workload);
      if (running.has(referenceKey(subject))) continue;
      const template = podTemplateOf(workload);
      if (!template?.template.spec) continue;
      found.push(
        judged({
          subject,
          pod: stamped(workload, template.template),
          source: workload,
          path: `${template.path}.spec` as JudgedWorkload['path'],
          isRunning: false,
          pods: [],
        }),
      );
    }
    return found;
  },
);

interface RunningPods {
  subject: ObjectReference;
  pods: Pod[];
}

/** By the key of their owner. */
function runningPodsOf(graph: ResourceGraph): Map<string, RunningPods> {
  const running = new Map<string, RunningPods>();
  // Pods of one controller share the reference to their owner, which saves them the key.
  const byReference = new Map<ObjectReference, RunningPods>();
  for (const pod of graph.snapshot.all('Pod')) {
    if (!isJudged(pod)) continue;
    const subject = graph.topOwner(pod);
    if (subject.kind === 'Node') continue;
    let group = byReference.get(subject);
    if (!group) {
      const key = referenceKey(subject);
      group = running.get(key) ?? { subject, pods: [] };
      running.set(key, group);
      byReference.set(subject, group);
    }
    group.pods.push(pod);
  }
  return running;
}

function judged(
  facts: Omit<JudgedWorkload, 'containers' | 'longLived'>,
): JudgedWorkload {
  const { spec } = facts.pod;
  const containers: JudgedContainer[] = [];
  for (const { container, role, path } of containersIn(spec, facts.path)) {
    const security = effectiveSecurity(spec, container);
    containers.push({ container, role, path, security });
  }
  const preparing = containers.some(({ role }) => role === 'init');
  const longLived = preparing
    ? containers.filter(({ role }) => role !== 'init')
    : containers;
  return { ...facts, containers, longLived };
}

/**
 * Every workload whose configuration people can tidy, once. Admission may have added what a template lacks, so a running pod speaks for its workload, and the
 * template only for one of which none runs, such as a manifest that is checked before it is deployed or a Job whose pods have failed. The manifest of a pod speaks
 * for itself.
 *
 * Left out are system namespaces, mirror pods, what is being deleted or scaled to zero, and finished or suspended Jobs.
 */
export function judgedWorkloads({
  graph,
}: DetectionContext): readonly JudgedWorkload[] {
  return workloadsOf(graph);
}

/** Those of the workloads, all unless given, that a rule has something to judge about; found once for a snapshot. */
export function workloadsWhere(
  isMeant: (workload: JudgedWorkload, context: DetectionContext) => boolean,
  among: Workloads = judgedWorkloads,
): Workloads {
  const meantOf = oncePerObject((graph: ResourceGraph) => {
    const context = { snapshot: graph.snapshot, graph };
    const all = among(context);
    const found = all.filter(each => isMeant(each, context));
    // Rules about the same workloads then share what follows from the list.
    return found.length === all.length ? all : found;
  });
  return ({ graph }) => meantOf(graph);
}

/** The subjects of a list of workloads. */
export const subjectsOf = oncePerObject(
  (workloads: readonly JudgedWorkload[]): readonly ObjectReference[] =>
    workloads.map(subjectOf),
);

function subjectOf({ subject }: JudgedWorkload) {
  return subject;
}

const RUN_TO_AN_END: ReadonlySet<string> = new Set(['Job', 'CronJob', 'Pod']);

/** Whether its pods run to an end, or once: nothing that could be replicated. */
export function isBatch({ subject, pod }: JudgedWorkload): boolean {
  const { restartPolicy = 'Always' } = pod.spec ?? {};
  return restartPolicy !== 'Always' || RUN_TO_AN_END.has(subject.kind);
}

function isJudged(pod: Pod) {
  return pod.status?.phase === 'Running' && isForPeople(pod);
}

/** Whether a pod was never sent to an API server, which gives each a phase, and nothing makes it. */
function isManifest(pod: Pod) {
  return (
    !pod.status?.phase &&
    !pod.metadata.ownerReferences?.length &&
    isForPeople(pod)
  );
}

function isForPeople({ metadata }: Pod) {
  return !metadata.deletionTimestamp && !isSystemNamespace(metadata.namespace);
}

function isWithoutPods(workload: Workload) {
  const { metadata } = workload;
  if (metadata.deletionTimestamp || isSystemNamespace(metadata.namespace))
    return false;
  if (workload.kind === 'Job') {
    const { spec, status } = workload as KnownKinds['Job'];
    return !spec?.suspend && !status?.conditions?.length;
  }
  return !isScaledToZero(workload);
}

function newest(pods: readonly Pod[]) {
  if (pods.length === 1) return pods[0];
  return pods.reduce(newer);
}

function newer(latest: Pod, each: Pod) {
  return (each.metadata.creationTimestamp ?? '') >
    (latest.metadata.creationTimestamp ?? '')
    ? each
    : latest;
}

function stamped(
  { metadata: { namespace, name } }: Workload,
  { metadata, spec }: { metadata?: object; spec?: PodSpec },
): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadata, name, ...(namespace ? { namespace } : {}) },
    spec,
  };
}
