import { KubernetesObject } from './snapshot/objects';

const CREATED_AT = '2026-01-01T00:00:00Z';
const LABELS = { app: 'specimen' };
const IMAGE = 'registry.example.org/specimen:1.0.0';

const TEMPLATE = {
  nodeName: 'specimen',
  containers: [
    {
      name: 'app',
      image: IMAGE,
      env: [
        {
          name: 'PEER_URL',
          value: 'http://specimen.specimen.svc.cluster.local:80',
        },
        {
          name: 'PASSWORD',
          valueFrom: { secretKeyRef: { name: 'specimen', key: 'password' } },
        },
      ],
      envFrom: [{ configMapRef: { name: 'specimen' } }],
      ports: [{ name: 'http', containerPort: 8080 }],
      readinessProbe: { httpGet: { path: '/', port: 'http' } },
      resources: {
        requests: { cpu: '100m', memory: '64Mi' },
        limits: { memory: '64Mi' },
      },
    },
  ],
};

const DEPLOYMENT = specimenOf('apps/v1', 'Deployment', {
  spec: {
    replicas: 1,
    selector: { matchLabels: LABELS },
    template: { metadata: { labels: LABELS }, spec: TEMPLATE },
  },
  status: { replicas: 1, readyReplicas: 1, availableReplicas: 1 },
});
const REPLICA_SET = specimenOf(
  'apps/v1',
  'ReplicaSet',
  { spec: DEPLOYMENT.spec, status: DEPLOYMENT.status },
  DEPLOYMENT,
);
const POD = specimenOf(
  'v1',
  'Pod',
  {
    spec: TEMPLATE,
    status: {
      phase: 'Running',
      podIP: '192.0.2.1',
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [
        {
          name: 'app',
          image: IMAGE,
          ready: true,
          restartCount: 0,
          state: { running: { startedAt: CREATED_AT } },
        },
      ],
    },
  },
  REPLICA_SET,
);

/** One small workload and what stands around it: of everything that an analysis of nearly any cluster reads, one. */
export const SPECIMEN: readonly KubernetesObject[] = [
  DEPLOYMENT,
  REPLICA_SET,
  POD,
  specimenOf('v1', 'Service', {
    spec: { selector: LABELS, ports: [{ port: 80, targetPort: 'http' }] },
  }),
  specimenOf('discovery.k8s.io/v1', 'EndpointSlice', {
    ports: [{ port: 8080 }],
    endpoints: [{ addresses: ['192.0.2.1'], conditions: { ready: true } }],
  }),
  specimenOf('policy/v1', 'PodDisruptionBudget', {
    spec: { minAvailable: 1, selector: { matchLabels: LABELS } },
  }),
  specimenOf('v1', 'ConfigMap', { data: { colour: 'green' } }),
  specimenOf('v1', 'Secret', { data: { password: '' } }),
  specimenOf('v1', 'Event', {
    type: 'Normal',
    reason: 'Started',
    message: 'Started container app',
    involvedObject: { kind: 'Pod', namespace: 'specimen', name: 'specimen' },
    lastTimestamp: CREATED_AT,
  }),
  specimenOf('v1', 'Node', {
    status: {
      allocatable: { cpu: '1', memory: '1Gi', pods: '10' },
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  }),
];

function specimenOf(
  apiVersion: string,
  kind: string,
  fields: object,
  owner?: KubernetesObject,
): KubernetesObject {
  return {
    apiVersion,
    kind,
    metadata: {
      name: 'specimen',
      ...(kind === 'Node' ? {} : { namespace: 'specimen' }),
      uid: `specimen-${kind}`,
      creationTimestamp: CREATED_AT,
      labels: {
        ...LABELS,
        'pod-template-hash': '1',
        'kubernetes.io/service-name': 'specimen',
      },
      ...(owner
        ? {
            ownerReferences: [
              {
                apiVersion: owner.apiVersion,
                kind: owner.kind,
                name: owner.metadata.name,
                uid: `specimen-${owner.kind}`,
                controller: true,
              },
            ],
          }
        : {}),
    },
    ...fields,
  };
}
