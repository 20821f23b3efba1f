import { kindKey, KubernetesObject } from '@opsagent/engine';
import { ColumnsOf } from './Columns';
import {
  endpointSliceColumns,
  ingressColumns,
  networkPolicyColumns,
  serviceColumns,
} from './networkColumns';
import { nodeColumns } from './nodeColumns';
import { keyColumns, leaseColumns, otherColumns } from './otherColumns';
import { podColumns } from './podColumns';
import {
  autoscalerColumns,
  disruptionBudgetColumns,
  limitRangeColumns,
  priorityClassColumns,
  quotaColumns,
  serviceAccountColumns,
  webhookColumns,
} from './policyColumns';
import {
  attachmentColumns,
  claimColumns,
  storageClassColumns,
  volumeColumns,
} from './storageColumns';
import { cronJobColumns, jobColumns, workloadColumns } from './workloadColumns';

const COLUMNS: Readonly<Record<string, ColumnsOf>> = {
  ConfigMap: keyColumns,
  CronJob: cronJobColumns,
  DaemonSet: workloadColumns,
  Deployment: workloadColumns,
  EndpointSlice: endpointSliceColumns,
  HorizontalPodAutoscaler: autoscalerColumns,
  Ingress: ingressColumns,
  Job: jobColumns,
  Lease: leaseColumns,
  LimitRange: limitRangeColumns,
  MutatingWebhookConfiguration: webhookColumns,
  NetworkPolicy: networkPolicyColumns,
  Node: nodeColumns,
  PersistentVolume: volumeColumns,
  PersistentVolumeClaim: claimColumns,
  Pod: podColumns,
  PodDisruptionBudget: disruptionBudgetColumns,
  PriorityClass: priorityClassColumns,
  ReplicaSet: workloadColumns,
  ReplicationController: workloadColumns,
  ResourceQuota: quotaColumns,
  Secret: keyColumns,
  Service: serviceColumns,
  ServiceAccount: serviceAccountColumns,
  StatefulSet: workloadColumns,
  StorageClass: storageClassColumns,
  ValidatingWebhookConfiguration: webhookColumns,
  VolumeAttachment: attachmentColumns,
};

/** Written by controllers for themselves, or the same on nearly every node. */
const NOISE =
  /^(pod-template-hash|controller-revision-hash|controller-uid|job-name|batch\.kubernetes\.io\/.*|statefulset\.kubernetes\.io\/.*|apps\.kubernetes\.io\/pod-index|beta\.kubernetes\.io\/.*|kubernetes\.io\/(arch|os|hostname|metadata\.name)|endpointslice\.kubernetes\.io\/managed-by|kubernetes\.io\/service-name)$/;

/** One line of a list: since when the object is there, its labels, and the columns of its kind. */
export function rowOf(object: KubernetesObject): string {
  const { creationTimestamp, deletionTimestamp, labels = {} } = object.metadata;
  const told = Object.entries(labels).filter(([name]) => !NOISE.test(name));
  const columnsOf = COLUMNS[kindKey(object)] ?? otherColumns;
  return JSON.stringify({
    created: creationTimestamp,
    deleting: deletionTimestamp,
    ...(told.length > 0 ? { labels: Object.fromEntries(told) } : {}),
    ...columnsOf(object),
  });
}
