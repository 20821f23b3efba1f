import { minutes } from '../../snapshot/durations';
import { ago, object, ownedBy, unreadKind } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { autoscalerConditions } from './autoscalerConditions';
import { duplicateTarget } from './duplicateTarget';
import { requestMissing } from './requestMissing';

const run = detectorRunner(
  ...autoscalerConditions,
  requestMissing,
  duplicateTarget,
);

const CPU = {
  type: 'Resource',
  resource: {
    name: 'cpu',
    target: { type: 'Utilization', averageUtilization: 50 },
  },
};

const condition = (
  type: string,
  status: string,
  reason: string,
  age = minutes(20),
  message = reason,
) => ({
  type,
  status,
  reason,
  message,
  lastTransitionTime: ago(age),
});

function scaler(
  conditions: object[],
  options: { name?: string; spec?: object; status?: object } = {},
) {
  const { name = 'cart', spec = {}, status = {} } = options;
  return object('HorizontalPodAutoscaler', name, {
    spec: {
      scaleTargetRef: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: 'cart',
      },
      minReplicas: 1,
      maxReplicas: 5,
      metrics: [CPU],
      ...spec,
    } as object,
    status: { conditions, ...status } as object,
  });
}

const deployment = (resources: object = { requests: { cpu: '100m' } }) =>
  object('Deployment', 'cart', {
    spec: {
      template: { spec: { containers: [{ name: 'app', resources }] } },
    } as object,
  });

const NO_METRICS = condition(
  'ScalingActive',
  'False',
  'FailedGetResourceMetric',
  minutes(6),
  'the HPA was unable to compute the replica count: failed to get cpu utilization: unable to get metrics for resource cpu',
);
const LIMITED = condition('ScalingLimited', 'True', 'TooManyReplicas');

describe('autoscaling', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'a target that does not exist',
      [scaler([condition('AbleToScale', 'False', 'FailedGetScale')])],
      'HorizontalPodAutoscaler/cart hpa.target-missing Deployment/cart',
    ],
    [
      'a scale that cannot be changed',
      [
        deployment(),
        scaler([condition('AbleToScale', 'False', 'FailedUpdateScale')]),
      ],
      'HorizontalPodAutoscaler/cart hpa.cannot-scale FailedUpdateScale',
    ],
    [
      'metrics that cannot be had',
      [deployment(), scaler([NO_METRICS])],
      'HorizontalPodAutoscaler/cart hpa.metrics-unavailable cpu',
    ],
    [
      'a request that is missing',
      [deployment({}), scaler([NO_METRICS])],
      'HorizontalPodAutoscaler/cart hpa.request-missing app',
    ],
    [
      'pods that another autoscaler selects too',
      [
        deployment(),
        scaler([condition('ScalingActive', 'False', 'AmbiguousSelector')]),
      ],
      'HorizontalPodAutoscaler/cart hpa.ambiguous-selector',
    ],
    [
      'a target of two',
      [
        deployment(),
        scaler([condition('ScalingActive', 'False', 'AmbiguousSelector')]),
        scaler([], { name: 'other' }),
      ],
      'Deployment/cart hpa.duplicate-target',
    ],
    [
      'a maximum that is reached',
      [deployment(), scaler([LIMITED], { status: { currentReplicas: 5 } })],
      'HorizontalPodAutoscaler/cart hpa.at-max',
    ],
  ])('reports %s', (_, objects, expected) => {
    const found = run(objects).map(({ subject, detector, key }) =>
      [`${subject.kind}/${subject.name}`, detector, key ?? ''].join(' ').trim(),
    );
    expect(found).toEqual([expected]);
  });

  it('tells that two of one target rest only where the controller says so', () => {
    const other = scaler([], { name: 'other' });
    const ambiguous = [
      condition('ScalingActive', 'False', 'AmbiguousSelector'),
    ];
    const [resting] = run([deployment(), scaler(ambiguous), other]);
    expect(resting.message).toMatch(/by cart and other, which rest/);
    expect(resting.evidence).toHaveLength(3);
    const [writing] = run([deployment(), scaler([]), other]);
    expect(writing.message).toMatch(/by cart and other$/);
  });

  it.each<[string, Ingredient[]]>([
    [
      'a healthy autoscaler',
      [
        deployment(),
        scaler([
          condition('AbleToScale', 'True', 'ReadyForNewScale'),
          condition('ScalingActive', 'True', 'ValidMetricFound'),
        ]),
      ],
    ],
    [
      'a target scaled to zero',
      [
        deployment(),
        scaler([condition('ScalingActive', 'False', 'ScalingDisabled')]),
      ],
    ],
    [
      'pods that warm up',
      [
        deployment(),
        scaler([
          condition(
            'ScalingActive',
            'False',
            'FailedGetResourceMetric',
            minutes(2),
          ),
        ]),
      ],
    ],
    ['unread targets', [scaler([]), unreadKind('Deployment')]],
    [
      'a target of an unknown kind',
      [
        scaler([], {
          spec: {
            scaleTargetRef: {
              apiVersion: 'example.com/v1',
              kind: 'Thing',
              name: 'x',
            },
          },
        }),
      ],
    ],
    [
      'a fixed size',
      [
        deployment(),
        scaler([LIMITED], {
          spec: { minReplicas: 5 },
          status: { currentReplicas: 5 },
        }),
      ],
    ],
    [
      'a maximum reached a moment ago',
      [
        deployment(),
        scaler(
          [condition('ScalingLimited', 'True', 'TooManyReplicas', minutes(5))],
          { status: { currentReplicas: 5 } },
        ),
      ],
    ],
    [
      'a request that a limit range added to the running pod',
      [
        deployment({}),
        ownedBy(
          deployment(),
          object('Pod', 'cart-1', {
            spec: {
              containers: [
                { name: 'app', resources: { requests: { cpu: '1' } } },
              ],
            },
          }),
        ),
        scaler([]),
      ],
    ],
    [
      'an average value, which needs no request',
      [
        deployment({}),
        scaler([], {
          spec: {
            metrics: [
              {
                type: 'Resource',
                resource: {
                  name: 'cpu',
                  target: { type: 'AverageValue', averageValue: '1' },
                },
              },
            ],
          },
        }),
      ],
    ],
    ['an object without spec', [object('HorizontalPodAutoscaler', 'x')]],
  ])('is silent for %s', (_, objects) => {
    expect(run(objects)).toEqual([]);
  });
});
