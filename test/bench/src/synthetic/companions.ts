import { controllersOf } from './controllers';
import { before, metadata } from './metadata';
import { labelsOf, podsOf } from './pods';
import { SyntheticWorkload } from './workload';

const HOUR = 3_600_000;

type Json = Record<string, unknown>;

/** Everything that an application usually brings along beside its pods. */
export function companionsOf(workload: SyntheticWorkload): Json[] {
  const { name, namespace, kind, index } = workload;
  const named = { namespace, name };
  return [
    ...controllersOf(workload),
    ...(kind === 'StatefulSet' ? claimsOf(workload) : []),
    serviceOf(workload),
    endpointSliceOf(workload),
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadata('ConfigMap', { namespace, name: `${name}-settings` }),
      data: {
        'application.yaml': `server:\n  port: 8080\nfeatures:\n${'  - enabled: true\n'.repeat(20)}`,
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: metadata('Secret', { namespace, name: `${name}-credentials` }),
      type: 'Opaque',
      data: { password: '' },
    },
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: metadata('ServiceAccount', named),
    },
    budgetOf(workload),
    ...(index % 4 === 0 ? [ingressOf(workload)] : []),
    ...(index % 3 === 0 && kind === 'Deployment'
      ? [autoscalerOf(workload)]
      : []),
    ...(workload.fault ? eventsOf(workload) : []),
  ];
}

function claimsOf(workload: SyntheticWorkload): Json[] {
  const { name, namespace, replicas } = workload;
  return Array.from({ length: replicas }, (_, ordinal) => {
    const claim = `data-${name}-${ordinal}`;
    const volume = `pvc-${namespace}-${claim}`;
    const shared = {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'fast',
      volumeMode: 'Filesystem',
    };
    return [
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: metadata('PersistentVolumeClaim', { namespace, name: claim }),
        spec: {
          ...shared,
          resources: { requests: { storage: '10Gi' } },
          volumeName: volume,
        },
        status: {
          phase: 'Bound',
          accessModes: ['ReadWriteOnce'],
          capacity: { storage: '10Gi' },
        },
      },
      {
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: metadata('PersistentVolume', { name: volume }),
        spec: {
          ...shared,
          capacity: { storage: '10Gi' },
          claimRef: { kind: 'PersistentVolumeClaim', namespace, name: claim },
          persistentVolumeReclaimPolicy: 'Delete',
          csi: { driver: 'disk.csi.example.com', volumeHandle: volume },
        },
        status: { phase: 'Bound' },
      },
    ];
  }).flat();
}

function serviceOf(workload: SyntheticWorkload): Json {
  const { name, namespace, index } = workload;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata('Service', {
      name,
      namespace,
      labels: labelsOf(workload),
    }),
    spec: {
      type: 'ClusterIP',
      clusterIP: `10.96.${index % 256}.10`,
      clusterIPs: [`10.96.${index % 256}.10`],
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      sessionAffinity: 'None',
      selector: labelsOf(workload),
      ports: [
        {
          name: 'http',
          port: index % 10 === 0 ? 5432 : 80,
          targetPort: 'http',
          protocol: 'TCP',
        },
      ],
    },
    status: { loadBalancer: {} },
  };
}

function endpointSliceOf(workload: SyntheticWorkload): Json {
  const { name, namespace, fault } = workload;
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: metadata('EndpointSlice', {
      name: `${name}-abcde`,
      namespace,
      labels: { 'kubernetes.io/service-name': name },
      owner: { apiVersion: 'v1', kind: 'Service', name },
    }),
    addressType: 'IPv4',
    ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
    endpoints:
      fault === 'unschedulable'
        ? []
        : podsOf(workload, 1).map(pod => ({
            addresses: ['10.1.0.7'],
            conditions: { ready: !fault, serving: !fault, terminating: false },
            targetRef: { kind: 'Pod', namespace, name: pod.metadata.name },
          })),
  };
}

function budgetOf(workload: SyntheticWorkload): Json {
  const { name, namespace, replicas, fault } = workload;
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadata('PodDisruptionBudget', { name, namespace }),
    spec: { maxUnavailable: 1, selector: { matchLabels: labelsOf(workload) } },
    status: {
      observedGeneration: 1,
      currentHealthy: fault ? 0 : replicas,
      desiredHealthy: replicas - 1,
      expectedPods: replicas,
      disruptionsAllowed: fault ? 0 : 1,
    },
  };
}

function ingressOf({ name, namespace }: SyntheticWorkload): Json {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: metadata('Ingress', { name, namespace }),
    spec: {
      ingressClassName: 'public',
      rules: [
        {
          host: `${name}.example.com`,
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name, port: { name: 'http' } } },
              },
            ],
          },
        },
      ],
    },
    status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } },
  };
}

function autoscalerOf({ name, namespace, replicas }: SyntheticWorkload): Json {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metadata('HorizontalPodAutoscaler', { name, namespace }),
    spec: {
      minReplicas: replicas,
      maxReplicas: replicas + 4,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      metrics: [
        {
          type: 'Resource',
          resource: {
            name: 'cpu',
            target: { type: 'Utilization', averageUtilization: 70 },
          },
        },
      ],
    },
    status: { currentReplicas: replicas, desiredReplicas: replicas },
  };
}

function eventsOf(workload: SyntheticWorkload): Json[] {
  return podsOf(workload, 1).map(({ metadata: { name, namespace, uid } }) => ({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: metadata('Event', { name: `${name}.17a`, namespace, age: HOUR }),
    involvedObject: { kind: 'Pod', namespace, name, uid },
    reason: 'BackOff',
    message: 'Back-off restarting failed container app',
    type: 'Warning',
    count: 40,
    firstTimestamp: before(HOUR),
    lastTimestamp: before(60_000),
    source: { component: 'kubelet' },
  }));
}
