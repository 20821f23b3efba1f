import { V1Pod, V1PodSpec } from '@kubernetes/client-node';
import { headerSchema, PodPlay } from '../scenario/schema';
import { playPod } from './podStatus';
import { StoryClock } from './StoryClock';

const clock = new StoryClock();

function podWith(spec: Partial<V1PodSpec>, owner = 'ReplicaSet'): V1Pod {
  return {
    metadata: {
      name: 'cart-1',
      namespace: 'shop',
      uid: 'u1',
      ownerReferences: [
        { apiVersion: 'v1', kind: owner, name: 'cart', uid: 'o1' },
      ],
    },
    spec: {
      nodeName: 'worker-2',
      restartPolicy: 'Always',
      containers: [{ name: 'app', image: 'nginx:1' }],
      ...spec,
    },
  };
}

/** A rule as a scenario spells it. */
function rule(text: Record<string, unknown>): PodPlay {
  return headerSchema.parse({
    scenario: 'x',
    sources: ['https://kubernetes.io/'],
    play: { pods: [{ of: 'Deployment/shop/cart', ...text }] },
  }).play.pods[0];
}

function play(pod: V1Pod, text?: Record<string, unknown>) {
  return playPod({
    pod,
    podIP: '10.244.0.9',
    clock,
    play: text && rule(text),
  });
}

const conditionOf = (played: ReturnType<typeof play>, type: string) =>
  played.status.conditions?.find(each => each.type === type);

describe('playPod', () => {
  it('has a pod of which nothing is said run and be ready', () => {
    const played = play(podWith({}));
    expect(played.status.phase).toBe('Running');
    expect(conditionOf(played, 'Ready')?.status).toBe('True');
    expect(played.events).toEqual([]);
  });

  it('has a pod of a Job end well', () => {
    const played = play(podWith({ restartPolicy: 'Never' }, 'Job'));
    expect(played.status.phase).toBe('Succeeded');
    expect(conditionOf(played, 'Ready')?.reason).toBe('PodCompleted');
  });

  it('tells of a crash loop as the kubelet does', () => {
    const played = play(podWith({}), {
      since: '20m',
      containers: {
        app: {
          crashLoop: { exitCode: 1, restarts: 3, ended: '1m', ranFor: '5s' },
          logs: 'boom in ${pod}',
        },
      },
    });
    const [status] = played.status.containerStatuses ?? [];
    expect(played.status.phase).toBe('Running');
    expect(status.state?.waiting).toEqual({
      reason: 'CrashLoopBackOff',
      message:
        'back-off 40s restarting failed container=app pod=cart-1_shop(u1)',
    });
    expect(status.lastState?.terminated).toMatchObject({
      exitCode: 1,
      reason: 'Error',
      startedAt: clock.ago('1m5s'),
      finishedAt: clock.ago('1m'),
    });
    expect(conditionOf(played, 'ContainersReady')).toMatchObject({
      status: 'False',
      lastTransitionTime: clock.ago('20m'),
      message: 'containers with unready status: [app]',
    });
    expect(played.events).toMatchObject([
      { reason: 'BackOff', fieldPath: 'spec.containers{app}' },
    ]);
    expect(played.logs.get('app')).toBe('boom in cart-1');
  });

  it('keeps a pod whose image cannot be pulled pending', () => {
    const played = play(podWith({}), {
      containers: { app: { pullFailure: { error: 'not found' } } },
    });
    expect(played.status.phase).toBe('Pending');
    expect(played.status.containerStatuses?.[0].state?.waiting?.message).toBe(
      'Back-off pulling image "nginx:1": ErrImagePull: not found',
    );
    expect(played.events.map(each => each.message)).toContain(
      'Failed to pull image "nginx:1": not found',
    );
  });

  it('has containers wait for an init container that is not done', () => {
    const played = play(
      podWith({ initContainers: [{ name: 'migrate', image: 'm:1' }] }),
      { containers: { migrate: { running: { ready: false } } } },
    );
    expect(played.status.phase).toBe('Pending');
    expect(conditionOf(played, 'Initialized')?.message).toBe(
      'containers with incomplete status: [migrate]',
    );
    expect(played.status.containerStatuses?.[0].state?.waiting?.reason).toBe(
      'PodInitializing',
    );
  });

  it('has a container without a sandbox wait for it', () => {
    const played = play(podWith({}), {
      containers: { app: { waiting: { reason: 'ContainerCreating' } } },
    });
    expect(conditionOf(played, 'PodReadyToStartContainers')?.status).toBe(
      'False',
    );
  });

  it('takes phase, reason and conditions from the scenario where it states them', () => {
    const played = play(podWith({}), {
      phase: 'Failed',
      reason: 'Evicted',
      message: 'The node was low on ${node}',
      conditions: [
        {
          type: 'Ready',
          status: 'Unknown',
          lastTransitionTime: '<5m ago>',
        },
      ],
    });
    expect(played.status).toMatchObject({
      phase: 'Failed',
      reason: 'Evicted',
      message: 'The node was low on worker-2',
    });
    expect(conditionOf(played, 'Ready')).toMatchObject({
      status: 'Unknown',
      lastTransitionTime: clock.ago('5m'),
    });
  });
});
