import { minutes } from '../../snapshot/durations';
import { object } from '../../testing/builders';
import { Ingredient } from '../../testing/detectorRunner';
import {
  summaries,
  claim,
  volume,
  storageClass,
  driver,
  event,
  creating,
} from './testStorage';

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
      'a store that refuses its secrets',
      [
        creating,
        event(
          'FailedMount',
          'MountVolume.SetUp failed for volume "vault" : rpc error: code = Unknown desc = failed to mount secrets store objects for pod shop/cart-1, err: rpc error: code = Unknown desc = Code: 403. permission denied',
          minutes(1),
          'Pod',
          'cart-1',
        ),
      ],
      'Pod/cart-1 storage.secrets-unavailable vault',
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
});
