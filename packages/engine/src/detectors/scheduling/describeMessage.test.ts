import { unreadKind } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { boundClaim, claimed, node, pending, shop } from './testPods';
import { unschedulablePods } from './unschedulablePods';

const run = detectorRunner(...unschedulablePods);

const speaking: readonly (readonly [string, Ingredient[], string])[] = [
  [
    'a volume limit, which only the scheduler knows',
    [
      pending(
        {},
        '0/1 nodes are available: 1 node(s) exceed max volume count.',
      ),
      node('a'),
    ],
    'StatefulSet/cart scheduling.volume-limit',
  ],
  [
    'unread nodes, by the scheduler\u2019s words',
    [
      pending(
        {},
        '0/3 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 2 Insufficient memory. preemption: 0/3 nodes are available.',
      ),
      unreadKind('Node'),
    ],
    'StatefulSet/cart scheduling.insufficient-memory',
  ],
  [
    'unread nodes and a taint in an older wording',
    [
      pending(
        {},
        "0/3 nodes are available: 3 node(s) had taint {team: x}, that the pod didn't tolerate.",
      ),
      unreadKind('Node'),
    ],
    'StatefulSet/cart scheduling.taint-untolerated team',
  ],
  [
    'unread nodes and its own node selector',
    [
      pending(
        { nodeSelector: { disk: 'nvme' } },
        "0/5 nodes are available: 1 node(s) were unschedulable, 2 node(s) didn't match Pod's node affinity/selector, 2 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/5 nodes are available: 5 Preemption is not helpful for scheduling.",
      ),
      unreadKind('Node'),
    ],
    'StatefulSet/cart scheduling.node-selector-mismatch',
  ],
  [
    'unread claims, by the scheduler\u2019s words',
    [
      pending(
        claimed('data'),
        '0/1 nodes are available: persistentvolumeclaim "data" not found. not found',
      ),
      node('a'),
      unreadKind('PersistentVolumeClaim'),
    ],
    'StatefulSet/cart scheduling.pvc-missing data',
  ],
  [
    'unread volumes, by the scheduler\u2019s words',
    [
      pending(
        claimed('data'),
        '0/2 nodes are available: 2 node(s) had volume node affinity conflict.',
      ),
      node('a'),
      boundClaim('data', 'pv'),
      unreadKind('PersistentVolume'),
    ],
    'PersistentVolumeClaim/data scheduling.volume-node-affinity',
  ],
];

describe('reasons that only the scheduler gives', () => {
  it.each(speaking)('blames %s', (_, objects, expected) => {
    const found = run([shop, ...objects]).map(({ subject, detector, key }) =>
      [`${subject.kind}/${subject.name}`, detector, key ?? ''].join(' ').trim(),
    );
    expect(found).toEqual([expected]);
  });
});
