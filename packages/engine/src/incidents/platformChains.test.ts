import { field } from '../findings/evidence';
import { object } from '../testing/builders';
import { finding, incidentsFor, summaryOf } from './testFindings';

const UNINITIALIZED = 'node.cloudprovider.kubernetes.io/uninitialized';

describe('a node that its cloud never set up', () => {
  const node = object('Node', 'worker-4');
  const manager = object('Deployment', 'cloud-controller-manager');
  const crash = finding('pod.crash-loop', manager, {
    evidence: [field(manager, 'status.readyReplicas', 0)],
    symptoms: [
      {
        ids: ['x'],
        detector: 'controlplane.cloud-controller-down',
        title: 'down',
        message: 'down',
      },
    ],
  });
  const left = (key: string) =>
    finding('node.taint-left-behind', node, {
      key,
      evidence: [field(node, 'spec.taints[0]', { key })],
    });
  const noRoom = (message: string) => {
    const arena = object('Deployment', 'arena');
    return finding('scheduling.insufficient-cpu', arena, {
      evidence: [field(arena, 'spec.replicas', 1)],
      symptoms: [
        {
          ids: ['y'],
          detector: 'scheduling.only-unhealthy-nodes',
          title: 'unfit',
          message,
        },
      ],
    });
  };
  const told = (...findings: Parameters<typeof incidentsFor>[1]) =>
    incidentsFor([node, manager], findings).map(each => ({
      subject: each.subject.name,
      findings: each.findings.length,
    }));

  it('follows from its controller, and pods that it would have room for follow from it', () => {
    expect(
      told(crash, left(UNINITIALIZED), noRoom('worker-4 would fit')),
    ).toEqual([{ subject: 'cloud-controller-manager', findings: 3 }]);
  });

  it('has nothing to do with a taint of a driver, nor with pods that fit elsewhere', () => {
    expect(
      told(
        crash,
        left('ebs.csi.aws.com/agent-not-ready'),
        noRoom('worker-40 would fit'),
      ).map(each => each.findings),
    ).toEqual([1, 1, 1]);
  });
});

describe('an agent of the network plugin that crashes', () => {
  const agent = object('DaemonSet', 'calico-node');
  const affected = [{ kind: 'Pod', namespace: 'shop', name: 'calico-node-1' }];
  const node = object('Node', 'worker-3');
  const down = finding('controlplane.cni-down', node, {
    affected,
    evidence: [field(node, 'status.conditions[Ready].status', 'True')],
  });

  it('is what keeps its node without network', () => {
    const crash = finding('pod.crash-loop', agent, { affected });
    expect(incidentsFor([agent], [crash, down]).map(summaryOf)).toEqual([
      'not-determinable DaemonSet/calico-node: 2',
    ]);
  });

  it('is another matter where other pods of it crash', () => {
    const crash = finding('pod.crash-loop', agent, {
      affected: [{ ...affected[0], name: 'calico-node-2' }],
    });
    expect(incidentsFor([agent], [crash, down])).toHaveLength(2);
  });
});
