import { object } from '../../testing/builders';
import { Ingredient } from '../../testing/detectorRunner';
import { blamed, boundClaim, claimed, node, pending } from './testPods';

describe('claims of pods that wait', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'a claim that does not exist',
      [
        pending(
          claimed('data'),
          '0/1 nodes are available: persistentvolumeclaim "data" not found. not found',
        ),
        node('a'),
      ],
      'StatefulSet/cart scheduling.pvc-missing data',
    ],
    [
      'a claim that is not bound',
      [
        pending(claimed('data')),
        node('a'),
        object('PersistentVolumeClaim', 'data', {
          status: { phase: 'Pending' },
        }),
      ],
      'PersistentVolumeClaim/data scheduling.pvc-unbound',
    ],
    [
      'a claim that is not bound though a node was chosen for it',
      [
        pending(
          claimed('data'),
          'running PreBind plugin "VolumeBinding": binding volumes: context deadline exceeded',
          { reason: 'SchedulerError' },
        ),
        node('a'),
        object(
          'PersistentVolumeClaim',
          'data',
          { spec: { storageClassName: 'late' }, status: { phase: 'Pending' } },
          {
            metadata: {
              annotations: { 'volume.kubernetes.io/selected-node': 'a' },
            },
          },
        ),
        object('StorageClass', 'late', {
          provisioner: 'csi.example.com',
          volumeBindingMode: 'WaitForFirstConsumer',
        }),
      ],
      'PersistentVolumeClaim/data scheduling.pvc-unbound',
    ],
    [
      'a volume in a zone without a fitting node',
      [
        pending(claimed('data')),
        node('a', {}, {}, { 'topology.kubernetes.io/zone': 'a' }),
        boundClaim('data', 'pv'),
        object(
          'PersistentVolume',
          'pv',
          {},
          { labels: { 'topology.kubernetes.io/zone': 'b__c' } },
        ),
      ],
      'PersistentVolumeClaim/data scheduling.volume-node-affinity',
    ],
  ])('blames %s', (_, objects, expected) => {
    expect(blamed(objects)).toEqual([expected]);
  });
});
