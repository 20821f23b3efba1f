import type { KubernetesObject } from '@opsagent/engine';
import type { ResourceType } from '../api/ResourceType';

/** Built-in kinds that count changes of their spec. */
const COUNTED = new Set([
  'CronJob',
  'DaemonSet',
  'Deployment',
  'Ingress',
  'Job',
  'NetworkPolicy',
  'Pod',
  'PodDisruptionBudget',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
]);

const INITIAL_STATUS: Readonly<Record<string, object>> = {
  CronJob: {},
  DaemonSet: {},
  Deployment: {},
  Job: {},
  Namespace: { phase: 'Active' },
  PersistentVolumeClaim: { phase: 'Pending' },
  Pod: { phase: 'Pending' },
  ReplicaSet: {},
  StatefulSet: {},
};

/** The few fields that the server sets at creation and clients rely on; nothing else is defaulted. */
export function withDefaults(
  type: ResourceType,
  object: KubernetesObject,
): KubernetesObject {
  const { status, ...rest } = object;
  const counted = COUNTED.has(type.kind) || (type.custom && rest.spec);
  const initial = INITIAL_STATUS[type.kind];
  return {
    ...rest,
    metadata: {
      ...object.metadata,
      ...(counted ? { generation: 1 } : {}),
      ...(type.kind === 'Namespace'
        ? {
            labels: {
              ...object.metadata.labels,
              'kubernetes.io/metadata.name': object.metadata.name,
            },
          }
        : {}),
    },
    ...(initial ? { status: initial } : {}),
  } as KubernetesObject;
}
