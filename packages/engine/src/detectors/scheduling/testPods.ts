import { seconds } from '../../snapshot/durations';
import { ago, object, ownedBy } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { unschedulablePods } from './unschedulablePods';

/** The owner of the pods that wait. */
export const shop = object('StatefulSet', 'cart', {});

type Fields = Parameters<typeof object<'Pod'>>[2];

/** A pod of StatefulSet `cart` that the scheduler could not place. */
export function pending(
  spec: NonNullable<Fields>['spec'],
  message = '0/2 nodes are available: 2 Insufficient cpu. preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.',
  options: { name?: string; since?: number; reason?: string } = {},
) {
  const { name = 'cart-0', since = 600, reason = 'Unschedulable' } = options;
  return ownedBy(
    shop,
    object(
      'Pod',
      name,
      {
        spec: { containers: [{ name: 'app' }], ...spec },
        status: {
          phase: 'Pending',
          conditions: [
            {
              type: 'PodScheduled',
              status: 'False',
              reason,
              message,
              lastTransitionTime: ago(seconds(since)),
            },
          ],
        },
      },
      { labels: { app: 'cart' } },
    ),
  );
}

/** A node of two CPUs, 4Gi and ten pods. */
export function node(
  name: string,
  spec: object = {},
  allocatable: Record<string, string> = {},
  labels: Record<string, string> = {},
) {
  return object(
    'Node',
    name,
    {
      spec,
      status: {
        allocatable: { cpu: '2', memory: '4Gi', pods: '10', ...allocatable },
      },
    },
    { labels: { 'kubernetes.io/hostname': name, ...labels } },
  );
}

/** One container that asks for resources. */
export const asking = (requests: Record<string, string>) => ({
  containers: [{ name: 'app', resources: { requests } }],
});

/** A pod that runs on a node. */
export function running(
  nodeName: string,
  name: string,
  spec: object = {},
  labels = {},
) {
  return object(
    'Pod',
    name,
    { spec: { nodeName, ...spec }, status: { phase: 'Running' } },
    { labels },
  );
}

/** A term over nodes. */
export const affinityTo = (app: string) => [
  {
    labelSelector: { matchLabels: { app } },
    topologyKey: 'kubernetes.io/hostname',
  },
];
/** A volume of a claim. */
export const claimed = (claimName: string) => ({
  volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }],
});
/** Equal numbers of `cart` pods in each domain. */
export const spread = (topologyKey: string) => ({
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels: { app: 'cart' } },
    },
  ],
});
/** A claim that has its volume. */
export const boundClaim = (name: string, volumeName: string) =>
  object('PersistentVolumeClaim', name, {
    spec: { volumeName, accessModes: ['ReadWriteOnce'] },
    status: { phase: 'Bound' },
  });
/** A node that is reserved for the control plane. */
export const CONTROL_PLANE = {
  taints: [
    { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' },
  ],
};

const run = detectorRunner(...unschedulablePods);

/** What is said of pods of StatefulSet `cart`: `Kind/name detector key` of each finding. */
export function blamed(objects: readonly Ingredient[]): string[] {
  return run([shop, ...objects]).map(({ subject, detector, key }) =>
    [`${subject.kind}/${subject.name}`, detector, key ?? ''].join(' ').trim(),
  );
}
