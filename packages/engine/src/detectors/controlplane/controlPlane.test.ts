import { minutes, seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { ago, object, unreadKind } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { controlPlaneDetectors } from '.';
import {
  agent,
  kubeadmCluster,
  lease,
  managedCluster,
  node,
  proxyConfig,
  staticPod,
} from './testControlPlane';

const run = detectorRunner(...controlPlaneDetectors);

const told = (objects: readonly Ingredient[]) =>
  run(objects).map(
    ({ detector, tier, severity, subject, key }) =>
      `${detector} ${tier} ${severity} ${subject.kind}/${subject.name}${key ? ` ${key}` : ''}`,
  );

/** A kubeadm cluster in which some objects are others. */
function changed(...others: Ingredient[]): Ingredient[] {
  const nameOf = (each: Ingredient) =>
    'metadata' in each ? `${each.kind}/${each.metadata.name}` : each.kind;
  const names = new Set(others.map(nameOf));
  return [
    ...kubeadmCluster().filter(each => !names.has(nameOf(each))),
    ...others,
  ];
}

const without = (...names: string[]) =>
  kubeadmCluster().filter(
    each => !('metadata' in each && names.includes(each.metadata.name)),
  );

const ignoredPod = (
  fields: { spec?: object; status?: object; age?: number } = {},
): KnownKinds['Pod'] =>
  object(
    'Pod',
    'cart-1',
    {
      spec: { schedulerName: 'default-scheduler', ...fields.spec },
      status: { phase: 'Pending', ...fields.status },
    } as object,
    { age: fields.age ?? minutes(3) },
  );

const lagging = (name: string, age = minutes(5)) =>
  object(
    'Deployment',
    name,
    {},
    { age, metadata: { generation: 1, creationTimestamp: ago(age) } },
  );

const BAD = { ready: false, age: minutes(5) };
const failedRead = (kind: string, message: string) => ({
  ...unreadKind(kind, 'failed'),
  message,
});

describe('a healthy control plane', () => {
  it.each([
    ['of kubeadm', kubeadmCluster()],
    ['of a provider', managedCluster()],
    ['that nobody sees', []],
  ])('%s', (_, objects) => {
    expect(told(objects)).toEqual([]);
  });
});

describe('a scheduler that is down', () => {
  const STALE = lease('kube-scheduler', minutes(4));
  const DOWN =
    'controlplane.scheduler-down problem critical Lease/kube-scheduler';

  it.each<[string, Ingredient[]]>([
    ['a Lease that nobody renews', [STALE, ignoredPod({ age: seconds(70) })]],
    ['no Lease', [ignoredPod()]],
    [
      'a Lease that is renewed, after long',
      [lease('kube-scheduler'), ignoredPod({ age: minutes(6) })],
    ],
  ])('is told with %s', (_, objects) => {
    expect(told(objects)).toEqual([DOWN]);
  });

  it.each<[string, Ingredient[]]>([
    ['a Lease alone', [STALE]],
    ['a pod that is new', [STALE, ignoredPod({ age: seconds(50) })]],
    ['a renewed Lease', [lease('kube-scheduler'), ignoredPod()]],
    [
      'a pod that a scheduler has looked at',
      [
        ignoredPod({
          status: { conditions: [{ type: 'PodScheduled', status: 'False' }] },
        }),
      ],
    ],
    [
      'a pod for whose volume a node was chosen',
      [
        ignoredPod({
          spec: {
            volumes: [
              { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
            ],
          },
        }),
        object('PersistentVolumeClaim', 'data', undefined, {
          metadata: {
            annotations: { 'volume.kubernetes.io/selected-node': 'worker-1' },
          },
        }),
      ],
    ],
    [
      'a pod whose claim is unread',
      [
        ignoredPod({
          spec: {
            volumes: [
              { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
            ],
          },
        }),
        unreadKind('PersistentVolumeClaim'),
      ],
    ],
    [
      'a gated pod',
      [ignoredPod({ spec: { schedulingGates: [{ name: 'x' }] } })],
    ],
    ['another scheduler', [ignoredPod({ spec: { schedulerName: 'mine' } })]],
    ['a pod with a node', [ignoredPod({ spec: { nodeName: 'worker' } })]],
    ['unread pods', [unreadKind('Pod')]],
  ])('is not told with %s', (_, objects) => {
    expect(told(objects)).toEqual([]);
  });

  it('shows the pod that waits longest', () => {
    const [found] = run([ignoredPod(), STALE]);
    expect(found.evidence).toMatchObject([
      { path: 'spec.nodeName', value: null },
      { path: 'status.conditions', value: null },
      { path: 'spec.renewTime' },
    ]);
    expect(found.affected).toMatchObject([{ kind: 'Pod', name: 'cart-1' }]);
  });
});

describe('a controller manager that is down', () => {
  const DOWN =
    'controlplane.controller-manager-down problem critical Lease/kube-controller-manager';
  const job = object(
    'Job',
    'report',
    {},
    { metadata: { generation: 1, creationTimestamp: ago(minutes(5)) } },
  );

  it.each<[string, Ingredient[]]>([
    ['two new Deployments', [lagging('a'), lagging('b')]],
    ['a Deployment and a Job', [lagging('a'), job]],
    [
      'a renewed Lease, after long',
      [
        lease('kube-controller-manager'),
        lagging('a', minutes(20)),
        lagging('b', minutes(20)),
      ],
    ],
  ])('is told with %s', (_, objects) => {
    expect(told(objects)).toEqual([DOWN]);
  });

  it.each<[string, Ingredient[]]>([
    ['one Deployment', [lagging('a')]],
    ['a Lease alone', [lease('kube-controller-manager', minutes(9))]],
    [
      'Deployments that are new',
      [lagging('a', minutes(1)), lagging('b', minutes(1))],
    ],
    [
      'a renewed Lease',
      [lease('kube-controller-manager'), lagging('a'), lagging('b')],
    ],
    [
      'suspended Jobs',
      ['a', 'b'].map(name =>
        object(
          'Job',
          name,
          { spec: { suspend: true } },
          { metadata: { generation: 1 } },
        ),
      ),
    ],
    [
      'objects that count no generations',
      [object('Deployment', 'a'), object('Deployment', 'b')],
    ],
  ])('is not told with %s', (_, objects) => {
    expect(told(objects)).toEqual([]);
  });
});

describe('components and agents', () => {
  it.each<[string, Ingredient[], string[]]>([
    [
      'one API server of three',
      changed(staticPod('kube-apiserver', 'cp-1', BAD)),
      [
        'controlplane.static-pod-unready problem medium Node/cp-1 kube-apiserver',
      ],
    ],
    [
      'the only scheduler',
      [node('cp-1'), staticPod('kube-scheduler', 'cp-1', BAD)],
      ['controlplane.static-pod-unready problem high Node/cp-1 kube-scheduler'],
    ],
    [
      'a scheduler that restarts often',
      changed(staticPod('kube-scheduler', 'cp-2', { restarts: 5 })),
      [
        'controlplane.static-pod-unready problem medium Node/cp-2 kube-scheduler',
      ],
    ],
    [
      'a member of etcd',
      changed(staticPod('etcd', 'cp-1', BAD)),
      ['controlplane.etcd-unhealthy problem medium Node/cp-1 etcd'],
    ],
    [
      'a member of etcd that is missing',
      without('etcd-cp-3'),
      ['controlplane.etcd-unhealthy problem high Node/cp-3 etcd'],
    ],
    [
      'kube-proxy on a node',
      changed(agent('kube-proxy', 'worker', BAD)),
      ['controlplane.kube-proxy-down problem high Node/worker kube-proxy'],
    ],
    [
      'the network plugin on a node',
      changed(agent('calico-node', 'worker', BAD)),
      ['controlplane.cni-down problem high Node/worker calico-node'],
    ],
    [
      'the DNS cache on a node',
      [node('worker'), agent('node-local-dns', 'worker', BAD)],
      ['dns.node-local-down problem high Node/worker node-local-dns'],
    ],
    [
      'a mode that kube-proxy does not know',
      changed(proxyConfig('mode: iptable')),
      ['controlplane.kube-proxy-config risk high ConfigMap/kube-proxy mode'],
    ],
    [
      'a range that is no node’s',
      changed(proxyConfig('clusterCIDR: 192.168.0.0/16')),
      [
        'controlplane.kube-proxy-config risk medium ConfigMap/kube-proxy clusterCIDR',
      ],
    ],
    [
      'reads that the API server failed',
      [
        failedRead('Pod', 'etcdserver: request timed out'),
        failedRead('Secret', 'an internal error occurred'),
      ],
      ['controlplane.apiserver-degraded problem high Service/kubernetes reads'],
    ],
  ])('are told of %s', (_, objects, expected) => {
    expect(told(objects)).toEqual(expected);
  });

  const lost = object('Node', 'worker', {
    status: { conditions: [{ type: 'Ready', status: 'Unknown' }] },
  });

  it.each<[string, Ingredient[]]>([
    [
      'an agent that has just stopped',
      changed(
        agent('kube-proxy', 'worker', { ready: false, age: seconds(50) }),
      ),
    ],
    ['an agent on a lost node', [lost, agent('kube-proxy', 'worker', BAD)]],
    ['an agent on an unread node', [agent('kube-proxy', 'worker', BAD)]],
    [
      'another DaemonSet',
      [node('worker'), agent('log-shipper', 'worker', BAD)],
    ],
    [
      'a component that has just restarted',
      changed(
        staticPod('kube-apiserver', 'cp-1', { ready: false, age: seconds(30) }),
      ),
    ],
    ['no etcd in pods', without('etcd-cp-1', 'etcd-cp-2', 'etcd-cp-3')],
    [
      'a range for some other way to tell',
      changed(
        proxyConfig('clusterCIDR: 192.168.0.0/16\ndetectLocalMode: NodeCIDR'),
      ),
    ],
    ['a configuration that is no YAML', changed(proxyConfig('{{'))],
    [
      'one read that failed',
      [failedRead('Pod', 'etcdserver: request timed out')],
    ],
    [
      'reads without an answer',
      [
        failedRead('Pod', 'connect ECONNREFUSED'),
        failedRead('Node', 'timed out'),
      ],
    ],
    [
      'reads of add-ons that failed',
      ['Certificate.cert-manager.io', 'Issuer.cert-manager.io'].map(each =>
        failedRead(each, 'internal error occurred'),
      ),
    ],
  ])('are silent for %s', (_, objects) => {
    expect(told(objects)).toEqual([]);
  });
});
