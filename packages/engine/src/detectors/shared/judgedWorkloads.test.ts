import { ResourceGraph } from '../../graph/ResourceGraph';
import { KubernetesObject } from '../../snapshot/objects';
import { object, ownedBy } from '../../testing/builders';
import { snapshotOf } from '../../testing/detectorRunner';
import { judgedWorkloads } from './judgedWorkloads';

const containers = [{ name: 'app' }];
const job = object('Job', 'import', {
  spec: { template: { spec: { containers } } },
});
const podIn = (phase: string) =>
  ownedBy(
    job,
    object('Pod', 'import-x', { spec: { containers }, status: { phase } }),
  );

function workloadsOf(objects: KubernetesObject[]) {
  const snapshot = snapshotOf(objects);
  return judgedWorkloads({ snapshot, graph: new ResourceGraph(snapshot) });
}

describe('judgedWorkloads', () => {
  it.each([
    ['a running pod', [job, podIn('Running')], 'Pod'],
    ['the template while no pod exists', [job], 'Job'],
    [
      'the template while only a failed pod is left',
      [job, podIn('Failed')],
      'Job',
    ],
    ['the template while a pod waits', [job, podIn('Pending')], 'Job'],
  ])('reads from %s', (_, objects, kind) => {
    expect(workloadsOf(objects)).toMatchObject([
      { subject: { kind: 'Job', name: 'import' }, source: { kind } },
    ]);
  });

  it('reads from the manifest of a pod', () => {
    const shell = object('Pod', 'shell', { spec: { containers } });
    expect(workloadsOf([shell])).toMatchObject([
      { subject: { kind: 'Pod', name: 'shell' }, isRunning: false },
    ]);
  });

  it('reads from the template where the status of its pods was left out', () => {
    const pod = ownedBy(
      job,
      object('Pod', 'import-x', { spec: { containers } }),
    );
    expect(workloadsOf([job, pod])).toMatchObject([
      { subject: { kind: 'Job' }, source: { kind: 'Job' } },
    ]);
  });

  it.each(['Pending', 'Succeeded', 'Failed'])(
    'leaves out a pod by itself that is %s',
    phase => {
      const shell = object('Pod', 'shell', {
        spec: { containers },
        status: { phase },
      });
      expect(workloadsOf([shell])).toEqual([]);
    },
  );
});
