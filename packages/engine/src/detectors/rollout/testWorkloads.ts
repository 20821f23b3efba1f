import { minutes, seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { ago, object, ownedBy } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { rolloutDetectors } from '.';

/** Every detector of rollouts. */
export const run = detectorRunner(...rolloutDetectors);

/** The ids of the problems that are found. */
export function problemsOf(objects: readonly Ingredient[]): string[] {
  return run(objects)
    .filter(({ tier }) => tier === 'problem')
    .map(each => each.detector);
}

/** A condition with which a rollout has run out of time. */
export const STALLED = {
  type: 'Progressing',
  status: 'False',
  reason: 'ProgressDeadlineExceeded',
  message: 'ReplicaSet "cart-5c" has timed out progressing.',
  lastTransitionTime: ago(minutes(5)),
};
/** A condition with which a rollout has come to its end. */
export const FINISHED = {
  type: 'Progressing',
  status: 'True',
  reason: 'NewReplicaSetAvailable',
};

/** The condition of a Deployment that has not been available for some time. */
export const unavailable = (age: number) => ({
  type: 'Available',
  status: 'False',
  reason: 'MinimumReplicasUnavailable',
  message: 'Deployment does not have minimum availability.',
  lastTransitionTime: ago(age),
});

/** Deployment `cart` of three replicas. */
export function deployment(
  spec: object,
  status: object,
  metadata: object = {},
) {
  return object(
    'Deployment',
    'cart',
    { spec: { replicas: 3, ...spec }, status },
    { metadata: { name: 'cart', namespace: 'shop', ...metadata } },
  );
}

/** StatefulSet `db` of three replicas, without a governing Service. */
export const statefulSet = (spec: object, status: object) =>
  object('StatefulSet', 'db', {
    spec: { replicas: 3, serviceName: '', ...spec } as object,
    status,
  });

interface PodOptions {
  /** Milliseconds since its readiness is what it is; half an hour unless given. */
  age?: number;
  labels?: Record<string, string>;
}

/** A pod of a workload on node `a`, ready or not. */
export function pod<T extends Parameters<typeof ownedBy>[0]>(
  owner: T,
  name: string,
  ready: boolean,
  { age = minutes(30), labels }: PodOptions = {},
) {
  return ownedBy(
    owner,
    object(
      'Pod',
      name,
      {
        spec: { nodeName: 'a' },
        status: {
          phase: 'Running',
          conditions: ['Ready', 'ContainersReady'].map(type => ({
            type,
            status: ready ? 'True' : 'False',
            lastTransitionTime: ago(age),
          })),
        },
      },
      { labels },
    ),
  );
}

/** The same pod while it is being deleted. */
export const deleting = (doomed: KnownKinds['Pod']): KnownKinds['Pod'] => ({
  ...doomed,
  metadata: { ...doomed.metadata, deletionTimestamp: ago(seconds(5)) },
});
