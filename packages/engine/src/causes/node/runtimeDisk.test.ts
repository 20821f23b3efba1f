import { object } from '../../testing/builders';
import { deployedPod, waiting } from '../../testing/deployedPod';
import { incidentsOf } from '../testCrash';

const causesWith = (message: string) =>
  incidentsOf([
    ...deployedPod({
      containers: { app: { status: waiting('RunContainerError', message) } },
    }),
    object('Node', 'worker-1', {
      status: { conditions: [{ type: 'Ready', status: 'True' }] },
    }),
  ]).flatMap(({ causes }) =>
    causes.map(({ cause, subject }) => `${cause} ${subject.kind}`),
  );

describe('a runtime that cannot start a container', () => {
  it.each(['read-only file system', 'no space left on device'])(
    'blames the node where it cannot write to its own disk: %s',
    error => {
      const [first] = causesWith(
        `failed to create containerd task: failed to create shim task: mkdir /var/lib/containerd/io.containerd.runtime.v2.task/k8s.io/app: ${error}`,
      );
      expect(first).toBe('node-fault Node');
    },
  );

  it.each([
    'exec: "/app/run": stat /app/run: no such file or directory: unknown',
    'mkdir /data/run: read-only file system',
  ])('does not blame the node for what the pod asks: %s', message => {
    expect(causesWith(message).join()).not.toContain('node-fault');
  });
});
