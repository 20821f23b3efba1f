import type { Container, ContainerStatus } from 'kubernetes-types/core/v1';
import { hours } from '../snapshot/durations';
import { KnownKinds } from '../snapshot/objects';
import { ago, object, ownedBy } from './builders';
import { Ingredient } from './detectorRunner';

/** One container as a test states it: what is declared and what the kubelet reports. */
export interface ContainerFields {
  spec?: Partial<Container>;
  status?: Partial<ContainerStatus>;
}

export interface DeployedPodFields {
  name?: string;
  /** By name; `app` is a running, ready container unless stated. */
  containers?: Record<string, ContainerFields>;
  initContainers?: Record<string, ContainerFields>;
  spec?: Record<string, unknown>;
  status?: Record<string, unknown>;
  metadata?: Record<string, unknown>;
  /** Milliseconds since creation and since the pod has not been ready. */
  age?: number;
}

/** A pod of Deployment `shop/cart` on node `worker-1`, with the Deployment and its ReplicaSet. Not ready for as long as it exists, unless stated. */
export function deployedPod(fields: DeployedPodFields = {}): Ingredient[] {
  const deployment = object('Deployment', 'cart');
  const replicaSet = ownedBy(deployment, object('ReplicaSet', 'cart-6d5f'));
  return [deployment, replicaSet, ownedBy(replicaSet, barePod(fields))];
}

/** The same pod without an owner. */
export function barePod(fields: DeployedPodFields = {}): KnownKinds['Pod'] {
  const { age = hours(1), containers = { app: {} }, initContainers } = fields;
  const since = ago(age);
  return object(
    'Pod',
    fields.name ?? 'cart-6d5f-x2x4z',
    {
      spec: {
        nodeName: 'worker-1',
        restartPolicy: 'Always',
        containers: declared(containers),
        ...(initContainers ? { initContainers: declared(initContainers) } : {}),
        ...fields.spec,
      },
      status: {
        phase: 'Running',
        startTime: since,
        conditions: [
          { type: 'PodScheduled', status: 'True', lastTransitionTime: since },
          { type: 'Ready', status: 'False', lastTransitionTime: since },
          {
            type: 'ContainersReady',
            status: 'False',
            lastTransitionTime: since,
          },
        ],
        containerStatuses: reported(containers, since),
        ...(initContainers
          ? { initContainerStatuses: reported(initContainers, since) }
          : {}),
        ...fields.status,
      },
    },
    { age, metadata: fields.metadata },
  );
}

/** A container status that waits for a reason. */
export function waiting(
  reason: string,
  message?: string,
  rest: Partial<ContainerStatus> = {},
): ContainerFields['status'] {
  return {
    ready: false,
    state: { waiting: { reason, ...(message ? { message } : {}) } },
    ...rest,
  };
}

/** The last state of a container whose run ended some time ago. */
export function ended(
  exitCode: number,
  milliseconds: number,
  reason = exitCode === 0 ? 'Completed' : 'Error',
  message?: string,
) {
  return {
    terminated: {
      exitCode,
      reason,
      startedAt: ago(milliseconds + 5_000),
      finishedAt: ago(milliseconds),
      ...(message ? { message } : {}),
    },
  };
}

/** An event about the pod, or about one of its containers. */
export function podEvent(
  reason: string,
  message: string,
  options: {
    container?: string;
    age?: number;
    name?: string;
    fields?: Record<string, unknown>;
  } = {},
): KnownKinds['Event'] {
  const { container, age = 60_000, name = 'cart-6d5f-x2x4z' } = options;
  return object('Event', `${name}.${reason}.${container ?? ''}.${age}`, {
    reason,
    message,
    type: 'Warning',
    involvedObject: {
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: 'shop',
      name,
      uid: `pod-shop-${name}`,
      ...(container ? { fieldPath: `spec.containers{${container}}` } : {}),
    },
    firstTimestamp: ago(age),
    lastTimestamp: ago(age),
    count: 1,
    ...options.fields,
  });
}

function declared(containers: Record<string, ContainerFields>): Container[] {
  return Object.entries(containers).map(([name, { spec }]) => ({
    name,
    image: `registry.example.org/shop/${name}:1.4.2`,
    ...spec,
  }));
}

function reported(
  containers: Record<string, ContainerFields>,
  since: string,
): ContainerStatus[] {
  return Object.entries(containers).map(([name, { status }]) => ({
    name,
    image: `registry.example.org/shop/${name}:1.4.2`,
    imageID: '',
    ready: true,
    started: true,
    restartCount: 0,
    state: { running: { startedAt: since } },
    ...status,
  }));
}
