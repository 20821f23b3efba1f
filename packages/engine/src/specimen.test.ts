import { analyze } from './analyze';
import { ResourceGraph } from './graph/ResourceGraph';
import { ClusterSnapshot } from './snapshot/ClusterSnapshot';
import { SPECIMEN } from './specimen';

const snapshot = new ClusterSnapshot({
  cluster: 'specimen',
  capturedAt: new Date(0),
  objects: SPECIMEN,
});

describe('SPECIMEN', () => {
  it('hangs together as a workload does', () => {
    const graph = new ResourceGraph(snapshot);
    const [pod] = snapshot.all('Pod');
    expect(graph.topOwner(pod).kind).toBe('Deployment');
    expect(graph.servicesSelecting(pod)).toEqual(snapshot.all('Service'));
    expect(graph.podsOn('specimen')).toEqual([pod]);
  });

  it('breaks no rule', () => {
    expect(analyze(snapshot).coverage.detectors.failed).toEqual([]);
  });
});
