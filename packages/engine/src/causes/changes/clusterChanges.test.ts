import { field } from '../../findings/evidence';
import { Finding } from '../../findings/Finding';
import { finding, incidentsFor } from '../../incidents/testFindings';
import { days, minutes } from '../../snapshot/durations';
import { ago, object } from '../../testing/builders';
import { podEvent } from '../../testing/deployedPod';
import { Ingredient } from '../../testing/detectorRunner';

const deployment = object('Deployment', 'cart', { spec: { replicas: 0 } });

function nodeWith(key: string, age: number) {
  return object('Node', 'worker-1', {
    spec: { taints: [{ key, effect: 'NoSchedule', timeAdded: ago(age) }] },
  } as never);
}

function quota(age: number, written?: number) {
  return object(
    'ResourceQuota',
    'team',
    {},
    {
      age,
      metadata: written
        ? {
            managedFields: [
              {
                manager: 'kubectl',
                operation: 'Update',
                time: ago(written),
                fieldsV1: { 'f:spec': {} },
              },
            ],
          }
        : {},
    },
  );
}

const scaled = podEvent(
  'ScalingReplicaSet',
  'Scaled down replica set cart-6d5f from 2 to 0',
  {
    age: minutes(10),
    fields: {
      involvedObject: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: 'shop',
        name: 'cart',
      },
    },
  },
);
const scale = object(
  'Deployment',
  'cart',
  { spec: { replicas: 0 } },
  {
    metadata: {
      managedFields: [
        {
          manager: 'kubectl',
          operation: 'Update',
          subresource: 'scale',
          time: ago(minutes(10)),
          fieldsV1: { 'f:spec': {} },
        },
      ],
    },
  },
);

describe('changes of the cluster', () => {
  const confidence = (
    detector: string,
    cluster: readonly Ingredient[],
    overrides: Partial<Finding> = {},
  ) => {
    const [incident] = incidentsFor(cluster, [
      finding(detector, deployment, {
        since: ago(minutes(5)),
        evidence: [field(nodeWith('x', 0), 'spec.unschedulable', true)],
        ...overrides,
      }),
    ]);
    return incident.causes[0].confidence;
  };
  const cordoned = 'node.kubernetes.io/unschedulable';

  it.each<[string, string, Ingredient[], number]>([
    [
      'a cordon before the wait',
      'scheduling.only-cordoned-nodes',
      [nodeWith(cordoned, minutes(9))],
      0.96,
    ],
    [
      'a cordon after it',
      'scheduling.only-cordoned-nodes',
      [nodeWith(cordoned, minutes(1))],
      0.9,
    ],
    [
      'a taint of its own is no cordon',
      'scheduling.only-cordoned-nodes',
      [nodeWith('team', minutes(9))],
      0.9,
    ],
    [
      'a taint before the wait',
      'scheduling.taint-untolerated',
      [nodeWith('team', minutes(9))],
      0.96,
    ],
    ['a new quota', 'create.quota-exceeded', [quota(minutes(9))], 0.96],
    [
      'a quota of which only the time of the write is known',
      'create.quota-exceeded',
      [quota(days(9), minutes(9))],
      0.92,
    ],
    [
      'a quota that came later',
      'create.quota-exceeded',
      [quota(minutes(2))],
      0.9,
    ],
    [
      'an event of the scaling',
      'workload.scaled-to-zero',
      [deployment, scaled],
      0.96,
    ],
    ['a write of the scale', 'workload.scaled-to-zero', [scale], 0.96],
    ['no trace of the scaling', 'workload.scaled-to-zero', [deployment], 0.9],
  ])('%s', (_, detector, cluster, expected) => {
    expect(confidence(detector, cluster)).toBe(expected);
  });

  it('count where it is unknown when the symptom began', () => {
    expect(
      confidence('workload.scaled-to-zero', [deployment, scaled], {
        since: undefined,
      }),
    ).toBe(0.96);
  });
});
