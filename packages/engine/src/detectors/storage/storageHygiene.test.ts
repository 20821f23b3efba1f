import { days, hours, minutes } from '../../snapshot/durations';
import { ago, object, unreadKind } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { idleVolumes } from './idleVolumes';
import { memoryVolumes } from './memoryVolumes';
import { multipleDefaultClasses } from './multipleDefaultClasses';

const run = detectorRunner(
  ...idleVolumes,
  memoryVolumes,
  multipleDefaultClasses,
);

const volume = (
  phase: string,
  age: number | undefined,
  spec: object = {},
  metadata: Record<string, unknown> = {},
) =>
  object(
    'PersistentVolume',
    'pv-1',
    {
      spec: {
        persistentVolumeReclaimPolicy: 'Retain',
        capacity: { storage: '10Gi' },
        ...spec,
      } as object,
      status: {
        phase,
        ...(age === undefined ? {} : { lastPhaseTransitionTime: ago(age) }),
      } as object,
    },
    { age: days(90), metadata },
  );
const DELETE = { persistentVolumeReclaimPolicy: 'Delete' };

const storageClass = (name: string, isDefault: boolean, fields: object = {}) =>
  object(
    'StorageClass',
    name,
    { provisioner: 'disk.csi.example.org', ...fields },
    {
      metadata: {
        annotations: {
          'storageclass.kubernetes.io/is-default-class': String(isDefault),
        },
      },
    },
  );

const mounting = (
  emptyDir: object,
  options: { name?: string; limits?: object; namespace?: string } = {},
) =>
  object(
    'Pod',
    'cart',
    {
      spec: {
        containers: [{ name: 'app', resources: { limits: options.limits } }],
        volumes: [{ name: options.name ?? 'cache', emptyDir }],
      } as object,
      status: { phase: 'Running' },
    },
    { namespace: options.namespace },
  );
const MEMORY = { medium: 'Memory' };

describe('storage hygiene', () => {
  it.each<[string, Ingredient[], string, string]>([
    [
      'a released volume that is kept',
      [volume('Released', days(8))],
      'hygiene low PersistentVolume/pv-1 storage.pv-released',
      'status.lastPhaseTransitionTime',
    ],
    [
      'a released volume that should be gone',
      [volume('Released', minutes(20), DELETE)],
      'hygiene medium PersistentVolume/pv-1 storage.pv-released',
      'status.phase',
    ],
    [
      'a volume without claim',
      [volume('Available', days(8))],
      'hygiene info PersistentVolume/pv-1 storage.pv-unused',
      'status.phase',
    ],
    [
      'a volume that does not become available',
      [volume('Pending', minutes(6))],
      'hygiene info PersistentVolume/pv-1 storage.pv-unused',
      'status.phase',
    ],
    [
      'two default classes',
      [storageClass('fast', true), storageClass('slow', true)],
      'hygiene low Cluster/test storage.multiple-default-class',
      'metadata.annotations[storageclass.kubernetes.io/is-default-class]',
    ],
    [
      'an unbounded volume in memory',
      [mounting(MEMORY)],
      'risk low Pod/cart storage.emptydir-memory-unbounded cache',
      'spec.volumes[0].emptyDir',
    ],
    [
      'one that memory limits bound',
      [mounting(MEMORY, { limits: { memory: '1Gi' } })],
      'risk info Pod/cart storage.emptydir-memory-unbounded cache',
      'spec.volumes[0].emptyDir',
    ],
  ])('reports %s', (_, objects, expected, path) => {
    const [found, ...others] = run(objects);
    expect(others).toEqual([]);
    const { tier, severity, subject, detector, key = '' } = found;
    expect(
      `${tier} ${severity} ${subject.kind}/${subject.name} ${detector} ${key}`.trim(),
    ).toBe(expected);
    expect(found.evidence).toContainEqual(expect.objectContaining({ path }));
  });

  it.each<[string, Ingredient[]]>([
    ['a bound volume', [volume('Bound', days(8))]],
    ['a volume released this week', [volume('Released', days(3))]],
    [
      'a volume released a moment ago',
      [volume('Released', minutes(5), DELETE)],
    ],
    ['a volume free for hours', [volume('Available', hours(9))]],
    ['a volume of which no time is known', [volume('Available', undefined)]],
    [
      'a volume that is being deleted',
      [
        volume('Released', days(8), DELETE, {
          deletionTimestamp: ago(minutes(1)),
        }),
      ],
    ],
    [
      'a pool made by hand',
      [
        volume('Available', days(8), { storageClassName: 'local' }),
        storageClass('local', false, {
          provisioner: 'kubernetes.io/no-provisioner',
        }),
      ],
    ],
    [
      'a volume of a class that was not read',
      [
        volume('Available', days(8), { storageClassName: 'local' }),
        unreadKind('StorageClass'),
      ],
    ],
    [
      'one default class',
      [storageClass('fast', true), storageClass('slow', false)],
    ],
    [
      'unread classes',
      [
        storageClass('fast', true),
        storageClass('slow', true),
        unreadKind('StorageClass'),
      ],
    ],
    ['a volume with a limit', [mounting({ ...MEMORY, sizeLimit: '64Mi' })]],
    ['a volume on disk', [mounting({})]],
    ['a volume of a mesh', [mounting(MEMORY, { name: 'istio-envoy' })]],
    ['a pod of the system', [mounting(MEMORY, { namespace: 'kube-system' })]],
    [
      'objects without contents',
      [object('PersistentVolume', 'x'), object('StorageClass', 'y')],
    ],
  ])('is silent for %s', (_, objects) => {
    expect(run(objects)).toEqual([]);
  });
});
