import { minutes, seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { ago, object, ownedBy } from '../../testing/builders';
import { Ingredient } from '../../testing/detectorRunner';

export const HOME = { namespace: 'kube-system' };
export const CONTROL_PLANE = ['cp-1', 'cp-2', 'cp-3'];

export interface PodState {
  ready?: boolean;
  restarts?: number;
  /** Milliseconds since its readiness is what it is. */
  age?: number;
}

export const node = (
  name: string,
  labels: Record<string, string> = {},
  spec: object = {},
): KnownKinds['Node'] =>
  object(
    'Node',
    name,
    {
      spec,
      status: {
        conditions: [
          {
            type: 'Ready',
            status: 'True',
            lastTransitionTime: ago(minutes(50)),
          },
        ],
      },
    },
    { labels },
  );

function systemPod(
  name: string,
  nodeName: string,
  options: PodState & {
    labels?: Record<string, string>;
    mirror?: boolean;
  } = {},
): KnownKinds['Pod'] {
  const { ready = true, restarts = 0, age = minutes(40) } = options;
  const end = { exitCode: 1, finishedAt: ago(minutes(5)) };
  const container = options.labels?.component ?? 'agent';
  return object(
    'Pod',
    name,
    {
      spec: { nodeName, containers: [{ name: container }] },
      status: {
        phase: 'Running',
        conditions: [
          {
            type: 'Ready',
            status: ready ? 'True' : 'False',
            lastTransitionTime: ago(age),
          },
        ],
        containerStatuses: [
          {
            name: container,
            ready,
            restartCount: restarts,
            ...(restarts > 0 ? { lastState: { terminated: end } } : {}),
          },
        ],
      },
    } as object,
    {
      ...HOME,
      labels: options.labels,
      metadata: options.mirror
        ? { annotations: { 'kubernetes.io/config.mirror': 'hash' } }
        : {},
    },
  );
}

/** A static pod of the control plane. */
export const staticPod = (
  component: string,
  on: string,
  state: PodState = {},
): KnownKinds['Pod'] =>
  ownedBy(
    node(on),
    systemPod(`${component}-${on}`, on, {
      ...state,
      mirror: true,
      labels: { component, tier: 'control-plane' },
    }),
  );

export const daemonSet = (name: string): KnownKinds['DaemonSet'] =>
  object('DaemonSet', name, {}, HOME);

export const agent = (
  name: string,
  on: string,
  state: PodState = {},
): KnownKinds['Pod'] =>
  ownedBy(
    daemonSet(name),
    systemPod(`${name}-${on}`, on, { ...state, labels: { 'k8s-app': name } }),
  );

export const lease = (name: string, age = seconds(2)): KnownKinds['Lease'] =>
  object('Lease', name, { spec: { renewTime: ago(age) } }, HOME);

export const proxyConfig = (config: string): KnownKinds['ConfigMap'] =>
  object('ConfigMap', 'kube-proxy', { data: { 'config.conf': config } }, HOME);

const PROXY = object(
  'DaemonSet',
  'kube-proxy',
  {
    spec: {
      template: {
        spec: {
          volumes: [{ name: 'kube-proxy', configMap: { name: 'kube-proxy' } }],
        },
      },
    },
  } as object,
  HOME,
);

/** Three control-plane nodes as kubeadm makes them, and a worker. */
export function kubeadmCluster(): Ingredient[] {
  const range = (index: number) => ({ podCIDR: `10.244.${index}.0/24` });
  return [
    ...CONTROL_PLANE.map((name, index) =>
      node(name, { 'node-role.kubernetes.io/control-plane': '' }, range(index)),
    ),
    node('worker', {}, range(9)),
    ...[
      'kube-apiserver',
      'kube-controller-manager',
      'kube-scheduler',
      'etcd',
    ].flatMap(component =>
      CONTROL_PLANE.map(each => staticPod(component, each)),
    ),
    lease('kube-scheduler'),
    lease('kube-controller-manager'),
    PROXY,
    daemonSet('calico-node'),
    proxyConfig('mode: ""\nclusterCIDR: 10.244.0.0/16\n'),
    ...[...CONTROL_PLANE, 'worker'].flatMap(each => [
      agent('kube-proxy', each),
      agent('calico-node', each),
    ]),
  ];
}

/** Workers only: the provider shows neither pods nor Leases of its control plane. */
export function managedCluster(): Ingredient[] {
  return [
    node('pool-1'),
    daemonSet('aws-node'),
    agent('aws-node', 'pool-1'),
    agent('kube-proxy', 'pool-1'),
    object(
      'Deployment',
      'cart',
      { status: { observedGeneration: 3 } },
      {
        metadata: { generation: 3 },
      },
    ),
  ];
}
