import type { V1Container, V1Pod } from '@kubernetes/client-node';
import { playPod } from './playPod';

function play(
  container: Partial<V1Container>,
  pod: Partial<V1Pod['spec']> = {},
) {
  return playPod(
    {
      metadata: { name: 'cart-1', namespace: 'shop', uid: 'u' },
      spec: {
        ...pod,
        containers: [{ name: 'app', image: 'busybox:1.37', ...container }],
      },
    },
    {
      keysOf: (kind, name) =>
        kind === 'Secret' && name === 'database' ? ['username'] : undefined,
      podIP: '10.1.0.1',
      now: new Date('2026-03-01T12:00:00Z'),
    },
  );
}

const fromSecret = (name: string, key: string, optional = false) => ({
  env: [{ name: 'X', valueFrom: { secretKeyRef: { name, key, optional } } }],
});

describe('playPod', () => {
  it.each<[string, Partial<V1Container>]>([
    ['plain', {}],
    ['with a Secret that exists', fromSecret('database', 'username')],
    ['with an optional Secret', fromSecret('nowhere', 'x', true)],
    ['without a memory limit', { command: ['tail /dev/zero'] }],
  ])('lets a pod be well: %s', (_, container) => {
    const { status, events } = play(container);
    expect(status.phase).toBe('Running');
    expect(status.containerStatuses[0].ready).toBe(true);
    expect(events).toEqual([]);
  });

  it.each<[string, Partial<V1Container>, string, string]>([
    [
      'an unknown tag',
      { image: 'cart:no-such-tag' },
      'Pending',
      'ImagePullBackOff',
    ],
    [
      'an unknown registry',
      { image: 'r.invalid/a:1' },
      'Pending',
      'ImagePullBackOff',
    ],
    ['a wrong image name', { image: 'Cart:1' }, 'Pending', 'InvalidImageName'],
    [
      'a missing Secret',
      fromSecret('nowhere', 'x'),
      'Pending',
      'CreateContainerConfigError',
    ],
    [
      'a missing key',
      fromSecret('database', 'x'),
      'Pending',
      'CreateContainerConfigError',
    ],
    ['an exit', { command: ['exit 3'] }, 'Running', 'CrashLoopBackOff'],
  ])('fails %s as a kubelet does', (_, container, phase, reason) => {
    const { status, events } = play(container);
    expect(status.phase).toBe(phase);
    expect(status.containerStatuses[0].state?.waiting?.reason).toBe(reason);
    expect(events[0].type).toBe('Warning');
  });

  it.each([
    ['exit 0', 'Succeeded'],
    ['exit 3', 'Failed'],
  ])('ends a pod that never restarts after "%s": %s', (command, phase) => {
    const { status } = play({ command: [command] }, { restartPolicy: 'Never' });
    expect(status.phase).toBe(phase);
    expect(status.containerStatuses[0].state?.terminated).toBeDefined();
  });
});
