import { parseSchedulerMessage } from './schedulerMessage';

const PREEMPTION =
  'preemption: 0/5 nodes are available: 2 No preemption victims found for incoming pod, 3 Preemption is not helpful for scheduling.';

describe('parseSchedulerMessage', () => {
  it.each([
    [
      `0/5 nodes are available: 1 Insufficient cpu, 1 node(s) didn't match pod topology spread constraints, 1 node(s) were unschedulable, 2 node(s) had untolerated taint(s). no new claims to deallocate, ${PREEMPTION}`,
      5,
      ['1 resource cpu', '1 spread', '1 cordon', '2 taint'],
    ],
    [
      `0/3 nodes are available: 1 Too many pods, 1 node(s) didn't have free ports for the requested pod ports, 1 node(s) didn't match pod anti-affinity rules. ${PREEMPTION}`,
      3,
      ['1 podCount', '1 hostPort', '1 podAntiAffinity'],
    ],
    [
      "0/2 nodes are available: 1 node(s) had taint {team: x}, that the pod didn't tolerate, 1 node(s) had volume node affinity conflict.",
      2,
      ['1 taint team', '1 volume'],
    ],
    [
      "0/3 nodes are available: 1 Insufficient nvidia.com/gpu, 2 node(s) didn't satisfy plugin(s) [NodeAffinity].",
      3,
      ['1 resource nvidia.com/gpu', '2 affinity'],
    ],
    [
      '0/5 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found',
      5,
      ['- pvcUnbound'],
    ],
    [
      '0/5 nodes are available: persistentvolumeclaim "nope" not found. not found',
      5,
      ['- pvcMissing nope'],
    ],
    [
      `0/3 nodes are available: 3 cannot allocate all claims. still not schedulable, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.`,
      3,
      ['3 resourceClaim'],
    ],
    ['no nodes available to schedule pods', 0, ['- noNodes']],
    ['0/1 nodes are available: 1 of a new kind.', 1, ['1 other']],
  ])('reads "%s"', (text, total, expected) => {
    const parsed = parseSchedulerMessage(text);
    expect(parsed?.total).toBe(total);
    expect(
      parsed?.reasons.map(({ nodes, kind, detail }) =>
        [nodes ?? '-', kind ?? 'other', detail ?? ''].join(' ').trim(),
      ),
    ).toEqual(expected);
  });

  it('knows no other texts', () => {
    expect(parseSchedulerMessage('all is well')).toBeUndefined();
    expect(parseSchedulerMessage(undefined)).toBeUndefined();
  });
});
