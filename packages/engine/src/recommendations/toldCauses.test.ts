import { Evidence } from '../findings/Finding';
import { field } from '../findings/evidence';
import { Ingredient, object } from '../testing';
import {
  ToldCause,
  readyCommands,
  recommendedForCause,
} from './testRecommendations';

const account = {
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  namespace: 'shop',
  name: 'cart',
};
const deployment = (fields: object = {}) =>
  object('Deployment', 'cart', {
    spec: {
      selector: { matchLabels: { app: 'cart' } },
      template: {
        metadata: { labels: { app: 'cart' } },
        spec: { containers: [{ name: 'app', image: 'a:1' }], ...fields },
      },
    },
  });
const cart = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'cart',
};
const node = (spec: object) => object('Node', 'worker-1', { spec });
const tainted = (key: string): [Evidence[], Ingredient[]] => {
  const taints = [{ key, effect: 'NoSchedule' as const }];
  const tainting = node({ taints });
  return [
    [field(tainting, 'spec.taints', taints)],
    [tainting, deployment({ tolerations: [{ key: 'old' }] })],
  ];
};
const scaler = object('HorizontalPodAutoscaler', 'cart', {
  spec: {
    maxReplicas: 4,
    scaleTargetRef: { kind: 'Deployment', name: 'cart' },
    metrics: [
      {
        type: 'Resource',
        resource: {
          name: 'cpu',
          target: { type: 'Utilization', averageUtilization: 50 },
        },
      },
    ],
  },
  status: {
    currentMetrics: [
      {
        type: 'Resource',
        resource: { name: 'cpu', current: { averageUtilization: 80 } },
      },
    ],
  },
} as never);
const claim = object('PersistentVolumeClaim', 'data', {
  spec: {
    storageClassName: 'standard',
    resources: { requests: { storage: '10Gi' } },
  },
});
const reference = (of: { kind: string; metadata: { name: string } }) => ({
  kind: of.kind,
  namespace: 'shop',
  name: of.metadata.name,
});

const startup = tainted('node.example.org/agent-not-ready');
const dedicated = tainted('dedicated');
const unreachable = tainted('node.kubernetes.io/unreachable');

describe('what is recommended for', () => {
  it.each<[string, ToldCause, readonly Ingredient[], string, string[]]>([
    [
      'a permission that is refused',
      {
        cause: 'rbac-missing',
        subject: account,
        message:
          'ServiceAccount shop/cart may not list deployments.apps in namespace store',
      },
      [],
      'grant-least-rbac',
      [
        'kubectl create role -n store cart-list-deployments-apps --verb=list --resource=deployments.apps',
        'kubectl create rolebinding -n store cart-list-deployments-apps --role=cart-list-deployments-apps --serviceaccount=shop:cart',
      ],
    ],
    [
      'a permission that nobody should grant lightly',
      {
        cause: 'rbac-missing',
        subject: account,
        message: 'ServiceAccount shop/cart may not list secrets',
      },
      [],
      'grant-least-rbac',
      [],
    ],
    [
      'a taint that an agent left behind',
      {
        cause: 'node-taint-unfit',
        subject: cart,
        finding: { evidence: startup[0] },
      },
      startup[1],
      'fix-toleration',
      [
        'kubectl taint node worker-1 node.example.org/agent-not-ready:NoSchedule-',
      ],
    ],
    [
      'a taint of a pool, beside what is tolerated already',
      {
        cause: 'node-taint-unfit',
        subject: cart,
        finding: { evidence: dedicated[0] },
      },
      dedicated[1],
      'fix-toleration',
      [
        `kubectl patch -n shop deployment/cart --type=strategic -p '{"spec":{"template":{"spec":{"tolerations":[{"key":"old"},{"key":"dedicated","operator":"Exists","effect":"NoSchedule"}]}}}}'`,
      ],
    ],
    [
      'a node that Kubernetes itself keeps pods from',
      {
        cause: 'node-taint-unfit',
        subject: cart,
        finding: { evidence: unreachable[0] },
      },
      unreachable[1],
      'fix-toleration',
      [],
    ],
    [
      'an autoscaler at its maximum, by the ratio of its metric',
      { cause: 'autoscaler-ceiling', subject: reference(scaler) },
      [scaler],
      'raise-hpa-ceiling',
      [
        `kubectl patch -n shop horizontalpodautoscaler/cart --type=merge -p '{"spec":{"maxReplicas":7}}'`,
      ],
    ],
    [
      'a volume that is full',
      { cause: 'volume-full', subject: reference(claim) },
      [
        claim,
        object('StorageClass', 'standard', { allowVolumeExpansion: true }),
      ],
      'expand-volume',
      [
        `kubectl patch -n shop persistentvolumeclaim/data --type=merge -p '{"spec":{"resources":{"requests":{"storage":"15Gi"}}}}'`,
      ],
    ],
    [
      'a volume that its user may not write to',
      { cause: 'volume-permissions', subject: cart },
      [deployment({ securityContext: { runAsUser: 1001 } })],
      'fix-volume-permissions',
      [
        `kubectl patch -n shop deployment/cart --type=strategic -p '{"spec":{"template":{"spec":{"securityContext":{"fsGroup":1001,"fsGroupChangePolicy":"OnRootMismatch"}}}}}'`,
      ],
    ],
  ])('%s', (_, told, ingredients, id, commands) => {
    const found = recommendedForCause(told, ingredients).find(
      each => each.id === id,
    );
    expect(found && readyCommands(found)).toEqual(commands);
  });

  it('warns of a class that allows no expansion', () => {
    const [found] = recommendedForCause(
      { cause: 'volume-full', subject: reference(claim) },
      [claim, object('StorageClass', 'standard')],
    );
    expect(found.preconditions).toContainEqual({
      text: 'The class allows volumes to be expanded',
      holds: false,
    });
  });

  it('adds no replica where an autoscaler decides', () => {
    const idle = object('Deployment', 'cart', { spec: { replicas: 0 } });
    const told = { cause: 'scaled-to-zero', subject: cart };
    expect(recommendedForCause(told, [idle])[0].id).toBe('scale-from-zero');
    expect(recommendedForCause(told, [idle, scaler])[0].id).toBe('read-next');
  });

  it('shows no value of a variable, nor a command’s words', () => {
    const secretive = deployment({
      containers: [
        {
          name: 'app',
          image: 'a:1',
          command: ['run', '--password=hunter2'],
          env: [{ name: 'URL', value: 'http://u:hunter2@db' }],
          livenessProbe: { exec: { command: ['ask', 'hunter2'] } },
        },
      ],
    });
    const causes = [
      'command-wrong',
      'service-name-wrong',
      'app-config-wrong',
      'heap-too-small',
      'probe-misconfigured',
    ];
    const found = causes.flatMap(cause =>
      recommendedForCause(
        {
          cause,
          subject: cart,
          finding: { detector: 'probe.liveness-too-tight' },
        },
        [secretive],
      ),
    );
    expect(found.length).toBeGreaterThan(4);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });
});
