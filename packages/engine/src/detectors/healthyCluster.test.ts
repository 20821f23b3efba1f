import { hours } from '../snapshot/durations';
import { ago, object, ownedBy } from '../testing/builders';
import { Ingredient, detectorRunner } from '../testing/detectorRunner';
import { builtInDetectors } from '.';

const run = detectorRunner(...builtInDetectors);

const condition = (type: string, reason: string) => ({
  type,
  status: 'True',
  reason,
  lastTransitionTime: ago(hours(1)),
});

/** A Deployment with its ReplicaSet, ten ready pods and a Service, and the run of a Job that is done. */
function application(name: string): Ingredient[] {
  const labels = { app: name };
  const template = {
    metadata: { labels },
    spec: {
      containers: [
        {
          name: 'app',
          image: 'registry.example.com/app:1.4.2',
          ports: [{ name: 'http', containerPort: 8080 }],
          resources: {
            requests: { cpu: '100m', memory: '64Mi' },
            limits: { memory: '64Mi' },
          },
        },
      ],
    },
  };
  const deployment = object('Deployment', name, {
    spec: { replicas: 10, template },
    status: {
      replicas: 10,
      updatedReplicas: 10,
      availableReplicas: 10,
      conditions: [
        condition('Available', 'MinimumReplicasAvailable'),
        condition('Progressing', 'NewReplicaSetAvailable'),
      ],
    },
  });
  const replicaSet = ownedBy(
    deployment,
    object('ReplicaSet', `${name}-5c`, {
      spec: { replicas: 10, template },
      status: { replicas: 10, readyReplicas: 10 },
    }),
  );
  const pods = Array.from({ length: 10 }, (_, index) =>
    ownedBy(
      replicaSet,
      object(
        'Pod',
        `${name}-5c-${index}`,
        {
          spec: { ...template.spec, nodeName: 'worker' },
          status: {
            phase: 'Running',
            conditions: ['PodScheduled', 'Ready', 'ContainersReady'].map(type =>
              condition(type, ''),
            ),
            containerStatuses: [
              {
                name: 'app',
                ready: true,
                started: true,
                restartCount: 0,
                state: { running: { startedAt: ago(hours(1)) } },
              },
            ],
          },
        },
        { labels },
      ),
    ),
  );
  const service = object('Service', name, {
    spec: { selector: labels, ports: [{ port: 80, targetPort: 'http' }] },
  });
  const job = object('Job', `${name}-migration`, {
    status: {
      succeeded: 1,
      failed: 1,
      conditions: [condition('Complete', 'CompletionsReached')],
    },
  });
  return [deployment, replicaSet, ...pods, service, job];
}

const NODES = [
  object('Node', 'worker', {
    status: { conditions: [condition('Ready', 'KubeletReady')] },
  }),
  object('Node', 'cordoned', {
    spec: { unschedulable: true },
    status: { conditions: [condition('Ready', 'KubeletReady')] },
  }),
];

describe('a healthy cluster', () => {
  it('has no problems', () => {
    const shop = Array.from({ length: 10 }, (_, index) =>
      application(`app-${index}`),
    );
    const found = run([...NODES, ...shop.flat()]);
    expect(found.filter(each => each.tier === 'problem')).toEqual([]);
  });
});
