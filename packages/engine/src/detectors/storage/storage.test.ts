import { minutes, seconds } from '../../snapshot/durations';
import { ago, object, unreadKind } from '../../testing/builders';
import {
  Ingredient,
  detectorRunner,
  subjectOf,
} from '../../testing/detectorRunner';
import { storageDetectors } from '.';

const run = detectorRunner(...storageDetectors);
const summaries = (objects: readonly Ingredient[]) =>
  run(objects).map(each =>
    [subjectOf(each), each.detector, each.key ?? ''].join(' ').trim(),
  );

function claim(
  spec: object,
  options: { age?: number; phase?: string; annotations?: object } = {},
) {
  const { age = minutes(10), phase = 'Pending', annotations } = options;
  return object(
    'PersistentVolumeClaim',
    'data',
    {
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '1Gi' } },
        ...spec,
      },
      status: { phase },
    },
    {
      age,
      ...(annotations
        ? {
            metadata: {
              name: 'data',
              namespace: 'shop',
              creationTimestamp: ago(age),
              annotations,
            },
          }
        : {}),
    },
  );
}

const volume = (spec: object = {}, name = 'pv') =>
  object('PersistentVolume', name, {
    spec: {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
      ...spec,
    },
    status: { phase: 'Available' },
  });

const storageClass = (name: string, fields: object = {}, annotations = {}) =>
  object(
    'StorageClass',
    name,
    {
      provisioner: 'csi.example.com',
      volumeBindingMode: 'Immediate',
      ...fields,
    },
    { metadata: { name, annotations } },
  );
const DEFAULT = { 'storageclass.kubernetes.io/is-default-class': 'true' };
const driver = object('CSIDriver', 'csi.example.com', {});
const LATE = { volumeBindingMode: 'WaitForFirstConsumer' };

function event(
  reason: string,
  message: string,
  age = minutes(1),
  kind = 'PersistentVolumeClaim',
  name = 'data',
) {
  return object('Event', `${name}-${reason}`, {
    involvedObject: { kind, namespace: 'shop', name },
    reason,
    message,
    lastTimestamp: ago(age),
  });
}

const creating = object('Pod', 'cart-1', {
  spec: {
    nodeName: 'a',
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
  },
  status: {
    phase: 'Pending',
    startTime: ago(minutes(5)),
    containerStatuses: [
      { name: 'app', state: { waiting: { reason: 'ContainerCreating' } } },
    ],
  },
});

describe('storage', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'a class that does not exist',
      [claim({ storageClassName: 'fast' })],
      'storage.class-missing fast',
    ],
    [
      'no class and no default',
      [claim({}), storageClass('other')],
      'storage.no-default-class',
    ],
    [
      'a named volume that does not exist',
      [claim({ storageClassName: '', volumeName: 'pv-x' })],
      'storage.volume-absent pv-x',
    ],
    [
      'a named volume of another claim',
      [
        claim({ storageClassName: '', volumeName: 'pv' }),
        volume({ claimRef: { namespace: 'shop', name: 'other' } }),
      ],
      'storage.volume-taken pv',
    ],
    [
      'volumes that are too small',
      [
        claim({ storageClassName: '' }),
        volume({ capacity: { storage: '500Mi' } }),
      ],
      'storage.capacity-unmatched',
    ],
    [
      'an access mode that no volume offers',
      [
        claim({ storageClassName: '', accessModes: ['ReadWriteMany'] }),
        volume(),
      ],
      'storage.access-mode-unmatched ReadWriteMany',
    ],
    [
      'a selector that no volume matches',
      [
        claim({
          storageClassName: '',
          selector: { matchLabels: { tier: 'gold' } },
        }),
        volume(),
      ],
      'storage.selector-unmatched',
    ],
    [
      'a volume mode',
      [claim({ storageClassName: '', volumeMode: 'Block' }), volume()],
      'storage.volume-mode-unmatched',
    ],
    [
      'volumes of another class',
      [
        claim({ storageClassName: 'manual' }),
        storageClass('manual', { provisioner: 'kubernetes.io/no-provisioner' }),
        volume({ storageClassName: 'manuel' }),
      ],
      'storage.class-name-unmatched manual',
    ],
    [
      'volumes that are too small, of a class that is no object',
      [
        claim({
          storageClassName: 'manual',
          resources: { requests: { storage: '500Gi' } },
        }),
        volume({ storageClassName: 'manual' }),
      ],
      'storage.capacity-unmatched',
    ],
    [
      'a provisioner that fails',
      [
        claim({ storageClassName: 'csi' }),
        storageClass('csi'),
        driver,
        event(
          'ProvisioningFailed',
          'failed to provision volume with StorageClass "csi": rpc error: code = ResourceExhausted desc = out of space',
        ),
      ],
      'storage.provisioning-failed',
    ],
    [
      'a claim nobody explains',
      [claim({ storageClassName: 'csi' }), storageClass('csi'), driver],
      'storage.pvc-pending',
    ],
  ])('tells %s', (_, objects, expected) => {
    expect(summaries(objects)).toEqual([
      `PersistentVolumeClaim/data ${expected}`,
    ]);
  });

  it.each<[string, Ingredient[], string]>([
    [
      'a lost claim',
      [claim({ volumeName: 'pv' }, { phase: 'Lost' })],
      'PersistentVolumeClaim/data storage.pvc-lost',
    ],
    [
      'a provisioner that runs nowhere',
      [claim({ storageClassName: 'csi' }), storageClass('csi')],
      'StorageClass/csi storage.provisioner-absent csi.example.com',
    ],
    [
      'a volume that could not be reclaimed',
      [
        object('PersistentVolume', 'pv', {
          status: { phase: 'Failed', message: 'in use' },
        }),
      ],
      'PersistentVolume/pv storage.pv-failed',
    ],
    [
      'a volume on another node',
      [
        creating,
        event(
          'FailedAttachVolume',
          'Multi-Attach error for volume "pvc-1" Volume is already exclusively attached to one node and can\'t be attached to another',
          minutes(1),
          'Pod',
          'cart-1',
        ),
      ],
      'PersistentVolumeClaim/data storage.multi-attach',
    ],
    [
      'a volume on another node, which is said once',
      [
        creating,
        event(
          'FailedAttachVolume',
          'Multi-Attach error for volume "pvc-1" Volume is already used by pod(s) cart-0',
          minutes(40),
          'Pod',
          'cart-1',
        ),
      ],
      'PersistentVolumeClaim/data storage.multi-attach',
    ],
    [
      'a volume that cannot be attached',
      [
        creating,
        event(
          'FailedAttachVolume',
          'AttachVolume.Attach failed for volume "pvc-1" : rpc error: code = Internal desc = boom',
          minutes(1),
          'Pod',
          'cart-1',
        ),
      ],
      'PersistentVolume/pvc-1 storage.attach-failed a',
    ],
    [
      'a volume that cannot be mounted',
      [
        creating,
        event(
          'FailedMount',
          'MountVolume.SetUp failed for volume "pvc-1" : mount failed: exit status 32, wrong fs type',
          minutes(1),
          'Pod',
          'cart-1',
        ),
      ],
      'Pod/cart-1 storage.mount-failed pvc-1',
    ],
    [
      'a host path that is not there',
      [
        creating,
        event(
          'FailedMount',
          'MountVolume.SetUp failed for volume "host" : hostPath type check failed: /data is not a directory',
          minutes(1),
          'Pod',
          'cart-1',
        ),
      ],
      'Pod/cart-1 storage.hostpath-missing host',
    ],
  ])('reports %s', (_, objects, expected) => {
    expect(summaries(objects)).toEqual([expected]);
  });

  it.each<[string, Ingredient[]]>([
    [
      'a claim within its grace',
      [claim({ storageClassName: 'fast' }, { age: seconds(30) })],
    ],
    [
      'a bound claim',
      [
        claim(
          { storageClassName: 'gone', volumeName: 'pv' },
          { phase: 'Bound' },
        ),
      ],
    ],
    [
      'a claim that waits for its first consumer',
      [claim({ storageClassName: 'late' }), storageClass('late', LATE), driver],
    ],
    [
      'a static claim that waits for its first consumer',
      [
        claim({ storageClassName: 'late' }),
        storageClass('late', {
          ...LATE,
          provisioner: 'kubernetes.io/no-provisioner',
        }),
        volume({ storageClassName: 'other' }),
      ],
    ],
    [
      'unread classes',
      [claim({ storageClassName: 'fast' }), unreadKind('StorageClass')],
    ],
    [
      'a volume of a class that has no object',
      [
        claim({ storageClassName: 'manual' }, { age: minutes(2) }),
        volume({ storageClassName: 'manual' }),
      ],
    ],
    [
      'a default class that serves it',
      [
        claim({}, { age: minutes(2) }),
        storageClass('std', {}, DEFAULT),
        driver,
      ],
    ],
    [
      'a volume that could not be read',
      [
        claim(
          { storageClassName: 'csi', volumeName: 'pv' },
          { age: minutes(2) },
        ),
        storageClass('csi'),
        driver,
        unreadKind('PersistentVolume'),
      ],
    ],
    [
      'a failure before the class was made',
      [
        claim({ storageClassName: 'csi' }, { age: minutes(2) }),
        storageClass('csi'),
        driver,
        event(
          'ProvisioningFailed',
          'storageclass.storage.k8s.io "csi" not found',
        ),
      ],
    ],
    [
      'a provisioner that is no CSI driver and runs',
      [
        claim({ storageClassName: 'nfs' }, { age: minutes(4) }),
        storageClass('nfs', { provisioner: 'example.com/nfs' }),
        object('Pod', 'nfs', {
          spec: {
            containers: [
              { env: [{ name: 'PROVISIONER_NAME', value: 'example.com/nfs' }] },
            ],
          },
        }),
      ],
    ],
    [
      'a mount of a missing ConfigMap',
      [
        creating,
        event(
          'FailedMount',
          'MountVolume.SetUp failed for volume "c" : configmap "app" not found',
          minutes(1),
          'Pod',
          'cart-1',
        ),
      ],
    ],
    [
      'an old event',
      [
        creating,
        event(
          'FailedMount',
          'MountVolume.SetUp failed for volume "c" : boom',
          minutes(20),
          'Pod',
          'cart-1',
        ),
      ],
    ],
  ])('is silent for %s', (_, objects) => {
    expect(summaries(objects)).toEqual([]);
  });
});
