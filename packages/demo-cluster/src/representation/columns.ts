import { KnownKind, KubernetesObject, ObjectOf } from '@opsagent/engine';
import type { ResourceType } from '../api/ResourceType';
import { humanDuration } from './humanDuration';
import { podStatus } from './podStatus';

/** A column of `kubectl get`. */
export interface Column {
  name: string;
  /** Shown only with `-o wide`. */
  wide?: boolean;
  cell(object: KubernetesObject, now: Date): string | number;
}

type Cell<K extends KnownKind> = (
  object: ObjectOf<K>,
  now: Date,
) => string | number | undefined;

const NAME: Column = { name: 'Name', cell: object => object.metadata.name };
const AGE: Column = {
  name: 'Age',
  cell: (object, now) => since(object.metadata.creationTimestamp, now),
};

const COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  ConfigMap: [NAME, column('ConfigMap', 'Data', countData), AGE],
  CronJob: [
    NAME,
    column('CronJob', 'Schedule', ({ spec }) => spec?.schedule),
    column('CronJob', 'Suspend', ({ spec }) =>
      spec?.suspend ? 'True' : 'False',
    ),
    column('CronJob', 'Active', ({ status }) => status?.active?.length ?? 0),
    column('CronJob', 'Last Schedule', ({ status }, now) =>
      status?.lastScheduleTime ? since(status.lastScheduleTime, now) : '<none>',
    ),
    AGE,
  ],
  DaemonSet: [
    NAME,
    column(
      'DaemonSet',
      'Desired',
      ({ status }) => status?.desiredNumberScheduled ?? 0,
    ),
    column(
      'DaemonSet',
      'Current',
      ({ status }) => status?.currentNumberScheduled ?? 0,
    ),
    column('DaemonSet', 'Ready', ({ status }) => status?.numberReady ?? 0),
    column(
      'DaemonSet',
      'Up-to-date',
      ({ status }) => status?.updatedNumberScheduled ?? 0,
    ),
    column(
      'DaemonSet',
      'Available',
      ({ status }) => status?.numberAvailable ?? 0,
    ),
    AGE,
  ],
  Deployment: [
    NAME,
    column('Deployment', 'Ready', readyOf),
    column(
      'Deployment',
      'Up-to-date',
      ({ status }) => status?.updatedReplicas ?? 0,
    ),
    column(
      'Deployment',
      'Available',
      ({ status }) => status?.availableReplicas ?? 0,
    ),
    AGE,
  ],
  Event: [
    column('Event', 'Last Seen', (event, now) =>
      since(
        event.series?.lastObservedTime ??
          event.lastTimestamp ??
          event.eventTime,
        now,
      ),
    ),
    column('Event', 'Type', ({ type }) => type),
    column('Event', 'Reason', ({ reason }) => reason),
    column(
      'Event',
      'Object',
      ({ involvedObject }) =>
        `${involvedObject.kind?.toLowerCase()}/${involvedObject.name}`,
    ),
    column('Event', 'Message', ({ message }) => message?.trim()),
    { ...NAME, wide: true },
  ],
  HorizontalPodAutoscaler: [
    NAME,
    column(
      'HorizontalPodAutoscaler',
      'Reference',
      ({ spec }) => `${spec?.scaleTargetRef.kind}/${spec?.scaleTargetRef.name}`,
    ),
    column(
      'HorizontalPodAutoscaler',
      'MinPods',
      ({ spec }) => spec?.minReplicas,
    ),
    column(
      'HorizontalPodAutoscaler',
      'MaxPods',
      ({ spec }) => spec?.maxReplicas,
    ),
    column(
      'HorizontalPodAutoscaler',
      'Replicas',
      ({ status }) => status?.currentReplicas ?? 0,
    ),
    AGE,
  ],
  Ingress: [
    NAME,
    column(
      'Ingress',
      'Class',
      ({ spec }) => spec?.ingressClassName ?? '<none>',
    ),
    column(
      'Ingress',
      'Hosts',
      ({ spec }) => spec?.rules?.map(rule => rule.host ?? '*').join(',') || '*',
    ),
    AGE,
  ],
  Job: [
    NAME,
    column(
      'Job',
      'Completions',
      ({ spec, status }) =>
        `${status?.succeeded ?? 0}/${spec?.completions ?? 1}`,
    ),
    AGE,
  ],
  Namespace: [
    NAME,
    column('Namespace', 'Status', ({ status }) => status?.phase),
    AGE,
  ],
  Node: [
    NAME,
    column('Node', 'Status', nodeStatus),
    column('Node', 'Roles', nodeRoles),
    AGE,
    column('Node', 'Version', ({ status }) => status?.nodeInfo?.kubeletVersion),
    wide(
      'Node',
      'Internal-IP',
      ({ status }) =>
        status?.addresses?.find(({ type }) => type === 'InternalIP')?.address ??
        '<none>',
    ),
  ],
  PersistentVolumeClaim: [
    NAME,
    column('PersistentVolumeClaim', 'Status', ({ status }) => status?.phase),
    column('PersistentVolumeClaim', 'Volume', ({ spec }) => spec?.volumeName),
    column(
      'PersistentVolumeClaim',
      'StorageClass',
      ({ spec }) => spec?.storageClassName,
    ),
    AGE,
  ],
  Pod: [
    NAME,
    column(
      'Pod',
      'Ready',
      ({ spec, status }) =>
        `${status?.containerStatuses?.filter(({ ready }) => ready).length ?? 0}/${spec?.containers.length ?? 0}`,
    ),
    column('Pod', 'Status', podStatus),
    column(
      'Pod',
      'Restarts',
      ({ status }) =>
        status?.containerStatuses?.reduce(
          (sum, { restartCount }) => sum + restartCount,
          0,
        ) ?? 0,
    ),
    AGE,
    wide('Pod', 'IP', ({ status }) => status?.podIP ?? '<none>'),
    wide('Pod', 'Node', ({ spec }) => spec?.nodeName ?? '<none>'),
  ],
  ReplicaSet: [
    NAME,
    column('ReplicaSet', 'Desired', ({ spec }) => spec?.replicas ?? 1),
    column('ReplicaSet', 'Current', ({ status }) => status?.replicas ?? 0),
    column('ReplicaSet', 'Ready', ({ status }) => status?.readyReplicas ?? 0),
    AGE,
  ],
  Secret: [
    NAME,
    column('Secret', 'Type', ({ type }) => type),
    column('Secret', 'Data', countData),
    AGE,
  ],
  Service: [
    NAME,
    column('Service', 'Type', ({ spec }) => spec?.type ?? 'ClusterIP'),
    column('Service', 'Cluster-IP', ({ spec }) => spec?.clusterIP ?? '<none>'),
    column(
      'Service',
      'Port(s)',
      ({ spec }) =>
        spec?.ports
          ?.map(({ port, protocol }) => `${port}/${protocol ?? 'TCP'}`)
          .join(',') || '<none>',
    ),
    AGE,
  ],
  StatefulSet: [NAME, column('StatefulSet', 'Ready', readyOf), AGE],
};

/** The columns of a kind; those kubectl's users read most have their own, all others name and age. */
export function columnsOf(type: ResourceType): readonly Column[] {
  return (type.custom ? undefined : COLUMNS[type.kind]) ?? [NAME, AGE];
}

function column<K extends KnownKind>(
  kind: K,
  name: string,
  cell: Cell<K>,
): Column {
  return {
    name,
    cell: (object, now) => cell({ ...object, kind } as ObjectOf<K>, now) ?? '',
  };
}

function wide<K extends KnownKind>(
  kind: K,
  name: string,
  cell: Cell<K>,
): Column {
  return { ...column(kind, name, cell), wide: true };
}

function since(timestamp: string | undefined, now: Date): string {
  return timestamp
    ? humanDuration(now.getTime() - Date.parse(timestamp))
    : '<unknown>';
}

function countData({ data }: { data?: object }): number {
  return Object.keys(data ?? {}).length;
}

function readyOf({
  spec,
  status,
}: {
  spec?: { replicas?: number };
  status?: { readyReplicas?: number };
}): string {
  return `${status?.readyReplicas ?? 0}/${spec?.replicas ?? 1}`;
}

function nodeStatus({ spec, status }: ObjectOf<'Node'>): string {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  const word = { True: 'Ready', False: 'NotReady' }[ready?.status ?? ''];
  return `${word ?? (ready ? 'NotReady' : 'Unknown')}${spec?.unschedulable ? ',SchedulingDisabled' : ''}`;
}

function nodeRoles({ metadata }: ObjectOf<'Node'>): string {
  const prefix = 'node-role.kubernetes.io/';
  const roles = Object.keys(metadata.labels ?? {})
    .filter(label => label.startsWith(prefix))
    .map(label => label.slice(prefix.length));
  return roles.sort().join(',') || '<none>';
}
