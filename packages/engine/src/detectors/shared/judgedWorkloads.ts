import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import { ObjectReference } from '../../findings/Finding';
import { referenceTo } from '../../findings/evidence';
import { referenceKey } from '../../findings/referenceKey';
import { ResourceGraph } from '../../graph/ResourceGraph';
import { Workload, podTemplateOf } from '../../graph/workloads';
import { oncePerObject } from '../../oncePerObject';
import { KnownKinds, KubernetesObject } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { ContainerRole, declaredContainers } from './containers';
import { isScaledToZero } from './idleWorkloads';
import { isSystemNamespace } from './namespaces';

type Pod = KnownKinds['Pod'];

/** A workload with the one pod by which its configuration is judged. */
export interface JudgedWorkload {
  readonly subject: ObjectReference;
  /** Its newest running pod, or a pod as its template would make it. */
  readonly pod: Pod;
  /** What the fields were read from: the pod, or the workload with the template. */
  readonly source: Pick<KubernetesObject, 'apiVersion' | 'kind' | 'metadata'>;
  /** Where the pod's specification stands in the source. */
  readonly path: 'spec' | `spec.${string}`;
  /** Whether admission has had its say: what the pod states is what it got. */
  readonly isRunning: boolean;
  /** All its running pods. */
  readonly pods: readonly Pod[];
}

/** A container and where it stands in the workload's source. */
export interface JudgedContainer {
  readonly container: Container;
  readonly role: ContainerRole;
  readonly path: string;
}

const workloadsOf = oncePerObject(
  (graph: ResourceGraph): readonly JudgedWorkload[] => {
    const { snapshot } = graph;
    const running = new Map<
      string,
      { subject: ObjectReference; pods: Pod[] }
    >();
    for (const pod of snapshot.all('Pod')) {
      if (!isJudged(pod)) continue;
      const subject = graph.topOwner(pod);
      if (subject.kind === 'Node') continue;
      const key = referenceKey(subject);
      const group = running.get(key);
      if (group) group.pods.push(pod);
      else running.set(key, { subject, pods: [pod] });
    }
    const found: JudgedWorkload[] = [];
    for (const { subject, pods } of running.values()) {
      const pod = newest(pods);
      found.push({
        subject,
        pod,
        source: pod,
        path: 'spec',
        isRunning: true,
        pods,
      });
    }
    for (const workload of graph.workloads()) {
      if (!isWithoutPods(workload)) continue;
      const subject = referenceTo(workload);
      if (running.has(referenceKey(subject))) continue;
      const template = podTemplateOf(workload);
      if (!template?.template.spec) continue;
      found.push({
        subject,
        pod: stamped(workload, template.template),
        source: workload,
        path: `${template.path}.spec` as JudgedWorkload['path'],
        isRunning: false,
        pods: [],
      });
    }
    return found;
  },
);

/**
 * Every workload whose configuration people can tidy, once. Admission may have added what a template lacks, so a running pod speaks for its workload, and the
 * template only for one of which none runs, such as a manifest that is checked before it is deployed or a Job whose pods have failed.
 *
 * Left out are system namespaces, mirror pods, what is being deleted or scaled to zero, and finished or suspended Jobs.
 */
export function judgedWorkloads({
  graph,
}: DetectionContext): readonly JudgedWorkload[] {
  return workloadsOf(graph);
}

const SPEC = 'spec';

const containersOf = oncePerObject(
  ({ pod, path }: JudgedWorkload): readonly JudgedContainer[] =>
    path === SPEC
      ? declaredContainers(pod)
      : declaredContainers(pod).map(each => ({
          ...each,
          path: `${path}${each.path.slice(SPEC.length)}`,
        })),
);

/** The containers of the given roles; all unless stated. */
export function judgedContainers(
  workload: JudgedWorkload,
  roles?: readonly ContainerRole[],
): readonly JudgedContainer[] {
  const all = containersOf(workload);
  return roles && !all.every(({ role }) => roles.includes(role))
    ? all.filter(({ role }) => roles.includes(role))
    : all;
}

/** Whether its pods run to an end, or once: nothing that could be replicated. */
export function isBatch({ subject, pod }: JudgedWorkload): boolean {
  const { restartPolicy = 'Always' } = pod.spec ?? {};
  return (
    restartPolicy !== 'Always' ||
    ['Job', 'CronJob', 'Pod'].includes(subject.kind)
  );
}

function isJudged({ metadata, status }: Pod) {
  return (
    status?.phase === 'Running' &&
    !metadata.deletionTimestamp &&
    !isSystemNamespace(metadata.namespace)
  );
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
  return pods.reduce((latest, each) =>
    (each.metadata.creationTimestamp ?? '') >
    (latest.metadata.creationTimestamp ?? '')
      ? each
      : latest,
  );
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
