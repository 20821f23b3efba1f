import { analyze } from '../analyze';
import { minutes } from '../snapshot/durations';
import { KnownKinds } from '../snapshot/objects';
import { ago, object, ownedBy } from '../testing/builders';
import {
  ContainerFields,
  barePod,
  ended,
  waiting,
} from '../testing/deployedPod';
import { Ingredient, snapshotOf } from '../testing/detectorRunner';

export interface Crash {
  name?: string;
  exitCode?: number;
  container?: ContainerFields['spec'];
  /** What the program wrote; not captured unless given. */
  log?: string;
  /** The message with which the container ended. */
  message?: string;
  /** Milliseconds since the first crash, and since the revision was made; ten minutes unless given. */
  age?: number;
  /** The pod template of the revision before, and how many of its pods are ready. */
  before?: { container: ContainerFields['spec']; ready?: number };
}

/** A Deployment whose only pod crashes again and again, with its revisions. */
export function crashing(crash: Crash = {}): Ingredient[] {
  const { name = 'cart', exitCode = 1, age = minutes(10), before } = crash;
  const spec = {
    image: 'registry.example.org/shop/cart:2',
    ...crash.container,
  };
  const labels = { app: name };
  const deployment = object('Deployment', name, {
    spec: { template: templateOf(spec, labels) },
  });
  const revision = (number: number, container: object, readyReplicas: number) =>
    ownedBy(
      deployment,
      object(
        'ReplicaSet',
        `${name}-${number}`,
        {
          spec: { template: templateOf(container, labels) },
          status: { replicas: 1, readyReplicas },
        },
        {
          age: age * (number === 2 ? 1 : 100),
          metadata: {
            annotations: {
              'deployment.kubernetes.io/revision': String(number),
            },
          },
        },
      ),
    );
  const current = revision(2, spec, 0);
  const pod = barePod({
    name: `${name}-2-x`,
    age,
    metadata: { labels },
    containers: {
      app: {
        spec,
        status: waiting('CrashLoopBackOff', 'back-off', {
          restartCount: 6,
          lastState: ended(exitCode, minutes(1), 'Error', crash.message),
        }),
      },
    },
  });
  return [
    deployment,
    current,
    ownedBy(current, pod),
    ...(before ? [revision(1, before.container ?? {}, before.ready ?? 0)] : []),
  ];
}

function templateOf(container: object, labels: Record<string, string>) {
  return {
    metadata: { labels },
    spec: { containers: [{ name: 'app', ...container }] },
  };
}

/** The incidents of a cluster; logs by the name of a crashing Deployment, or by that of a pod. */
export function incidentsOf(
  ingredients: readonly Ingredient[],
  logs: Record<string, string> = {},
  podLogs: Record<string, string> = {},
) {
  const byContainer = new Map([
    ...Object.entries(logs).map(
      ([name, log]) => [`shop/${name}-2-x/app`, log] as const,
    ),
    ...Object.entries(podLogs).map(
      ([name, log]) => [`shop/${name}/app`, log] as const,
    ),
  ]);
  return analyze(snapshotOf(ingredients, byContainer)).incidents;
}

/** What a crash is put down to, most likely first, such as `application-bug 0.6`. */
export function causesOf(crash: Crash, ...others: Ingredient[]): string[] {
  const logs: Record<string, string> =
    crash.log === undefined ? {} : { [crash.name ?? 'cart']: crash.log };
  return incidentsOf([...crashing(crash), ...others], logs).flatMap(incident =>
    incident.causes.map(each => `${each.cause} ${each.confidence}`),
  );
}

/** A Service of namespace `shop`, with a StatefulSet behind it whose pod is ready or not. */
export function serviceWith(name: string, isReady: boolean): Ingredient[] {
  const labels = { app: name };
  const owner = object('StatefulSet', name, {
    spec: { template: { metadata: { labels } } },
  });
  const status = isReady ? 'True' : 'False';
  const pod: KnownKinds['Pod'] = object(
    'Pod',
    `${name}-0`,
    {
      spec: { nodeName: 'worker-1', containers: [{ name: 'main' }] },
      status: {
        phase: 'Running',
        conditions: [
          { type: 'Ready', status, lastTransitionTime: ago(minutes(30)) },
        ],
      },
    },
    { labels },
  );
  const service = object('Service', name, {
    spec: {
      selector: labels,
      clusterIP: '10.96.0.20',
      ports: [{ port: 5432 }],
    },
  });
  return [owner, ownedBy(owner, pod), service];
}
