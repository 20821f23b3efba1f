import { companionsOf } from './companions';
import { before, metadata } from './metadata';
import { podsOf } from './pods';
import { syntheticWorkloads } from './workload';

const PODS_PER_NODE = 40;

/** The objects of a cluster with so many pods and their usual companions, as the API server serves them. Always the same for the same number. */
export function syntheticCluster(pods: number): Record<string, unknown>[] {
  const nodes = Math.max(3, Math.ceil(pods / PODS_PER_NODE));
  const workloads = syntheticWorkloads(pods);
  const namespaces = new Set(workloads.map(({ namespace }) => namespace));
  return [
    ...Array.from({ length: nodes }, (_, index) => node(`node-${index}`)),
    ...[...namespaces].flatMap(namespaceWithDefaults),
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: metadata('IngressClass', { name: 'public' }),
      spec: { controller: 'example.com/ingress' },
    },
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: metadata('StorageClass', { name: 'fast' }),
      provisioner: 'disk.csi.example.com',
      volumeBindingMode: 'WaitForFirstConsumer',
    },
    ...workloads.flatMap(workload => [
      ...companionsOf(workload),
      ...podsOf(workload, nodes),
    ]),
  ];
}

/** A namespace with what the control plane puts into each. */
function namespaceWithDefaults(name: string) {
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: metadata('Namespace', { name }),
      status: { phase: 'Active' },
    },
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: metadata('ServiceAccount', {
        namespace: name,
        name: 'default',
      }),
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadata('ConfigMap', {
        namespace: name,
        name: 'kube-root-ca.crt',
      }),
      data: { 'ca.crt': '-----BEGIN CERTIFICATE-----' },
    },
  ];
}

function node(name: string) {
  const resources = { cpu: '64', memory: '256Gi', pods: '110' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: metadata('Node', {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
      },
    }),
    spec: { podCIDR: '10.1.0.0/24' },
    status: {
      capacity: resources,
      allocatable: resources,
      conditions: [
        {
          type: 'Ready',
          status: 'True',
          lastTransitionTime: before(86_400_000),
        },
      ],
      nodeInfo: { kubeletVersion: 'v1.35.0', architecture: 'amd64' },
      images: Array.from({ length: 30 }, (_, index) => ({
        names: [
          `registry.example.com/image-${index}@sha256:${'0123456789abcdef'.repeat(4)}`,
        ],
        sizeBytes: 123456789,
      })),
    },
  };
}
