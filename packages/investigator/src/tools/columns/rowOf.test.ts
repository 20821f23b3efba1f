import { KubernetesObject } from '@opsagent/engine';
import { rowOf } from './rowOf';

const object = (
  apiVersion: string,
  kind: string,
  rest: object,
): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name: 'one', creationTimestamp: '2026-03-01T08:00:00Z' },
  ...rest,
});
const CREATED = { created: '2026-03-01T08:00:00Z' };

const cases: readonly (readonly [string, KubernetesObject, object])[] = [
  [
    'a Service its selector and ports',
    object('v1', 'Service', {
      spec: {
        type: 'ClusterIP',
        clusterIP: '10.0.0.1',
        selector: { app: 'cart' },
        sessionAffinity: 'None',
        ports: [{ name: 'http', port: 80, targetPort: 'web', protocol: 'TCP' }],
      },
    }),
    {
      type: 'ClusterIP',
      clusterIP: '10.0.0.1',
      selector: { app: 'cart' },
      ports: ['http 80→web/TCP'],
    },
  ],
  [
    'a PriorityClass its value',
    object('scheduling.k8s.io/v1', 'PriorityClass', {
      value: 1_000,
      preemptionPolicy: 'PreemptLowerPriority',
    }),
    { value: 1_000 },
  ],
  [
    'a StorageClass how it binds',
    object('storage.k8s.io/v1', 'StorageClass', {
      metadata: {
        name: 'gp3',
        annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
      },
      provisioner: 'ebs.csi.aws.com',
      volumeBindingMode: 'WaitForFirstConsumer',
      reclaimPolicy: 'Delete',
    }),
    {
      provisioner: 'ebs.csi.aws.com',
      bindingMode: 'WaitForFirstConsumer',
      reclaimPolicy: 'Delete',
      default: true,
    },
  ],
  [
    'a VolumeAttachment its volume and node',
    object('storage.k8s.io/v1', 'VolumeAttachment', {
      spec: {
        attacher: 'ebs.csi.aws.com',
        nodeName: 'worker-1',
        source: { persistentVolumeName: 'pv-1' },
      },
      status: { attached: true },
    }),
    {
      volume: 'pv-1',
      node: 'worker-1',
      attacher: 'ebs.csi.aws.com',
      attached: true,
    },
  ],
  [
    'a NetworkPolicy whom it selects',
    object('networking.k8s.io/v1', 'NetworkPolicy', {
      spec: { podSelector: {}, policyTypes: ['Ingress'] },
    }),
    { podSelector: {}, policyTypes: ['Ingress'] },
  ],
  [
    'a Node only the conditions that are not well',
    object('v1', 'Node', {
      spec: { taints: [{ key: 'gpu', value: 'yes', effect: 'NoSchedule' }] },
      status: {
        allocatable: { cpu: '4', memory: '16Gi', 'nvidia.com/gpu': '1' },
        conditions: [
          { type: 'MemoryPressure', status: 'False' },
          {
            type: 'DiskPressure',
            status: 'True',
            reason: 'KubeletHasDiskPressure',
          },
          { type: 'Ready', status: 'True' },
        ],
      },
    }),
    {
      ready: 'True',
      taints: ['gpu=yes:NoSchedule'],
      notWell: [
        {
          type: 'DiskPressure',
          status: 'True',
          reason: 'KubeletHasDiskPressure',
        },
      ],
      allocatable: { cpu: '4', memory: '16Gi', 'nvidia.com/gpu': '1' },
    },
  ],
  [
    'a ResourceQuota what is used',
    object('v1', 'ResourceQuota', {
      status: { hard: { pods: '4' }, used: { pods: '4' } },
    }),
    { hard: { pods: '4' }, used: { pods: '4' } },
  ],
  [
    'an autoscaler its metrics',
    object('autoscaling/v2', 'HorizontalPodAutoscaler', {
      spec: {
        scaleTargetRef: { kind: 'Deployment', name: 'cart' },
        maxReplicas: 5,
        metrics: [
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { averageUtilization: 80 } },
          },
        ],
      },
      status: { currentReplicas: 2, desiredReplicas: 5 },
    }),
    {
      target: 'Deployment cart',
      minimum: 1,
      maximum: 5,
      current: 2,
      desired: 5,
      metrics: [
        { type: 'Resource', name: 'cpu', target: { averageUtilization: 80 } },
      ],
    },
  ],
  [
    'a claim its volume and class',
    object('v1', 'PersistentVolumeClaim', {
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'gp3',
        resources: { requests: { storage: '10Gi' } },
      },
      status: { phase: 'Pending' },
    }),
    {
      phase: 'Pending',
      storageClass: 'gp3',
      requested: '10Gi',
      accessModes: ['ReadWriteOnce'],
    },
  ],
  [
    'an Ingress its rules',
    object('networking.k8s.io/v1', 'Ingress', {
      spec: {
        ingressClassName: 'nginx',
        rules: [
          {
            host: 'shop.example',
            http: {
              paths: [
                {
                  path: '/',
                  backend: { service: { name: 'web', port: { number: 80 } } },
                },
              ],
            },
          },
        ],
      },
    }),
    { class: 'nginx', rules: ['shop.example/ → web:80'] },
  ],
  [
    'a webhook whom it asks',
    object(
      'admissionregistration.k8s.io/v1',
      'ValidatingWebhookConfiguration',
      {
        webhooks: [
          {
            name: 'check.example.org',
            clientConfig: { service: { namespace: 'policy', name: 'gate' } },
            failurePolicy: 'Fail',
            rules: [{ operations: ['CREATE'], resources: ['pods'] }],
          },
        ],
      },
    ),
    {
      webhooks: [
        {
          name: 'check.example.org',
          service: 'policy/gate',
          failurePolicy: 'Fail',
          rules: ['CREATE pods'],
        },
      ],
    },
  ],
  [
    'a Deployment its replicas and images, and conditions only of trouble',
    object('apps/v1', 'Deployment', {
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: 'cart' } },
        template: { spec: { containers: [{ name: 'app', image: 'cart:1' }] } },
      },
      status: {
        replicas: 2,
        readyReplicas: 1,
        updatedReplicas: 2,
        availableReplicas: 1,
        conditions: [
          { type: 'Progressing', status: 'True' },
          {
            type: 'Available',
            status: 'False',
            reason: 'MinimumReplicasUnavailable',
          },
        ],
      },
    }),
    {
      wanted: 2,
      current: 2,
      ready: 1,
      updated: 2,
      available: 1,
      selector: { app: 'cart' },
      images: ['cart:1'],
      conditions: [
        {
          type: 'Available',
          status: 'False',
          reason: 'MinimumReplicasUnavailable',
        },
      ],
    },
  ],
  [
    'a Job how often it failed',
    object('batch/v1', 'Job', {
      spec: { completions: 1, backoffLimit: 2 },
      status: {
        failed: 3,
        conditions: [
          { type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded' },
        ],
      },
    }),
    {
      completions: '0/1',
      failed: 3,
      backoffLimit: 2,
      conditions: [
        { type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded' },
      ],
    },
  ],
  [
    'a CronJob when it ran',
    object('batch/v1', 'CronJob', {
      spec: { schedule: '0 * * * *', suspend: false },
      status: { lastScheduleTime: '2026-03-01T11:00:00Z' },
    }),
    { schedule: '0 * * * *', lastSchedule: '2026-03-01T11:00:00Z' },
  ],
  [
    'a Secret its keys, and no value',
    object('v1', 'Secret', { type: 'Opaque', data: { user: 'c2hvcA==' } }),
    { type: 'Opaque', keys: ['user'] },
  ],
  [
    'an object of an add-on what is short, and what is not well',
    object('kitchen.example.org/v1', 'Kettle', {
      spec: { litres: 2, lid: { colour: 'red' } },
      status: {
        conditions: [{ type: 'Boils', status: 'False', reason: 'Cold' }],
      },
    }),
    {
      litres: 2,
      conditions: [{ type: 'Boils', status: 'False', reason: 'Cold' }],
    },
  ],
];

describe('rowOf', () => {
  it.each(cases)('tells of %s', (_, of, columns) => {
    const { metadata } = of;
    const row = JSON.parse(rowOf(of));
    expect(row).toMatchObject({
      ...(metadata.creationTimestamp ? CREATED : {}),
      ...columns,
    });
  });

  it.each(cases.map(([, { apiVersion, kind }]) => [kind, apiVersion]))(
    'takes a %s that lacks everything',
    (kind, apiVersion) => {
      const bare = { apiVersion, kind, metadata: { name: 'one' } };
      expect(() => rowOf(bare)).not.toThrow();
    },
  );

  it('tells of the containers of a pod what they do and did last, and when', () => {
    const row = JSON.parse(
      rowOf(
        object('v1', 'Pod', {
          metadata: {
            name: 'cart-1',
            labels: { app: 'cart', 'pod-template-hash': '1' },
          },
          spec: {
            nodeName: 'worker-1',
            schedulerName: 'default-scheduler',
            priority: 0,
            serviceAccountName: 'default',
            containers: [{ name: 'app', image: 'cart:1' }],
          },
          status: {
            phase: 'Running',
            containerStatuses: [
              {
                name: 'app',
                ready: false,
                restartCount: 3,
                state: { waiting: { reason: 'CrashLoopBackOff' } },
                lastState: {
                  terminated: {
                    exitCode: 137,
                    reason: 'OOMKilled',
                    startedAt: '2026-03-01T09:00:00Z',
                    finishedAt: '2026-03-01T09:01:00Z',
                    containerID: 'containerd://1',
                  },
                },
              },
            ],
          },
        }),
      ),
    );
    expect(row).toEqual({
      labels: { app: 'cart' },
      phase: 'Running',
      ready: '0/1',
      restarts: 3,
      node: 'worker-1',
      containers: [
        {
          name: 'app',
          image: 'cart:1',
          ready: false,
          restarts: 3,
          waiting: { reason: 'CrashLoopBackOff' },
          last: {
            exitCode: 137,
            reason: 'OOMKilled',
            startedAt: '2026-03-01T09:00:00Z',
            finishedAt: '2026-03-01T09:01:00Z',
          },
        },
      ],
    });
  });
});
