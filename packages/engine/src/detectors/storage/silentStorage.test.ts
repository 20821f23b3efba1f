import { minutes, seconds } from '../../snapshot/durations';
import { object, unreadKind } from '../../testing/builders';
import { Ingredient } from '../../testing/detectorRunner';
import {
  summaries,
  claim,
  volume,
  storageClass,
  DEFAULT,
  driver,
  LATE,
  event,
  creating,
} from './testStorage';

describe('storage', () => {
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
      'a class that has no object while volumes are unread',
      [
        claim({ storageClassName: 'manual' }, { age: minutes(2) }),
        unreadKind('PersistentVolume'),
      ],
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
