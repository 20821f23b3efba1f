import { hours, minutes } from '../../snapshot/durations';
import { KubernetesObject } from '../../snapshot/objects';
import { ago, object, ownedBy, unreadKind } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { autoscalerBounds } from './autoscalerBounds';
import { burstCapacity } from './burstCapacity';
import { flapping } from './flapping';
import { verticalConflict } from './verticalConflict';

const run = detectorRunner(
  verticalConflict,
  burstCapacity,
  flapping,
  ...autoscalerBounds,
);

const CPU = {
  type: 'Resource',
  resource: {
    name: 'cpu',
    target: { type: 'Utilization', averageUtilization: 50 },
  },
};

const scaler = (spec: object = {}, metadata: Record<string, unknown> = {}) =>
  object(
    'HorizontalPodAutoscaler',
    'cart',
    {
      spec: {
        scaleTargetRef: {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: 'cart',
        },
        minReplicas: 2,
        maxReplicas: 5,
        metrics: [CPU],
        ...spec,
      } as object,
    },
    { metadata },
  );

const vertical = (spec: object = {}): KubernetesObject => ({
  apiVersion: 'autoscaling.k8s.io/v1',
  kind: 'VerticalPodAutoscaler',
  metadata: { name: 'cart-size', namespace: 'shop' },
  spec: {
    targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart' },
    ...spec,
  },
});
const policies = (...containerPolicies: object[]) => ({
  resourcePolicy: { containerPolicies },
});

const deployment = object('Deployment', 'cart');
const LABELS = { app: 'cart' };
const pod = (cpu = '1', spec: object = {}) =>
  ownedBy(
    deployment,
    object(
      'Pod',
      'cart-1',
      {
        spec: {
          nodeName: 'worker',
          containers: [{ name: 'app', resources: { requests: { cpu } } }],
          ...spec,
        } as object,
        status: { phase: 'Running' },
      },
      { labels: LABELS },
    ),
  );
const service = object('Service', 'cart', { spec: { selector: LABELS } });
const node = (spec: object = {}, labels: Record<string, string> = {}) =>
  object(
    'Node',
    'worker',
    {
      spec,
      status: {
        allocatable: { cpu: '4', pods: '110' },
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    },
    { labels },
  );

const rescale = (size: number, why: string, count = 1, age = minutes(9)) =>
  object('Event', `cart.${size}.${why.length}`, {
    involvedObject: {
      kind: 'HorizontalPodAutoscaler',
      namespace: 'shop',
      name: 'cart',
    },
    reason: 'SuccessfulRescale',
    message: `New size: ${size}; reason: ${why}`,
    count,
    firstTimestamp: ago(age + minutes(30)),
    lastTimestamp: ago(age),
  });
const UP = 'cpu resource utilization (percentage of request) above target';
const DOWN = 'All metrics below target';

describe('risks of autoscaling', () => {
  it.each<[string, Ingredient[], string, string]>([
    [
      'a vertical autoscaler of the same resource',
      [scaler(), vertical()],
      'risk Deployment/cart hpa.vpa-conflict cpu',
      'spec.updatePolicy',
    ],
    [
      'one whose policy leaves only another container alone',
      [scaler(), vertical(policies({ containerName: 'proxy', mode: 'Off' }))],
      'risk Deployment/cart hpa.vpa-conflict cpu',
      'spec.resourcePolicy',
    ],
    [
      'a maximum that the nodes cannot hold',
      [scaler(), pod(), node()],
      'risk HorizontalPodAutoscaler/cart hpa.burst-exceeds-capacity',
      'spec.maxReplicas',
    ],
    [
      'going up and down',
      [scaler(), rescale(4, UP, 3), rescale(2, DOWN, 3)],
      'risk HorizontalPodAutoscaler/cart hpa.flapping',
      '',
    ],
    [
      'nothing to scale',
      [scaler({ minReplicas: 5 })],
      'hygiene HorizontalPodAutoscaler/cart hpa.min-equals-max',
      'spec.minReplicas',
    ],
    [
      'a service that may rest on one pod',
      [scaler({ minReplicas: undefined }), pod('100m'), node(), service],
      'hygiene HorizontalPodAutoscaler/cart hpa.min-low',
      'spec.minReplicas',
    ],
  ])('reports %s', (_, objects, expected, path) => {
    const [found, ...others] = run(objects);
    expect(others).toEqual([]);
    const { tier, subject, detector, key = '' } = found;
    expect(
      `${tier} ${subject.kind}/${subject.name} ${detector} ${key}`.trim(),
    ).toBe(expected);
    expect(found.evidence).toContainEqual(
      expect.objectContaining(path ? { path } : { type: 'event' }),
    );
  });

  it.each<[string, Ingredient[]]>([
    [
      'a vertical autoscaler that only advises',
      [scaler(), vertical({ updatePolicy: { updateMode: 'Off' } })],
    ],
    [
      'a vertical autoscaler of memory',
      [
        scaler(),
        vertical(
          policies({ containerName: '*', controlledResources: ['memory'] }),
        ),
      ],
    ],
    [
      'one that leaves the container alone',
      [
        scaler({
          metrics: [
            {
              type: 'ContainerResource',
              containerResource: {
                name: 'cpu',
                container: 'app',
                target: { type: 'Utilization', averageUtilization: 50 },
              },
            },
          ],
        }),
        vertical(policies({ containerName: 'app', mode: 'Off' })),
      ],
    ],
    [
      'one of another workload',
      [scaler(), vertical({ targetRef: { kind: 'Deployment', name: 'x' } })],
    ],
    [
      'an amount, which no request changes',
      [
        scaler({
          metrics: [
            {
              type: 'Resource',
              resource: {
                name: 'cpu',
                target: { type: 'AverageValue', averageValue: '1' },
              },
            },
          ],
        }),
        vertical(),
      ],
    ],
    [
      'a vertical autoscaler of any shape',
      [scaler(), vertical({ targetRef: 7, resourcePolicy: ['x'] })],
    ],
    ['a maximum that fits', [scaler({ maxReplicas: 4 }), pod(), node()]],
    [
      'nodes that are made on demand',
      [scaler(), pod(), node({}, { 'karpenter.sh/nodepool': 'default' })],
    ],
    [
      'an autoscaler of nodes out of sight',
      [
        scaler(),
        pod(),
        node(),
        object(
          'ConfigMap',
          'cluster-autoscaler-status',
          {},
          { namespace: 'kube-system' },
        ),
      ],
    ],
    ['unread nodes', [scaler(), pod(), node(), unreadKind('Node')]],
    ['a target without pods', [scaler(), node()]],
    ['going up only', [scaler(), rescale(3, UP, 3), rescale(5, UP, 3)]],
    ['one way and back', [scaler(), rescale(4, UP), rescale(2, DOWN)]],
    [
      'a restless time that is over',
      [scaler(), rescale(4, UP, 5, hours(2)), rescale(2, DOWN, 5, hours(2))],
    ],
    ['a minimum of one for what nobody calls', [scaler({ minReplicas: 1 })]],
    [
      'a minimum of zero',
      [scaler({ minReplicas: 0 }), pod('100m'), node(), service],
    ],
    [
      'bounds that another object sets',
      [
        scaler(
          { minReplicas: 5 },
          {
            ownerReferences: [
              {
                apiVersion: 'keda.sh/v1alpha1',
                kind: 'ScaledObject',
                name: 'x',
              },
            ],
          },
        ),
      ],
    ],
    ['an object without contents', [object('HorizontalPodAutoscaler', 'x')]],
  ])('is silent for %s', (_, objects) => {
    expect(run(objects)).toEqual([]);
  });
});
