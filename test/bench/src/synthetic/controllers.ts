import { before, metadata } from './metadata';
import { labelsOf, templateOf } from './pods';
import { SyntheticWorkload } from './workload';

const HOUR = 3_600_000;
const OLD_REVISIONS = 2;

type Json = Record<string, unknown>;

const DEPLOYMENT_DEFAULTS = {
  progressDeadlineSeconds: 600,
  strategy: {
    type: 'RollingUpdate',
    rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
  },
};

function setSpecOf(name: string) {
  return {
    serviceName: name,
    podManagementPolicy: 'OrderedReady',
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    persistentVolumeClaimRetentionPolicy: {
      whenDeleted: 'Retain',
      whenScaled: 'Retain',
    },
    volumeClaimTemplates: [
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data' },
        spec: {
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage: '10Gi' } },
          storageClassName: 'fast',
          volumeMode: 'Filesystem',
        },
        status: { phase: 'Pending' },
      },
    ],
  };
}

function controllerOf(workload: SyntheticWorkload): Json {
  const { name, namespace, kind, replicas, fault } = workload;
  const ready = fault ? 0 : replicas;
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: metadata(kind, {
      name,
      namespace,
      labels: labelsOf(workload),
      ...(kind === 'Deployment'
        ? {
            annotations: {
              'deployment.kubernetes.io/revision': String(OLD_REVISIONS + 1),
            },
          }
        : {}),
    }),
    spec: {
      replicas,
      selector: { matchLabels: labelsOf(workload) },
      template: templateOf(workload),
      revisionHistoryLimit: 10,
      ...(kind === 'StatefulSet' ? setSpecOf(name) : DEPLOYMENT_DEFAULTS),
    },
    status: {
      observedGeneration: 1,
      replicas,
      updatedReplicas: replicas,
      readyReplicas: ready,
      availableReplicas: ready,
      ...(kind === 'StatefulSet'
        ? {
            currentReplicas: replicas,
            currentRevision: 'a',
            updateRevision: 'a',
          }
        : {
            conditions: [
              {
                type: 'Available',
                status: ready > 0 ? 'True' : 'False',
                reason:
                  ready > 0
                    ? 'MinimumReplicasAvailable'
                    : 'MinimumReplicasUnavailable',
                message: `Deployment ${ready > 0 ? 'has' : 'does not have'} minimum availability.`,
                lastTransitionTime: before(HOUR),
                lastUpdateTime: before(HOUR),
              },
              {
                type: 'Progressing',
                status: 'True',
                reason: 'NewReplicaSetAvailable',
                message: `ReplicaSet "${name}-${(workload.index % 97) + 100}d5f" has successfully progressed.`,
                lastTransitionTime: before(24 * HOUR),
                lastUpdateTime: before(24 * HOUR),
              },
            ],
          }),
    },
  };
}

function replicaSetsOf(workload: SyntheticWorkload): Json[] {
  const { name, namespace, index, replicas, fault } = workload;
  const template = templateOf(workload);
  return Array.from({ length: OLD_REVISIONS + 1 }, (_, age) => {
    const hash = age === 0 ? `${(index % 97) + 100}d5f` : `old${age}`;
    const wanted = age === 0 ? replicas : 0;
    return {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: metadata('ReplicaSet', {
        name: `${name}-${hash}`,
        namespace,
        labels: { ...labelsOf(workload), 'pod-template-hash': hash },
        annotations: {
          'deployment.kubernetes.io/desired-replicas': String(replicas),
          'deployment.kubernetes.io/max-replicas': String(
            replicas + Math.ceil(replicas / 4),
          ),
          'deployment.kubernetes.io/revision': String(OLD_REVISIONS + 1 - age),
        },
        owner: { apiVersion: 'apps/v1', kind: 'Deployment', name },
        age: (age + 1) * 24 * HOUR,
      }),
      spec: {
        replicas: wanted,
        selector: {
          matchLabels: { ...labelsOf(workload), 'pod-template-hash': hash },
        },
        template: {
          ...template,
          metadata: {
            labels: { ...labelsOf(workload), 'pod-template-hash': hash },
          },
        },
      },
      status: {
        observedGeneration: 1,
        replicas: wanted,
        ...(wanted > 0 && !fault
          ? { readyReplicas: wanted, availableReplicas: wanted }
          : {}),
      },
    };
  });
}

/** The Deployment with its ReplicaSets, or the StatefulSet. */
export function controllersOf(workload: SyntheticWorkload): Json[] {
  const controller = controllerOf(workload);
  return workload.kind === 'Deployment'
    ? [controller, ...replicaSetsOf(workload)]
    : [controller];
}
