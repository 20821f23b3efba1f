import { hours, minutes } from '../../snapshot/durations';
import { ago } from '../../testing/builders';
import { deployedPod, ended } from '../../testing/deployedPod';
import { detectorRunner } from '../../testing/detectorRunner';
import { volumeErrors } from './volumeErrors';

const run = detectorRunner(...volumeErrors);

const CLAIM = { persistentVolumeClaim: { claimName: 'data' } };
const DENIED = 'open /var/lib/data/lock: permission denied';
const READ_ONLY = "OSError: [Errno 30] Read-only file system: '/cache/index'";

interface Case {
  line: string;
  mount?: object;
  volume?: object;
  user?: object;
  pod?: object;
  status?: object;
}

function told({ line, mount, volume = CLAIM, user, pod, status }: Case) {
  const ingredients = deployedPod({
    containers: {
      app: {
        spec: {
          volumeMounts: [
            { name: 'data', mountPath: '/var/lib/data', ...mount },
          ],
          securityContext: { runAsUser: 1000, ...user },
        },
        status: {
          ready: false,
          lastState: ended(1, minutes(2)),
          ...status,
        },
      },
    },
    spec: { volumes: [{ name: 'data', ...volume }], securityContext: pod },
  });
  const logs = new Map([['shop/cart-6d5f-x2x4z/app', `starting\n${line}\n`]]);
  return run(ingredients, logs).map(
    ({ detector, key, severity }) => `${detector} ${key} ${severity}`,
  );
}

describe('errors on volumes', () => {
  it.each<[string, Case, string]>([
    [
      'a claim that belongs to root',
      { line: DENIED },
      'storage.permission-denied /var/lib/data high',
    ],
    [
      'a directory of the host, which no fsGroup changes',
      {
        line: DENIED,
        volume: { hostPath: { path: '/x' } },
        pod: { fsGroup: 1 },
      },
      'storage.permission-denied /var/lib/data high',
    ],
    [
      'a root file system that is read-only',
      { line: READ_ONLY, user: { readOnlyRootFilesystem: true } },
      'storage.read-only-volume / high',
    ],
    [
      'a volume that is mounted read-only',
      { line: READ_ONLY, mount: { mountPath: '/cache', readOnly: true } },
      'storage.read-only-volume /cache high',
    ],
    [
      'a ConfigMap',
      {
        line: READ_ONLY,
        mount: { mountPath: '/cache/' },
        volume: { configMap: { name: 'settings' } },
      },
      'storage.read-only-volume /cache high',
    ],
  ])('tell of %s', (_, fields, expected) => {
    expect(told(fields)).toEqual([expected]);
  });

  it.each<[string, Case]>([
    ['a claim handed to a group', { line: DENIED, pod: { fsGroup: 2000 } }],
    ['root, who may everything', { line: DENIED, user: { runAsUser: 0 } }],
    [
      'a user that only the image knows',
      { line: DENIED, user: { runAsUser: undefined } },
    ],
    ['a path outside', { line: 'open /etc/shadow: permission denied' }],
    [
      'a neighbour of the mount',
      { line: 'open /var/lib/database: permission denied' },
    ],
    ['a refusal without path', { line: 'permission denied for table users' }],
    ['a root file system that is writable', { line: READ_ONLY }],
    ['a container that is well', { line: DENIED, status: { ready: true } }],
    [
      'a failure of yesterday',
      { line: DENIED, status: { lastState: ended(1, hours(20)) } },
    ],
  ])('are silent for %s', (_, fields) => {
    expect(told(fields)).toEqual([]);
  });

  it('names what was complained of last, as the program survived the rest', () => {
    const nginx = deployedPod({
      containers: {
        app: {
          spec: { securityContext: { readOnlyRootFilesystem: true } },
          status: { ready: false, lastState: ended(1, minutes(2)) },
        },
      },
    });
    const log = [
      'info: can not modify /etc/nginx/conf.d/default.conf (read-only file system?)',
      '[emerg] mkdir() "/var/cache/nginx/client_temp" failed (30: Read-only file system)',
    ].join('\n');
    const [{ message, affected }] = run(
      nginx,
      new Map([['shop/cart-6d5f-x2x4z/app', log]]),
    );
    expect(message).toContain('writes to /var/cache/nginx/client_temp,');
    expect(affected[0].since).toBe(ago(hours(1)));
  });
});
