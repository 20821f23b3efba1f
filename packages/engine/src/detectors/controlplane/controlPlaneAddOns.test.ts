import { minutes } from '../../snapshot/durations';
import { ago, object, unreadKind } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { controlPlaneDetectors } from '.';
import { HOME, node } from './testControlPlane';

const run = detectorRunner(...controlPlaneDetectors);

const told = (objects: readonly Ingredient[]) =>
  run(objects).map(
    ({ detector, tier, severity, subject }) =>
      `${detector} ${tier} ${severity} ${subject.kind}/${subject.name}`,
  );

describe('add-ons of the control plane', () => {
  const api = (status: string, age = minutes(9)) =>
    object('APIService', 'v1beta1.metrics.k8s.io', {
      spec: { service: { namespace: 'kube-system', name: 'metrics-server' } },
      status: {
        conditions: [
          {
            type: 'Available',
            status,
            reason: 'MissingEndpoints',
            lastTransitionTime: ago(age),
          },
        ],
      },
    });
  const LABELS = { 'k8s-app': 'metrics-server' };
  const template = { metadata: { labels: LABELS } };
  const METRICS = [
    object('Service', 'metrics-server', { spec: { selector: LABELS } }, HOME),
    object(
      'Deployment',
      'metrics-server',
      { spec: { replicas: 1, template } } as object,
      HOME,
    ),
    object(
      'EndpointSlice',
      'metrics-server-1',
      { endpoints: [] },
      {
        ...HOME,
        labels: { 'kubernetes.io/service-name': 'metrics-server' },
      },
    ),
  ];
  const ccm = object(
    'Deployment',
    'aws-cloud-controller-manager',
    { spec: { replicas: 1, template } } as object,
    HOME,
  );
  const tainted = node(
    'new',
    {},
    {
      taints: [
        {
          key: 'node.cloudprovider.kubernetes.io/uninitialized',
          effect: 'NoSchedule',
        },
      ],
    },
  );

  it.each<[string, Ingredient[], string[]]>([
    [
      'metrics-server',
      [...METRICS, api('False')],
      [
        'controlplane.metrics-server-down problem medium Deployment/metrics-server',
      ],
    ],
    [
      'the cloud controller manager',
      [ccm, tainted],
      [
        'controlplane.cloud-controller-down problem high Deployment/aws-cloud-controller-manager',
      ],
    ],
  ])('are missed: %s', (_, objects, expected) => {
    expect(told(objects)).toEqual(expected);
  });

  it.each<[string, Ingredient[]]>([
    ['an API that is available', [...METRICS, api('True')]],
    [
      'an API that has just become unavailable',
      [...METRICS, api('False', minutes(1))],
    ],
    ['an API of somebody else', [api('False')]],
    ['nothing that waits for the cloud', [ccm]],
    ['nodes that wait for a cloud outside', [tainted]],
    ['unread pods', [ccm, tainted, unreadKind('Pod')]],
  ])('are not missed with %s', (_, objects) => {
    expect(told(objects)).toEqual([]);
  });
});
