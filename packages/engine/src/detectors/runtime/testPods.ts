import { minutes } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { ago, object, ownedBy } from '../../testing/builders';
import {
  ContainerFields,
  DeployedPodFields,
  barePod,
  deployedPod,
  ended,
  waiting,
} from '../../testing/deployedPod';
import {
  Ingredient,
  detectorRunner,
  subjectOf,
} from '../../testing/detectorRunner';
import { runtimeDetectors } from '.';

const run = detectorRunner(...runtimeDetectors);

export const detected = (objects: readonly Ingredient[]) =>
  run(objects).map(found =>
    [
      found.detector,
      subjectOf(found),
      found.key ?? '-',
      found.tier,
      found.severity,
    ].join(' '),
  );

export const app = (
  status: ContainerFields['status'],
  fields: DeployedPodFields = {},
) => deployedPod({ containers: { app: { status } }, ...fields });
export const node = (status: string, age = minutes(10)) =>
  object('Node', 'worker-1', {
    status: {
      conditions: [{ type: 'Ready', status, lastTransitionTime: ago(age) }],
    },
  });
export const condition = (type: string, reason: string, age = minutes(20)) => ({
  status: {
    conditions: [
      { type, status: 'True', reason, lastTransitionTime: ago(age) },
    ],
  },
});
export const failed = (
  reason: string,
  message: string,
  name?: string,
  age = minutes(10),
) =>
  deployedPod({
    name,
    age,
    containers: {},
    status: { phase: 'Failed', reason, message },
  });
export const deleted = (milliseconds: number, metadata = {}) => ({
  metadata: { deletionTimestamp: ago(milliseconds), ...metadata },
});
export const ready = (name: string) =>
  deployedPod({
    name,
    age: minutes(5),
    spec: { nodeName: 'worker-2' },
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  });
export const restarted = (name: string) =>
  deployedPod({
    name,
    containers: {
      app: { status: { restartCount: 4, lastState: ended(255, minutes(20)) } },
    },
  });
export const times = <T>(count: number, make: (index: number) => T[]) =>
  Array.from({ length: count }, (_, index) => make(index)).flat();

export function jobPod(
  sidecar: string,
  finished: number,
  native = false,
  image?: string,
): Ingredient[] {
  // What has an image stands in the template, and was not injected.
  const declared = image ? [{ name: sidecar, image }] : [];
  const job = object('Job', 'nightly', {
    spec: {
      template: { spec: { containers: [{ name: 'work' }, ...declared] } },
    },
  } as object);
  const beside = {
    [sidecar]: {
      spec: {
        ...(native ? { restartPolicy: 'Always' } : {}),
        ...(image ? { image } : {}),
      },
    },
  };
  const work = {
    work: { status: { ready: false, state: ended(0, finished) } },
  };
  const pod: KnownKinds['Pod'] = barePod(
    native
      ? { initContainers: beside, containers: work }
      : { containers: { ...work, ...beside } },
  );
  return [job, ownedBy(job, pod)];
}

export const withPorts = (status: ContainerFields['status'] = {}) =>
  deployedPod({
    containers: {
      app: { spec: { ports: [{ containerPort: 8080 }] } },
      admin: {
        spec: { ports: [{ containerPort: 8080, protocol: 'TCP' }] },
        status,
      },
    },
  });

export const SANDBOX =
  'Failed to create pod sandbox: rpc error: code = Unknown desc = ';
export const creating = (age?: number) =>
  app(waiting('ContainerCreating'), { age });
