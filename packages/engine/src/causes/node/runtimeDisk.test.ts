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

  it.each([
    [
      'executable file `/app/run` not found: No such file or directory',
      'command-wrong Deployment',
    ],
    [
      'cannot load seccomp profile "/var/lib/kubelet/seccomp/profiles/audit.json": open /var/lib/kubelet/seccomp/profiles/audit.json: no such file or directory',
      'pod.container-create-error Deployment',
    ],
  ])('tells its command from its profile: %s', (message, cause) => {
    const [incident] = incidentsOf(
      deployedPod({
        containers: {
          app: { status: waiting('CreateContainerError', message) },
        },
      }),
    );
    const [first] = incident.causes;
    expect(`${first.cause} ${first.subject.kind}`).toBe(cause);
  });

  it.each([
    ['no space left on device', 'node-disk-full'],
    ['archive/tar: invalid tar header', 'image.inspect-failed'],
  ])('knows why an image is not unpacked: %s', (error, cause) => {
    const [incident] = incidentsOf(
      deployedPod({
        status: { phase: 'Pending' },
        containers: {
          app: {
            status: waiting(
              'ErrImagePull',
              `failed to unpack image on snapshotter overlayfs: failed to extract layer sha256:1: ${error}`,
            ),
          },
        },
      }),
    );
    expect(incident.causes[0].cause).toBe(cause);
  });
});
