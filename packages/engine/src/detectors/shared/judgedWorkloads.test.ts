import { ResourceGraph } from '../../graph/ResourceGraph';
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
    const snapshot = snapshotOf(objects);
    const found = judgedWorkloads({
      snapshot,
      graph: new ResourceGraph(snapshot),
    });
    expect(found).toMatchObject([
      { subject: { kind: 'Job', name: 'import' }, source: { kind } },
    ]);
  });
});
