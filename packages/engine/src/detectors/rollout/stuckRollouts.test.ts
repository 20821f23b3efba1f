import { minutes, seconds } from '../../snapshot/durations';
import { ago, object, ownedBy, unreadKind } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { misscheduled } from './misscheduled';
import { podOnLostNode } from './podOnLostNode';
import { rolloutDeadlock } from './rolloutDeadlock';
import { scaledToZero } from './scaledToZero';

const run = detectorRunner(
  rolloutDeadlock,
  scaledToZero,
  podOnLostNode,
  misscheduled,
);
const told = (ingredients: readonly Ingredient[]) =>
  run(ingredients).map(
    ({ detector, subject, key, severity, tier }) =>
      `${[detector, subject.name, key].filter(Boolean).join(' ')} ${severity} ${tier}`,
  );

describe('deploy.rollout-deadlock', () => {
  const strategy = { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } };
  const deployment = (rest: object = { strategy }, replicas = 1) =>
    object('Deployment', 'cart', { spec: { replicas, ...rest } });

  function revision(
    name: string,
    fields: { spec?: object; status?: object; age: number },
  ) {
    const labels = { app: 'cart', 'pod-template-hash': name };
    const set = ownedBy(deployment(), object('ReplicaSet', `cart-${name}`));
    return [
      set,
      ownedBy(
        set,
        object(
          'Pod',
          `cart-${name}-x`,
          { spec: { ...fields.spec }, status: { ...fields.status } },
          { age: fields.age, labels },
        ),
      ),
    ];
  }
  const old = (spec: object = {}) =>
    revision('old', {
      spec: { nodeName: 'a', ...spec },
      status: {
        phase: 'Running',
        conditions: [{ type: 'Ready', status: 'True' }],
      },
      age: minutes(90),
    });
  const fresh = (spec: object, message?: string, age = minutes(5)) =>
    revision('new', {
      spec,
      status: {
        phase: 'Pending',
        conditions: [
          message
            ? {
                type: 'PodScheduled',
                status: 'False',
                reason: 'Unschedulable',
                message,
              }
            : { type: 'PodScheduled', status: 'True' },
        ],
        containerStatuses: message
          ? []
          : [
              {
                name: 'app',
                state: { waiting: { reason: 'ContainerCreating' } },
              },
            ],
      },
      age,
    });
  const volumes = [
    { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
  ];
  const claim = (mode: string) =>
    object('PersistentVolumeClaim', 'data', { spec: { accessModes: [mode] } });
  const apart = (app: string) => ({
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          {
            topologyKey: 'kubernetes.io/hostname',
            labelSelector: { matchLabels: { app } },
          },
        ],
      },
    },
  });
  const hostPort = (port: number) => ({
    containers: [
      { name: 'app', ports: [{ containerPort: port, hostPort: port }] },
    ],
  });
  const CROWDED =
    "0/1 nodes are available: 1 node(s) didn't match pod anti-affinity rules.";
  const NO_PORT =
    "0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports.";

  it.each<[string, Ingredient[], string]>([
    [
      'volume data',
      [
        claim('ReadWriteOnce'),
        ...old({ volumes }),
        ...fresh({ volumes, nodeName: 'b' }),
      ],
      'a volume on another node',
    ],
    [
      'volume data',
      [
        claim('ReadWriteOncePod'),
        ...old({ volumes }),
        ...fresh({ volumes }, 'node has pod using PersistentVolumeClaim'),
      ],
      'a volume for one pod',
    ],
    [
      'anti-affinity',
      [...old(apart('cart')), ...fresh(apart('cart'), CROWDED)],
      'anti-affinity to itself',
    ],
    [
      'host port 8080/TCP',
      [...old(hostPort(8080)), ...fresh(hostPort(8080), NO_PORT)],
      'its own host port',
    ],
    [
      'host port 8080/TCP',
      [...old(hostPort(8080)), ...fresh(hostPort(8080), NO_PORT, minutes(90))],
      'an update within the second of the start',
    ],
  ])('tells of %s: %#', (key, ingredients) => {
    expect(told([deployment(), ...ingredients])).toEqual([
      `deploy.rollout-deadlock cart ${key} high problem`,
    ]);
  });

  const blocked = [...old(apart('cart')), ...fresh(apart('cart'), CROWDED)];
  it.each<[string, Ingredient[]]>([
    [
      'a strategy that lets one pod go',
      [
        deployment({ strategy: { rollingUpdate: { maxUnavailable: 1 } } }),
        ...blocked,
      ],
    ],
    ['a share that is one pod', [deployment({}, 4), ...blocked]],
    ['Recreate', [deployment({ strategy: { type: 'Recreate' } }), ...blocked]],
    [
      'anti-affinity to others',
      [deployment(), ...old(), ...fresh(apart('db'), CROWDED)],
    ],
    [
      'another reason than anti-affinity',
      [
        deployment(),
        ...old(apart('cart')),
        ...fresh(apart('cart'), '0/1 nodes are available: 1 Insufficient cpu.'),
      ],
    ],
    [
      'a volume on the same node',
      [
        deployment(),
        claim('ReadWriteOnce'),
        ...old({ volumes }),
        ...fresh({ volumes, nodeName: 'a' }),
      ],
    ],
    [
      'a volume for many nodes',
      [
        deployment(),
        claim('ReadWriteMany'),
        ...old({ volumes }),
        ...fresh({ volumes, nodeName: 'b' }),
      ],
    ],
    [
      'a young pod',
      [
        deployment(),
        ...old(apart('cart')),
        ...fresh(apart('cart'), CROWDED, seconds(90)),
      ],
    ],
    ['no old pod', [deployment(), ...fresh(apart('cart'), CROWDED)]],
    [
      'a pod older than the ready one',
      [
        deployment(),
        ...old(hostPort(8080)),
        ...fresh(hostPort(8080), NO_PORT, minutes(100)),
      ],
    ],
  ])('accepts %s', (_, ingredients) => {
    expect(told(ingredients)).toEqual([]);
  });
});

describe('workload.scaled-to-zero', () => {
  const deployment = (name = 'cart', replicas = 0, metadata: object = {}) =>
    object(
      'Deployment',
      name,
      {
        spec: { replicas, template: { metadata: { labels: { app: 'cart' } } } },
      },
      { metadata: { ...metadata } },
    );
  const service = object('Service', 'cart', {
    spec: { selector: { app: 'cart' }, ports: [{ port: 80 }] },
  });
  const ingress = object('Ingress', 'web', {
    spec: {
      defaultBackend: { service: { name: 'cart', port: { number: 80 } } },
    },
  });
  const client = object('Pod', 'web', {
    spec: {
      containers: [
        { name: 'web', env: [{ name: 'CART_URL', value: 'http://cart' }] },
      ],
    },
    status: { phase: 'Running' },
  });
  const PROBLEM = 'workload.scaled-to-zero cart critical problem';
  const INFO = 'workload.scaled-to-zero cart info hygiene';

  it.each<[string, Ingredient[], string[]]>([
    ['an Ingress misses it', [deployment(), service, ingress], [PROBLEM]],
    ['a workload misses it', [deployment(), service, client], [PROBLEM]],
    ['nobody misses it', [deployment(), service], [INFO]],
    [
      'another workload serves',
      [deployment(), deployment('cart-green', 2), service, ingress],
      [INFO],
    ],
    ['it has no Service', [deployment(), ingress], [INFO]],
    [
      'nobody asked for autoscalers of an add-on',
      [
        deployment(),
        service,
        ingress,
        unreadKind('ScaledObject.keda.sh', 'notCaptured'),
      ],
      [PROBLEM],
    ],
  ])('when %s', (_, ingredients, expected) => {
    expect(told(ingredients)).toEqual(expected);
  });

  it.each<[string, Ingredient[]]>([
    ['one with pods', [deployment('cart', 2), service, ingress]],
    [
      'an autoscaler',
      [
        deployment(),
        service,
        ingress,
        object('HorizontalPodAutoscaler', 'cart', {
          spec: {
            maxReplicas: 3,
            scaleTargetRef: { kind: 'Deployment', name: 'cart' },
          },
        }),
      ],
    ],
    [
      'an idler',
      [
        deployment('cart', 0, {
          annotations: { 'idling.alpha.openshift.io/idled-at': 'now' },
        }),
        service,
        ingress,
      ],
    ],
    [
      'a custom resource that owns it',
      [
        ownedBy(
          { apiVersion: 'x.io/v1', kind: 'Shop', metadata: { name: 'shop' } },
          deployment(),
        ),
        service,
        ingress,
      ],
    ],
    [
      'unread autoscalers',
      [deployment(), service, ingress, unreadKind('HorizontalPodAutoscaler')],
    ],
    [
      'unread autoscalers of an add-on',
      [deployment(), service, ingress, unreadKind('ScaledObject.keda.sh')],
    ],
  ])('accepts %s', (_, ingredients) => {
    expect(told(ingredients)).toEqual([]);
  });
});

describe('sts.pod-on-lost-node', () => {
  const set = object('StatefulSet', 'db');
  const pod = (owner: Parameters<typeof ownedBy>[0] = set) =>
    ownedBy(owner, object('Pod', 'db-0', { spec: { nodeName: 'a' } }));
  const node = (status: string, age: number, taints: object[] = []) =>
    object('Node', 'a', {
      spec: { taints },
      status: {
        conditions: [{ type: 'Ready', status, lastTransitionTime: ago(age) }],
      },
    });

  it('tells of each pod', () => {
    expect(told([set, pod(), node('Unknown', minutes(7))])).toEqual([
      'sts.pod-on-lost-node db db-0 high problem',
    ]);
  });

  it.each<[string, Ingredient[]]>([
    ['a node that has just gone', [set, pod(), node('Unknown', minutes(5))]],
    [
      'a node that says it is not ready',
      [set, pod(), node('False', minutes(9))],
    ],
    [
      'a node taken out of service',
      [
        set,
        pod(),
        node('Unknown', minutes(9), [
          { key: 'node.kubernetes.io/out-of-service', effect: 'NoExecute' },
        ]),
      ],
    ],
    [
      'a pod that is replaced elsewhere',
      [pod(object('ReplicaSet', 'db')), node('Unknown', minutes(9))],
    ],
  ])('accepts %s', (_, ingredients) => {
    expect(told(ingredients)).toEqual([]);
  });
});

describe('ds.misscheduled', () => {
  const set = (numberMisscheduled: number, age = minutes(60)) =>
    object('DaemonSet', 'agent', { status: { numberMisscheduled } }, { age });
  const cordoned = [
    ownedBy(set(1), object('Pod', 'agent-x', { spec: { nodeName: 'a' } })),
    object('Node', 'a', { spec: { unschedulable: true } }),
  ];

  const tainted = [
    cordoned[0],
    object('Node', 'a', {
      spec: {
        taints: [{ key: 'karpenter.sh/disrupted', effect: 'NoSchedule' }],
      },
    }),
  ];

  it('tells of pods on nodes that no longer match', () => {
    expect(told([set(2)])).toEqual(['ds.misscheduled agent low risk']);
  });

  it.each<[string, Ingredient[]]>([
    ['none', [set(0)]],
    ['a new one', [set(1, minutes(5))]],
    ['nodes that are being drained', [set(1), ...cordoned]],
    ['a node about to be removed', [set(1), ...tainted]],
    ['unread nodes', [set(1), unreadKind('Node')]],
  ])('accepts %s', (_, ingredients) => {
    expect(told(ingredients)).toEqual([]);
  });
});
