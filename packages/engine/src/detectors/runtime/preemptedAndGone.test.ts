import { hours, minutes } from '../../snapshot/durations';
import { ago, object, ownedBy } from '../../testing/builders';
import { detectorRunner } from '../../testing/detectorRunner';
import { disruptions } from './disruptions';

const run = detectorRunner(...disruptions);

const search = object('Deployment', 'search', {});
const replicaSet = ownedBy(search, object('ReplicaSet', 'search-6d7d', {}));
const batch = object(
  'Pod',
  'reindex-1',
  { spec: { priority: 100_000, nodeName: 'worker-1', containers: [] } },
  { metadata: { uid: 'batch-1' } },
);

const successor = (spec: object = {}) =>
  ownedBy(
    replicaSet,
    object('Pod', 'search-6d7d-aaaaa', {
      spec: { containers: [], ...spec },
      status: { phase: 'Pending' },
    }),
  );

const preempted = (age = minutes(14)) =>
  object('Event', 'search-6d7d-zzzzz.1', {
    reason: 'Preempted',
    message: 'Preempted by pod batch-1 on node worker-1',
    involvedObject: {
      kind: 'Pod',
      namespace: 'shop',
      name: 'search-6d7d-zzzzz',
      uid: 'gone',
    },
    lastTimestamp: ago(age),
  });

describe('preempted pods that are gone', () => {
  it('are told of their workload while its next pod waits, with who took the room', () => {
    const [found, ...others] = run([
      search,
      replicaSet,
      batch,
      successor(),
      preempted(),
    ]);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      detector: 'pod.preempted',
      subject: { kind: 'Deployment', name: 'search' },
      message: expect.stringContaining(
        'make room for pods of Pod shop/reindex-1, whose priority is 100000',
      ),
      affected: [expect.objectContaining({ name: 'search-6d7d-aaaaa' })],
    });
  });

  it.each([
    ['have a successor on a node', [successor({ nodeName: 'b' }), preempted()]],
    ['were placeholders', [successor({ priority: -1000 }), preempted()]],
    ['went long ago', [successor(), preempted(hours(2))]],
    ['have nothing that replaces them', [preempted()]],
  ])('are not told where they %s', (_, objects) => {
    expect(run([search, replicaSet, batch, ...objects])).toEqual([]);
  });
});
