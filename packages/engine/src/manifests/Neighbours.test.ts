import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { NOW } from '../testing/builders';
import { Neighbours } from './Neighbours';

describe('Neighbours', () => {
  it('scan the objects of a kind once for all names', () => {
    const manifests = new ClusterSnapshot({
      cluster: 'test',
      capturedAt: NOW,
      objects: Array.from({ length: 50 }, (_, index) => ({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: `c${index}settings`, namespace: 'shop' },
      })),
    });
    const neighbours = new Neighbours(manifests);
    const scans = jest.spyOn(manifests, 'all');
    const found = Array.from({ length: 50 }, (_, index) =>
      neighbours.meantBy({
        kind: 'ConfigMap',
        namespace: 'shop',
        name: `c${index}setings`,
      }),
    );
    expect(found.map(each => each?.object.metadata.name)).toEqual(
      Array.from({ length: 50 }, (_, index) => `c${index}settings`),
    );
    const ofKind = scans.mock.calls.filter(([kind]) => kind === 'ConfigMap');
    expect(ofKind.length).toBeLessThanOrEqual(2);
  });
});
