import { ObjectReference } from '@opsagent/engine';
import type { Labels } from './ReceivedAlert';

/** No object has a longer name. */
const LONGEST_NAME = 253;

const NAMESPACE_NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Labels that name an object in the namespace of the label `namespace`, most telling first. Rules on kube-state-metrics often carry the pod and the Service that
 * were scraped besides, so these come last.
 */
const NAMESPACED = [
  ['horizontalpodautoscaler', 'HorizontalPodAutoscaler'],
  ['persistentvolumeclaim', 'PersistentVolumeClaim'],
  ['poddisruptionbudget', 'PodDisruptionBudget'],
  ['resourcequota', 'ResourceQuota'],
  ['job_name', 'Job'],
  ['cronjob', 'CronJob'],
  ['deployment', 'Deployment'],
  ['statefulset', 'StatefulSet'],
  ['daemonset', 'DaemonSet'],
  ['replicaset', 'ReplicaSet'],
  ['ingress', 'Ingress'],
] as const;

/** Values of `workload_type`, as the recording rules of kube-prometheus write it. */
const WORKLOAD_TYPES: ReadonlyMap<string, string> = new Map([
  ['deployment', 'Deployment'],
  ['statefulset', 'StatefulSet'],
  ['daemonset', 'DaemonSet'],
  ['job', 'Job'],
  ['cronjob', 'CronJob'],
  ['replicaset', 'ReplicaSet'],
]);

/** Exporters that speak of other objects than the pod in which they run. */
const NODE_EXPORTER = /node-?exporter/;
const STATE_METRICS = /kube-?state-?metrics/;

/**
 * The object that an alert is about, by the labels that the rules of kube-prometheus and their like use. It tells nothing of whether there is such an object.
 *
 * @param cluster - the answer where labels name no object; none without it
 */
export function objectOfAlert(
  labels: Labels,
  cluster: string,
): ObjectReference | undefined {
  const told = Object.fromEntries(
    Object.entries(labels).filter(
      ([label, value]) =>
        value !== '' &&
        value.length <= LONGEST_NAME &&
        (label !== 'namespace' || NAMESPACE_NAME.test(value)),
    ),
  );
  return (
    exportedNode(told) ??
    (told.namespace ? namespaced(told, told.namespace) : node(told)) ??
    (cluster ? { kind: 'Cluster', name: cluster } : undefined)
  );
}

function namespaced(
  labels: Labels,
  namespace: string,
): ObjectReference | undefined {
  for (const [label, kind] of NAMESPACED)
    if (labels[label]) return { kind, namespace, name: labels[label] };
  const kind = WORKLOAD_TYPES.get(labels.workload_type?.toLowerCase());
  if (kind && labels.workload)
    return { kind, namespace, name: labels.workload };
  if (isScrapedStateMetrics(labels))
    return node(labels) ?? { kind: 'Namespace', name: namespace };
  if (labels.pod) return { kind: 'Pod', namespace, name: labels.pod };
  if (labels.service)
    return { kind: 'Service', namespace, name: labels.service };
  return { kind: 'Namespace', name: namespace };
}

function node({ node: name }: Labels): ObjectReference | undefined {
  return name ? { kind: 'Node', name } : undefined;
}

/** Its pod says only where the numbers come from. */
function exportedNode(labels: Labels): ObjectReference | undefined {
  if (!NODE_EXPORTER.test(labels.job ?? '')) return undefined;
  const name = labels.node ?? labels.nodename ?? labels.instance;
  return name ? { kind: 'Node', name: name.replace(/:\d+$/, '') } : undefined;
}

/** Whether pod and container are those of kube-state-metrics, which speaks of a node here. */
function isScrapedStateMetrics({ container, job, node: name }: Labels) {
  return (
    name !== undefined &&
    STATE_METRICS.test(job ?? '') &&
    STATE_METRICS.test(container ?? '')
  );
}
