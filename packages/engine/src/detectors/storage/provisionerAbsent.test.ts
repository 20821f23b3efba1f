import { ResourceGraph } from '../../graph/ResourceGraph';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { object, unreadKind } from '../../testing/builders';
import { Ingredient } from '../../testing/detectorRunner';
import { finding, incidentsFor, summaryOf } from '../../incidents/testFindings';
import { field } from '../../findings/evidence';
import {
  claim,
  csiController,
  driver,
  event,
  storageClass,
  summaries,
} from './testStorage';

const waiting = [
  claim({ storageClassName: 'csi' }),
  storageClass('csi'),
  driver,
];
const unexplained = ['PersistentVolumeClaim/data storage.pvc-pending'];
const stopped = csiController({ replicas: 0 });

describe('a driver that is registered', () => {
  it('and whose controller is scaled to zero provides nothing', () => {
    expect(summaries([...waiting, stopped])).toEqual([
      'StorageClass/csi storage.provisioner-absent csi.example.com',
    ]);
  });

  it.each<[string, Ingredient[]]>([
    ['has a controller that is to run', [csiController({ replicas: 1 })]],
    [
      'is not the one whose controller stopped',
      [csiController({ replicas: 0 }, ['--drivername=xcsi.example.com'])],
    ],
    [
      'has a stopped workload that makes no volumes',
      [
        csiController(
          { replicas: 0 },
          undefined,
          'registry.k8s.io/sig-storage/csi-attacher:v4.8.0',
        ),
      ],
    ],
    [
      'has another controller',
      [
        stopped,
        object('Pod', 'csi-0', {
          spec: {
            containers: [
              { name: 'a', image: 'mirror.example.org/csi-provisioner:v5' },
              { name: 'b', args: ['--driver', 'csi.example.com'] },
            ],
          },
        }),
      ],
    ],
    [
      'provides from elsewhere',
      [stopped, event('Provisioning', 'External provisioner is provisioning')],
    ],
    ['may provide, as events were not read', [stopped, unreadKind('Event')]],
    ['may have pods that were not read', [stopped, unreadKind('Pod')]],
  ])('is not said to be stopped where it %s', (_, others) => {
    expect(summaries([...waiting, ...others])).toEqual(unexplained);
  });
});

it('looks for the controller once, however many claims wait for it', () => {
  const objects = (count: number) => [
    ...waiting.slice(1),
    stopped,
    ...Array.from({ length: count }, (_, index) => ({
      ...waiting[0],
      metadata: { ...waiting[0].metadata, name: `data-${index}` },
    })),
  ];
  const looks = (count: number) => {
    const workloads = jest.spyOn(ResourceGraph.prototype, 'workloads');
    const all = jest.spyOn(ClusterSnapshot.prototype, 'all');
    summaries(objects(count));
    const pods = all.mock.calls.filter(([kind]) => kind === 'Pod');
    const looked = [workloads.mock.calls.length, pods.length];
    jest.restoreAllMocks();
    return looked;
  };
  expect(looks(40)).toEqual(looks(1));
});

describe('a claim that waits', () => {
  const controller = csiController({ replicas: 1 });
  const pending = finding('storage.pvc-pending', waiting[0], {
    evidence: [field(waiting[0], 'status.phase', 'Pending')],
  });
  const notFound = (workload: typeof controller) =>
    finding('image.not-found', workload, {
      evidence: [field(workload, 'status.replicas', 0)],
    });

  it('follows from what ails the controller of its class', () => {
    expect(
      incidentsFor(
        [...waiting, controller],
        [pending, notFound(controller)],
      ).map(summaryOf),
    ).toEqual(['image-reference-wrong Deployment/csi-controller: 2']);
  });

  it('does not from what ails that of another', () => {
    const other = csiController({ replicas: 1 }, ['--drivername=other']);
    expect(
      incidentsFor([...waiting, other], [pending, notFound(other)]),
    ).toHaveLength(2);
  });
});
