import { analyze } from '../../analyze';
import { minutes } from '../../snapshot/durations';
import { ago, object, ownedBy } from '../../testing/builders';
import { snapshotOf } from '../../testing/detectorRunner';

const LABELS = { app: 'cart' };
const deployment = object('Deployment', 'cart', {
  spec: { replicas: 1, template: { metadata: { labels: LABELS } } },
  status: { replicas: 1, availableReplicas: 1, updatedReplicas: 1 },
} as object);
const cordoned = object('Node', 'worker', {
  spec: {
    unschedulable: true,
    taints: [
      {
        key: 'node.kubernetes.io/unschedulable',
        effect: 'NoSchedule',
        timeAdded: ago(minutes(30)),
      },
    ],
  },
  status: { conditions: [{ type: 'Ready', status: 'True' }] } as object,
});
const pod = ownedBy(
  deployment,
  object(
    'Pod',
    'cart-1',
    {
      spec: { nodeName: 'worker', containers: [{ name: 'app' }] },
      status: {
        phase: 'Running',
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    },
    { labels: LABELS },
  ),
);
const budget = object('PodDisruptionBudget', 'cart', {
  spec: { minAvailable: 1, selector: { matchLabels: LABELS } },
  status: {
    disruptionsAllowed: 0,
    currentHealthy: 1,
    desiredHealthy: 1,
    expectedPods: 1,
  },
} as object);

describe('a drain that a budget holds up', () => {
  it('is one incident, and the budget is its cause', () => {
    const { incidents } = analyze(
      snapshotOf([cordoned, deployment, pod, budget]),
    );
    expect(incidents).toHaveLength(1);
    expect(incidents[0]).toMatchObject({
      subject: { kind: 'PodDisruptionBudget', name: 'cart' },
      causes: [{ cause: 'disruption-budget-blocks' }],
    });
    expect(incidents[0].findings).toHaveLength(2);
  });
});
